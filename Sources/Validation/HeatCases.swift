import Anatomy
import SimMath
public import Simulation

/// Heat in tissue against closed forms: spread along a bar, a steady source in perfused tissue, and damage at a held temperature.
public enum HeatCases {
  /// A cube of 4 mm, its vertices half a millimetre apart, one corner at the origin.
  public static func cube() -> TissueMesh {
    QuadraticGrid(cells: (4, 4, 4)).build { u, v, w in 0.004 * Vector3D(u, v, w) }.mesh
  }

  /// Steps a state for a time, s, with heat put in at a vertex, W.
  static func run(_ state: inout HeatState, seconds: Double, power: Double = 0, at v: Int = 0) {
    for _ in 0..<Int((seconds / 0.001).rounded()) {
      if power > 0 { state.add(0.001 * power, toVertex: v) }
      state.advance()
    }
  }

  /// A bump of temperature along a bar, a Gaussian of 2 mm, after some seconds.
  public struct Spread: Sendable {
    /// Over the blood's temperature in its middle, K, here and by the heat kernel.
    public var ours: Double
    public var reference: Double
    /// Its heat, as a share of that at the start.
    public var heat: Double
  }

  /// - Parameter cell: of the grid along the bar, m; vertices lie twice as close.
  public static func spread(cell: Double = 0.001, seconds: Double = 20) throws -> Spread {
    let (length, width, height) = (0.040, 0.002, 20.0)
    let cells = Int((length / cell).rounded())
    let mesh = QuadraticGrid(cells: (cells, 1, 1)).build { u, v, w in
      Vector3D(length * (u - 0.5), 0.001 * v, 0.001 * w)
    }.mesh
    let model = try HeatModel(mesh: mesh, TissueHeat(perfusion: 0))
    var state = HeatState(model)
    for (v, p) in mesh.nodes.enumerated() {
      state.setTemperature(
        model.tissue.blood + height * Trigonometry.exp(-p.x * p.x / (2 * width * width)), ofVertex: v)
    }
    let before = state.stored
    run(&state, seconds: seconds)
    let middle = mesh.nodes.indices.filter { abs(mesh.nodes[$0].x) < 1e-9 }
    let ours = middle.reduce(0) { $0 + state.temperature(ofVertex: $1) } / Double(middle.count) - model.tissue.blood
    let t = model.tissue
    let spread = width * width + 2 * seconds * t.conductivity / (t.density * t.capacity)
    return Spread(
      ours: ours, reference: height * width / spread.squareRoot(), heat: state.stored / before)
  }

  /// Temperature over the blood's, K, at a distance from a source of 40 mW that has burnt until nothing changed, in tissue that
  /// ten times the blood of heart muscle runs through: P / (4 pi k r) exp(-r / L) with L2 = k / (w rho_b c_b), 1.1 mm.
  ///
  /// - Parameters:
  ///   - distances: m, as far as 3 mm.
  ///   - cells: along each edge of an eighth of a cube of 12 mm; the source is in its corner.
  public static func source(_ distances: [Double], cells: Int = 10) throws -> [(ours: Double, reference: Double)] {
    let heat = TissueHeat(perfusion: 0.1)
    let (edge, power) = (0.006, 0.04)
    // Finer towards the source.
    let mesh = QuadraticGrid(cells: (cells, cells, cells)).build { u, v, w in
      func at(_ x: Double) -> Double { edge * x * (0.4 + 0.6 * x) }
      return Vector3D(at(u), at(v), at(w))
    }.mesh
    let model = try HeatModel(mesh: mesh, heat)
    let corner = mesh.nodes.indices.min { mesh.nodes[$0].length < mesh.nodes[$1].length }!
    var state = HeatState(model)
    run(&state, seconds: 60, power: power / 8, at: corner)
    let decay = (heat.conductivity / (heat.perfusion * heat.bloodCapacity)).squareRoot()
    // Along the three edges, between the two vertices that lie about the distance.
    let axis = mesh.nodes.indices.filter { mesh.nodes[$0].y == 0 && mesh.nodes[$0].z == 0 }
      .sorted { mesh.nodes[$0].x < mesh.nodes[$1].x }
    return distances.map { r in
      // T r e^(r/L) is what changes little from one to the next.
      func product(_ v: Int) -> Double {
        let x = mesh.nodes[v].x
        return (state.temperature(ofVertex: v) - heat.blood) * x * Trigonometry.exp(x / decay)
      }
      let k = axis.firstIndex { mesh.nodes[$0].x >= r }!
      let (a, b) = (axis[k - 1], axis[k])
      let share = (r - mesh.nodes[a].x) / (mesh.nodes[b].x - mesh.nodes[a].x)
      let fall = Trigonometry.exp(-r / decay) / r
      return (
        ours: (product(a) + share * (product(b) - product(a))) * fall,
        reference: power / (4 * Double.pi * heat.conductivity) * fall
      )
    }
  }

