import Anatomy
import Frames
public import SimMath
public import Simulation

/// A free bar of 200 x 20 x 20 mm (E 400 kPa), bent into three quarters of a ring and let go: its ends turn by more than a
/// right angle from where the coarse operator was made.
public struct BentBar {
  public static let length = 0.2

  public let model: SimulationModel
  /// Mass of each vertex, kg.
  public let masses: [Double]
  /// Vertices in the middle of both ends.
  private let ends: [Int]

  /// - Parameters:
  ///   - turning: see `CoarseParameters.turning`.
  ///   - passes: see `SimulationModel.passes`.
  /// - Throws: `TissueError` if the body cannot be built.
  public init(poissonRatio: Double, turning: Bool, passes: Int = 1) throws(TissueError) {
    let built = QuadraticGrid(cells: (16, 2, 2)).build { u, v, w in
      Vector3D(Self.length * (u - 0.5), 0.02 * (v - 0.5), 0.02 * (w - 0.5))
    }
    let mesh = built.mesh
    let material = Material(youngsModulus: 400e3, poissonRatio: poissonRatio, density: 1060)
    model = try SimulationModel(
      bodyOf: mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 16, turning: turning), passes: passes)
    masses = ReferenceSolver(mesh: mesh, points: model.points).mass
    ends = [-0.5, 0.5].map { side in
      mesh.nodes.firstIndex { ($0 - Vector3D(side * Self.length, 0, 0)).length < 1e-9 }!
    }
  }

  /// Bent and at rest.
  public func initialState() -> SimulationState {
    var state = SimulationState(model: model)
    let radius = Self.length / (1.5 * Double.pi)
    for (v, p) in model.mesh.nodes.enumerated() {
      let (sin, cos) = Trigonometry.sincos(p.x / radius)
      state.setPosition(Vector3(Vector3D((radius + p.y) * sin, (radius + p.y) * cos - radius, p.z)), ofVertex: v)
    }
    return state
  }

  /// Distance of the ends, m.
  public func gap(_ state: borrowing SimulationState) -> Double {
    (Vector3D(state.position(ofVertex: ends[1])) - Vector3D(state.position(ofVertex: ends[0]))).length
  }

  /// The middle between the ends, m.
  public func middle(_ state: borrowing SimulationState) -> Vector3D {
    0.5 * (Vector3D(state.position(ofVertex: ends[1])) + Vector3D(state.position(ofVertex: ends[0])))
  }

  /// Centre of mass, m.
  public func center(_ state: borrowing SimulationState) -> Vector3D {
    var sum = Vector3D.zero
    var whole = 0.0
    for (v, m) in masses.enumerated() {
      sum += m * Vector3D(state.position(ofVertex: v))
      whole += m
    }
    return (1 / whole) * sum
  }

  /// What happens from the moment it is let go.
  public struct Run {
    /// Kinetic and elastic energy after each tick, J.
    public var energy: [Double] = []
    /// Distance of the ends after each tick, m.
    public var gap: [Double] = []
    /// Energy that ticks took away (J), less than zero where one made some.
    public var dissipated: [Double] = []
    /// First tick after which the ends are as far apart as in the straight bar, within 1%; nil if they never are.
    public var straight: Int? { gap.firstIndex { $0 > 0.99 * BentBar.length }.map { $0 + 1 } }
    /// Sum over the ticks that made some, after the first, J: what a tick holds back when the bar is let go at once the next gives
    /// again in part.
    public var made: Double { settled.reduce(0) { $0 - min(0, $1) } }
    /// Most that a tick made, J.
    public var worst: Double { -min(0, settled.min() ?? 0) }
    /// Most that one of the first ticks gave again, J.
    public var rebound: Double { -min(0, dissipated.prefix(Self.start).min() ?? 0) }
    private var settled: ArraySlice<Double> { dissipated.dropFirst(Self.start) }
    private static let start = 5
  }

  /// - Parameter state: goes on from where it is; ends early where it is no number any more.
  public func run(_ state: inout SimulationState, ticks: Int) -> Run {
    var run = Run()
    let team = WorkerTeam()
    for _ in 0..<ticks {
      let ledger = step(model, &state, .untouched(state.nextTick), on: team).ledger
      let energy = Double(ledger.kinetic) + Double(ledger.elastic)
      guard energy.isFinite else { break }
      run.energy.append(energy)
      run.dissipated.append(Double(ledger.dissipated))
      run.gap.append(gap(state))
    }
    return run
  }
}
