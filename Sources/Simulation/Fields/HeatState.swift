import SimMath

/// Heat in a body: what passes from tick to tick. All storage is made here; nothing of it allocates afterwards.
///
/// An explicit step of `HeatModel.ticks` ticks (Euler): each tick a fixed part of the vertices takes its turn, from temperatures
/// that stay as they were at the start of the step, so that what leaves a vertex is what comes to its neighbours. Heat that is put
/// in waits for the vertex's turn. Water boils at a temperature that stays; heat beyond it boils water away.
///
/// Owned by one thread at a time; the same bits for any number of workers, since only one steps it.
public struct HeatState: ~Copyable {
  public let model: HeatModel
  /// Over the blood's temperature at the start of the step under way, and as far as it is made, at its end, K; [2][N].
  let excess: FixedBuffer<Double>
  /// Which of the two is the start.
  var half = 0
  /// Heat that waits for a vertex's turn, J; [N].
  let gain: FixedBuffer<Double>
  /// Share of its water that has boiled away, 0 to 1; [N].
  let boiled: FixedBuffer<Double>
  /// Omega, 0 at first, at most `mostDamage`; [N].
  let damage: FixedBuffer<Double>
  /// Nearest that a live electrode's surface has been, m; infinite at first; [N].
  let distance: FixedBuffer<Double>
  /// Scratch of one tick of current: vertices that it goes to, and their weights; [N].
  let near: FixedBuffer<Int32>
  let weight: FixedBuffer<Double>
  /// Ticks of the step under way that are done.
  var phase = 0
  /// Heat was put in; until then there is nothing to do.
  public internal(set) var isWarm = false
  /// Put in so far, and taken away by blood, J.
  public internal(set) var delivered = 0.0
  public internal(set) var lost = 0.0

  /// Omega is not followed further. Usual: 1e4, all of it is done long since.
  static var mostDamage: Double { 1e4 }

  public init(_ model: HeatModel) {
    self.model = model
    let n = model.vertexCount
    excess = FixedBuffer(count: 2 * n, repeating: 0)
    gain = FixedBuffer(count: n, repeating: 0)
    boiled = FixedBuffer(count: n, repeating: 0)
    damage = FixedBuffer(count: n, repeating: 0)
    distance = FixedBuffer(count: n, repeating: .infinity)
    near = FixedBuffer(count: n, repeating: 0)
    weight = FixedBuffer(count: n, repeating: 0)
  }

  /// Over the blood's temperature after the last tick, K: of the step's end where the vertex has had its turn.
  @inline(__always) private func now(_ v: Int) -> Double {
    let n = model.vertexCount
    return excess.base[(v < n * phase / model.ticks ? 1 - half : half) * n + v]
  }

  /// Of a vertex, degrees C.
  public func temperature(ofVertex v: Int) -> Double {
    precondition(v >= 0 && v < model.vertexCount)
    return model.tissue.blood + now(v)
  }
  /// Omega of a vertex: coagulated from 1.
  public func damage(ofVertex v: Int) -> Double { damage[v] }
  /// Share of a vertex's water that has boiled away, 0 to 1.
  public func boiled(ofVertex v: Int) -> Double { boiled[v] }

  /// Makes a vertex warmer or colder at once, for tests and scenes that start so; degrees C.
  public mutating func setTemperature(_ celsius: Double, ofVertex v: Int) {
    for half in 0..<2 { excess[half * model.vertexCount + v] = celsius - model.tissue.blood }
    isWarm = true
  }

  /// Puts heat (J) into a vertex, which has it after its next turn.
  @inline(__always) public mutating func add(_ heat: Double, toVertex v: Int) {
    gain[v] += heat
    delivered += heat
    isWarm = true
  }

  /// Heat that the body holds over one at the blood's temperature, J: sensible, what has boiled water away, and what waits.
  /// To the bit of rounding what was delivered less what was lost, where no step is under way.
  public var stored: Double {
    var sum = 0.0
    for v in 0..<model.vertexCount {
      sum += model.volume[v] * (model.tissue.volumetric * now(v) + model.tissue.latent * boiled[v]) + gain[v]
    }
    return sum
  }

  /// Coagulated tissue, m3.
  ///
  /// - Parameter margin: only what no live electrode came nearer than this, m; 0 for all.
  public func coagulated(beyond margin: Double = 0) -> Double {
    var sum = 0.0
    for v in 0..<model.vertexCount where damage[v] >= 1 && distance[v] >= margin { sum += model.volume[v] }
    return sum
  }

  /// What bleeds from vessels that are not coagulated, m3/s.
  var bleeding: Double {
    var sum = 0.0
    for s in 0..<model.sourceFlow.count where damage[Int(model.sourceVertex[s])] < 1 { sum += model.sourceFlow[s] }
    return sum
  }

  /// Takes a tick of 1 ms. Real-time safe: at most N / `HeatModel.ticks` + 1 vertices, nothing before heat was put in.
  public mutating func advance() {
    guard isWarm else { return }
    let (n, ticks) = (model.vertexCount, model.ticks)
    let old = excess.base + half * n
    let new = excess.base + (1 - half) * n
    for v in (n * phase / ticks)..<(n * (phase + 1) / ticks) { turn(v, old, new) }
    phase += 1
    guard phase == ticks else { return }
    phase = 0
    half = 1 - half
  }

  /// A vertex's step: conduction, blood, what was put in, boiling and damage.
  @inline(__always) private mutating func turn(
    _ v: Int, _ old: UnsafeMutablePointer<Double>, _ new: UnsafeMutablePointer<Double>
  ) {
    let volume = model.volume.base[v]
    guard volume > 0 else { return }
    let tissue = model.tissue
    let here = old[v]
    var flow = 0.0
    for k in Int(model.start.base[v])..<Int(model.start.base[v + 1]) {
      flow += model.conductance.base[k] * (old[Int(model.neighbour.base[k])] - here)
    }
    let cooling = damage.base[v] < 1 ? tissue.perfusion * tissue.bloodCapacity * volume * here : 0
    lost += model.step * cooling
    let capacity = tissue.volumetric * volume
    var now = here + (model.step * (flow - cooling) + gain.base[v]) / capacity
    gain.base[v] = 0
    let limit = tissue.boiling - tissue.blood
    if now > limit, boiled.base[v] < 1 {
      let share = (now - limit) * tissue.volumetric / tissue.latent
      let taken = min(share, 1 - boiled.base[v])
      boiled.base[v] += taken
      // What is left when the last water is gone warms what is dry.
      now = taken == share ? limit : now - taken * tissue.latent / tissue.volumetric
    }
    new[v] = now
    let celsius = tissue.blood + now
    if celsius > model.harmless, damage.base[v] < Self.mostDamage {
      damage.base[v] = min(Self.mostDamage, damage.base[v] + model.step * tissue.damage.rate(celsius))
    }
  }
}