  /// When a block that is held at a temperature (degrees C) is coagulated, s, here and by the law; within a step.
  public static func coagulation(at celsius: Double, _ law: ArrheniusLaw) throws -> (ours: Double, reference: Double) {
    let mesh = cube()
    let model = try HeatModel(mesh: mesh, TissueHeat(perfusion: 0, damage: law))
    var state = HeatState(model)
    for v in mesh.nodes.indices { state.setTemperature(celsius, ofVertex: v) }
    var ticks = 0
    while state.damage(ofVertex: 0) < 1 && ticks < 1_000_000 {
      state.advance()
      ticks += 1
    }
    let exponent = Trigonometry.log(law.frequency) - law.energy / (ArrheniusLaw.gasConstant * (celsius + ArrheniusLaw.iceKelvin))
    return (0.001 * Double(ticks), Trigonometry.exp(-exponent))
  }

  /// Heat that was put into a perfused block, and what of it is there or has gone with the blood, J: 2 W for 2 s, which boils
  /// water, and 3 s after.
  public static func balance() throws -> (ours: Double, reference: Double) {
    let mesh = cube()
    var state = HeatState(try HeatModel(mesh: mesh, .soft))
    let v = mesh.nodes.indices.min { mesh.nodes[$0].length < mesh.nodes[$1].length }!
    run(&state, seconds: 2, power: 2, at: v)
    run(&state, seconds: 3)
    return (state.stored + state.lost, state.delivered)
  }

  static func cases() throws -> [ValidationCase] {
    let spread = try spread()
    let steady = try source([0.001, 0.002, 0.003])
    let artery = try coagulation(at: 75, .artery)
    let skin = try coagulation(at: 60, .skin)
    let balance = try balance()
    let pennes = "P / (4 pi k r) exp(-r / L), Pennes 1948"
    var cases: [ValidationCase] = [
      .relative(
        id: "heat.spread-20s", ours: spread.ours, reference: spread.reference, unit: "K", bound: 0.01,
        source: "heat kernel along a bar, a Gaussian of 2 mm")
    ]
    for (mm, t) in zip(1...3, steady) {
      cases.append(
        .relative(
          id: "heat.source-\(mm)mm", ours: t.ours, reference: t.reference, unit: "K", bound: 0.05, source: pennes))
    }
    return cases + [
      .relative(
        id: "heat.artery-75C", ours: artery.ours, reference: artery.reference, unit: "s", bound: 0.01,
        source: "1 / (A exp(-E / RT)), Agah et al. 1994"),
      .relative(
        id: "heat.skin-60C", ours: skin.ours, reference: skin.reference, unit: "s", bound: 0.01,
        source: "1 / (A exp(-E / RT)), Henriques and Moritz 1947"),
      .relative(
        id: "heat.balance", ours: balance.ours, reference: balance.reference, unit: "J", bound: 1e-6,
        source: "put in = stored + boiled + taken by blood"),
    ]
  }
}
