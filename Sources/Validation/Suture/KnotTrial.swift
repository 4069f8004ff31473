import SimMath
import Simulation

/// A knot that is laid, tied by pulling at its ears, and then pulled at the arms of its cut loop until it gives way or
/// breaks, as knots are tested in a tensile tester; nothing but friction and the thread's own stiffness holds it.
public struct KnotTrial {
  public var material: ThreadMaterial
  /// As in `KnotCurve`.
  public var wraps: [Int]
  /// Pull at the two ears while it is tied, N. Unequal pulls make half hitches of the throws.
  public var tying: (Double, Double)
  /// Speed of each arm while it is pulled, m/s.
  public var speed: Double

  public init(material: ThreadMaterial, wraps: [Int], tying: (Double, Double), speed: Double = 0.01) {
    self.material = material
    self.wraps = wraps
    self.tying = tying
    self.speed = speed
  }

  public enum End: String, Sendable, Codable { case broke, slipped, held }

  public struct Result: Sendable {
    /// Largest tension that both arms bore, N.
    public var strength: Double
    public var end: End
    /// How much of the ears went into the knot at the largest tension, m.
    public var slip: Double
    /// Centrelines as laid, as tied, and at the end of the pull: vertices of strand 0 and of strand 1 from arm to ear,
    /// m.
    public var laid, tied, pulled: [[Vector3D]]
    public var ticks: Int
    /// Newton steps of all ticks.
    public var steps: Int
    /// Tension of the arms by tick while they were pulled, N, and how far they had been moved apart, m.
    public var curve: [(way: Double, tension: Double)]
  }

  /// Segment length in diameters.
  static var spacing: Double { 1.25 }

  public func run(longest: Int = 6000) -> Result {
    let d = material.diameter
    let length = Self.spacing * d
    let strands = KnotCurve(wraps: wraps, diameter: d, arm: 15 * d, ear: 25 * d).strands
    let half = Int(strands.map(Self.length).min()! / length)
    let places = strands.map { ThreadState.places(along: $0, spacing: length, count: half) }
    // One chain, ear to arm and arm to ear, cut between the arms.
    let chain = Array(places[0].reversed()) + places[1]
    let model = ThreadModel(
      material: material, segments: 2 * half - 1, length: length * Double(2 * half - 1), gravity: .zero)
    var state = ThreadState(model: model, along: [.zero, Vector3D(1, 0, 0)])
    for (i, p) in chain.enumerated() { state.setPosition(p, of: i) }
    state.cut(half - 1)
    let ends = [0, 2 * half - 1, half - 1, half]
    for (k, i) in ends.enumerated() {
      state[guide: k] = ThreadGuide(at: length * Double(i), position: chain[i])
    }
    func split(_ state: borrowing ThreadState) -> [[Vector3D]] {
      [(0..<half).map { state.position(half - 1 - $0) }, (0..<half).map { state.position(half + $0) }]
    }
    var result = Result(
      strength: 0, end: .held, slip: 0, laid: split(state), tied: [], pulled: [], ticks: 0, steps: 0, curve: [])

    // Tie: each ear is pulled along its way until it bears its pull, in the mean of some ticks.
    let ways = [(chain[0] - chain[1]).normalized, (chain[2 * half - 1] - chain[2 * half - 2]).normalized]
    let pulls = [tying.0, tying.1]
    var means = [0.0, 0.0]
    for _ in 0..<4000 {
      for e in 0..<2 {
        means[e] += 0.05 * (state[guide: e].force.dot(-1 * ways[e]) - means[e])
        let rate = max(-1, min(1, 2 * (pulls[e] - means[e]) / pulls[e]))
        state[guide: e].position += (2e-5 * rate) * ways[e]
      }
      let out = state.advance(model)
      result.ticks += 1
      result.steps += out.iterations
      if (0..<2).allSatisfy({ abs(means[$0] - pulls[$0]) < 0.1 * pulls[$0] }) && result.ticks > 1000 { break }
    }
    result.tied = split(state)

    // Pull: the ears are let go.
    state[guide: 0].isActive = false
    state[guide: 1].isActive = false
    let apart = (state.position(half) - state.position(half - 1)).length
    var mean = 0.0
    for k in 0..<longest {
      state[guide: 2].position += Vector3D(-0.001 * speed, 0, 0)
      state[guide: 3].position += Vector3D(0.001 * speed, 0, 0)
      let out = state.advance(model)
      result.ticks += 1
      result.steps += out.iterations
      let tension = min(state[guide: 2].force.length, state[guide: 3].force.length)
      mean += 0.1 * (tension - mean)
      let way = (state.position(half) - state.position(half - 1)).length - apart
      result.curve.append((way, mean))
      if mean > result.strength {
        result.strength = mean
        result.slip = way
      }
      if out.brokenSegment >= 0 {
        result.end = .broke
        break
      }
      if k > 500 && mean < 0.1 * result.strength {
        result.end = .slipped
        break
      }
    }
    result.pulled = split(state)
    return result
  }

  static func length(_ p: [Vector3D]) -> Double { zip(p, p.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length } }
}
