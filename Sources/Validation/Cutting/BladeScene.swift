import Anatomy
public import Frames
public import SimMath
public import Simulation

/// A pad of tissue of 40 x 40 x 10 mm that stands on its lower side, upper side at y = 0, and a blade in a hand.
public struct BladeScene: Sendable {
  public let model: SimulationModel
  /// Energy of a unit of new cut, J/m2.
  public let toughness: Double

  /// Depth of the straight edge in the pad during the stroke, and how far the stroke goes, m.
  public static let depth = 0.0065
  public static let way = 0.024

  /// - Parameters:
  ///   - tool: nil for a blade that is an edge and nothing else.
  ///   - cuts: tetrahedra that can be cut.
  /// - Throws: `TissueError` if the pad cannot be built.
  public init(tool: Instrument? = nil, toughness: Double = 400, cuts: Int = 200) throws(TissueError) {
    var built = QuadraticGrid(cells: (6, 8, 2)).build { u, v, w in
      Vector3D(0.04 * (u - 0.5), 0.01 * (w - 1), -0.04 * (v - 0.5))
    }
    for (i, place) in built.places.enumerated() where place.2 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    var point = MaterialPoint(material: Material(youngsModulus: 1e5, poissonRatio: 0.45, density: 1060))
    point.toughness = toughness
    self.toughness = toughness
    model = try SimulationModel(
      mesh: built.mesh, points: [MaterialPoint](repeating: point, count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 20), contactStiffness: 4e8, friction: 0.2,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0),
      tools: [tool ?? Self.blade], limits: .scripted, cuts: CutCapacity(elements: cuts))
  }

  /// An upright edge of 16 mm on a scalpel's body.
  public static var blade: Instrument {
    var box = ShapePrimitive.box(at: Vector3(0, 0.009, 0.0006), size: Vector3(0.0004, 0.018, 0.0026), radius: 0.0001)
    box.isBlade = true
    return Instrument(
      tool: .scalpel, mass: 0.022, inertia: Vector3(4.3e-5, 4e-7, 4.3e-5), center: Vector3(0, 0.07, 0), shape: [box],
      edges: [CuttingEdge(from: Vector3(0, 0.0005, 0), to: Vector3(0, 0.0165, 0))])
  }

  /// Ticks of the stroke: in, along and out.
  public static let ticks = 1900
  /// Those in which the blade is drawn and everything is as it goes on.
  public static let steady = 800..<1250

  /// Into the pad 7 mm deep at one end, through it, and out.
  public static func stroke(_ k: UInt64) -> Pose {
    let down = Float(min(k, 400)) / 400
    let along = k < 500 ? 0 : Float(min(k - 500, 800)) / 800
    let up = k < 1400 ? 0 : Float(min(k - 1400, 300)) / 300
    return Pose(
      position: Vector3(0.0012, 0.008 - 0.015 * down + 0.02 * up, Float(0.5 * way) - Float(way) * along))
  }

  /// What a hand's blade did.
  public struct Record: Sendable {
    /// Force on the hand, N, and energy taken in each tick, J.
    public var forces: [Vector3] = []
    public var dissipated: [Double] = []
    /// Tetrahedra that were cut.
    public var cuts = 0
    public var status: StepStatus = []
  }

  /// Lets the hand move and close its jaws.
  public func run(
    _ state: inout SimulationState, ticks: Int, on team: WorkerTeam = WorkerTeam(), grip: (UInt64) -> Float = { _ in 0 },
    pose: (UInt64) -> Pose
  ) -> Record {
    var record = Record()
    for _ in 0..<ticks {
      let tick = state.nextTick
      let input = InputFrame(tick: tick, pose: pose(tick.rawValue), grip: grip(tick.rawValue), flags: [.connected])
      let output = step(model, &state, input, on: team)
      record.forces.append(output.forceWanted)
      record.dissipated.append(Double(output.ledger.dissipated))
      record.status.formUnion(output.status)
      for i in 0..<Int(output.eventCount) where output.events[i].kind == .tissueCut {
        record.cuts += Int(output.events[i].argument)
      }
    }
    return record
  }
}
