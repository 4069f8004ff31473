import Anatomy
import Frames
import SimMath
import Simulation

/// Undamped bodies that are let go and left alone for many ticks: may a tick make energy, and does it add up?
///
/// A block of 100 x 100 x 50 mm in 160 tetrahedra on which nothing works, neither gravity nor a tool. Implicit Euler
/// takes energy away from all that swings, so that what a body has at its start is the most that it may ever have.
public enum EnergySeries {
  public enum Start: String, CaseIterable, Codable, Sendable {
    /// Fixed below, sheared by 0.3 and twisted by half a radian, at rest.
    case deformed
    /// Free and undeformed, spinning and stretching.
    case moving
  }

  public struct Body: Codable, Equatable, Sendable {
    public var poissonRatio: Double
    /// Of the softer half, Pa.
    public var youngsModulus: Double
    /// How many times stiffer the other half is.
    public var neighbour: Double
    public var start: Start
  }

  public struct Result: Codable, Sendable {
    public var body: Body
    public var ticks: Int
    /// Kinetic and elastic energy before the first tick, J.
    public var start: Double
    /// The most after any tick, as a share of the start, and after which.
    public var highest: Double
    public var highestTick: Int
    /// After the last tick, as a share of the start.
    public var last: Double
    /// Sum over all ticks that made energy, and the most that one made, as shares of the start.
    public var made: Double
    public var worst: Double
    /// Ticks after which the ledger was open (`StepStatus.ledgerOpen`).
    public var open: Int
    /// Share of the start after ticks 1, 2, 5, 10 and so on.
    public var decay: [Double]

    /// What may be reached: the start itself, or 1.02 of it by a body that moves (rounding, and ticks of a millisecond).
    public var bound: Double { body.start == .deformed ? 1 + 1e-6 : 1.02 }
    public var ok: Bool { highest.isFinite && highest <= bound }
  }

  /// Young's moduli, Pa, and how many times stiffer the other half is.
  public static let stiffnesses: [(modulus: Double, neighbour: Double)] = [(3e3, 1), (2e6, 1), (3e3, 1000)]

  /// Every combination that is run.
  public static var bodies: [Body] {
    var list: [Body] = []
    for start in Start.allCases {
      for ratio in [0.3, 0.45, 0.49, 0.499] {
        for (modulus, neighbour) in stiffnesses {
          list.append(Body(poissonRatio: ratio, youngsModulus: modulus, neighbour: neighbour, start: start))
        }
      }
    }
    return list
  }

  /// - Parameters:
  ///   - ticks: of each body. Usual: 100,000.
  ///   - threads: bodies that are run at once.
  ///   - goOn: takes the share that is done; false ends it early.
  /// - Returns: nil if it was ended early.
  public static func run(
    _ bodies: [Body] = bodies, ticks: Int = 100_000, threads: Int, goOn: (Double) -> Bool
  ) throws -> [Result]? {
    try Parallel.map(bodies, threads: threads, goOn: goOn) { try run($0, ticks: ticks) }
  }

  /// The ticks after which `Result.decay` is told.
  public static func moments(ticks: Int) -> [Int] {
    var list: [Int] = []
    var decade = 1
    while decade <= ticks {
      for k in [1, 2, 5] where k * decade <= ticks { list.append(k * decade) }
      decade *= 10
    }
    return list
  }

  static func model(of body: Body) throws(TissueError) -> SimulationModel {
    var mesh = TissueMesh.smallBlock()
    if body.start == .deformed { for (i, p) in mesh.nodes.enumerated() where p.z < 1e-9 { mesh.fixed[i] = true } }
    let points = mesh.tetrahedra.flatMap { tet in
      let isStiff = tet[0..<4].reduce(0) { $0 + mesh.nodes[$1].x } > 0
      let material = Material(
        youngsModulus: body.youngsModulus * (isStiff ? body.neighbour : 1), poissonRatio: body.poissonRatio,
        density: 1060)
      return [MaterialPoint](repeating: MaterialPoint(material: material), count: 4)
    }
    return try SimulationModel(bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 16, turning: true))
  }

  static func initialState(of body: Body, _ model: SimulationModel) -> SimulationState {
    var state = SimulationState(model: model)
    let mesh = model.mesh
    switch body.start {
    case .deformed:
      for (v, p) in mesh.nodes.enumerated() where !mesh.fixed[v] {
        let (sin, cos) = Trigonometry.sincos(10 * p.z)
        state.setPosition(
          Vector3(Vector3D(cos * p.x - sin * p.y + 0.3 * p.z, sin * p.x + cos * p.y, p.z)), ofVertex: v)
      }
    case .moving:
      // Half the speed of the softer half's shear waves at the ends.
      let speed = (body.youngsModulus / (2 * (1 + body.poissonRatio)) / 1060).squareRoot()
      for (v, p) in mesh.nodes.enumerated() {
        let q = p - Vector3D(0, 0, 0.025)
        let (spin, stretch) = (Vector3D(-q.y, q.x, 0), Vector3D(q.x, -0.5 * q.y, -0.5 * q.z))
        state.setVelocity(Vector3((speed / 0.2) * (spin + stretch)), ofVertex: v)
      }
    }
    return state
  }

  /// Kinetic and elastic energy above that of the mesh as loaded, J, by the reference solver.
  private static func energy(_ state: borrowing SimulationState, _ model: SimulationModel) -> Double {
    let reference = ReferenceSolver(mesh: model.mesh, points: model.points)
    let u = state.velocities
    var positions: [Vector3D] = []
    var sum = 0.0
    for (v, mass) in reference.mass.enumerated() {
      positions.append(Vector3D(state.position(ofVertex: v)))
      for c in 0..<3 { sum += 0.5 * mass * Double(u[4 * v + c]) * Double(u[4 * v + c]) }
    }
    return sum + reference.elasticEnergy(positions) - reference.elasticEnergy(model.mesh.nodes)
  }

  static func run(_ body: Body, ticks: Int) throws(TissueError) -> Result {
    let model = try model(of: body)
    var state = initialState(of: body, model)
    let start = energy(state, model)
    var result = Result(
      body: body, ticks: ticks, start: start, highest: 0, highestTick: 0, last: 0, made: 0, worst: 0, open: 0,
      decay: [])
    let team = WorkerTeam()
    let moments = Set(moments(ticks: ticks))
    var before = start
    for tick in 1...ticks {
      let output = step(model, &state, .untouched(state.nextTick), on: team)
      let energy = Double(output.ledger.kinetic) + Double(output.ledger.elastic)
      let share = energy / start
      guard share.isFinite else {
        result.highest = .infinity
        result.highestTick = tick
        return result
      }
      if share > result.highest { (result.highest, result.highestTick) = (share, tick) }
      let made = (energy - before) / start
      if made > 0 { (result.made, result.worst) = (result.made + made, max(result.worst, made)) }
      if output.status.contains(.ledgerOpen) { result.open += 1 }
      if moments.contains(tick) { result.decay.append(share) }
      (before, result.last) = (energy, share)
    }
    return result
  }
}
