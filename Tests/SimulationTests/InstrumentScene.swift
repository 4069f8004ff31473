import Anatomy
import Frames
import Scenarios
import SimMath
import Validation

@testable import Simulation

/// Scenes for instruments of the data that ship.
enum InstrumentScene {
  static func instrument(_ tool: Tool) throws -> Instrument {
    guard let found = try InstrumentLibrary.load().first(where: { $0.tool == tool }) else { throw TissueError.empty }
    return found
  }

  /// A leaf of tissue 15 mm high, 20 mm wide and 3 mm thick that stands on its lower edge at y = 0, with both faces to be
  /// touched. Its faces look along x.
  static func leaf(
    _ tools: [Instrument], inHand: [Tool]? = nil, youngsModulus: Double = 3e5, friction: Double = 0.3,
    limits: DeviceLimits = .scripted, cuts: CutCapacity? = nil
  ) throws -> SimulationModel {
    let grid = QuadraticGrid(cells: (6, 5, 1))
    var built = grid.build { u, v, w in Vector3D(0.003 * (w - 0.5), 0.015 * v, -0.020 * (u - 0.5)) }
    for (i, place) in built.places.enumerated() where place.1 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top + built.bottom
    return try model(built.mesh, tools, inHand, youngsModulus, friction, limits, cuts)
  }

  /// A plate of 60 x 60 x 10 mm whose upper side, at y = 0, hardly gives: only nodes below it may move.
  static func wall(
    _ tools: [Instrument], inHand: [Tool]? = nil, friction: Double = 0.3, limits: DeviceLimits = .scripted
  ) throws -> SimulationModel {
    let grid = QuadraticGrid(cells: (5, 5, 1))
    var built = grid.build { u, v, w in Vector3D(0.06 * (u - 0.5), 0.01 * (w - 1), -0.06 * (v - 0.5)) }
    for (i, place) in built.places.enumerated() where place.2 > 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    return try model(built.mesh, tools, inHand, 1e6, friction, limits)
  }

  private static func model(
    _ mesh: TissueMesh, _ tools: [Instrument], _ inHand: [Tool]?, _ youngsModulus: Double, _ friction: Double,
    _ limits: DeviceLimits, _ cuts: CutCapacity? = nil
  ) throws -> SimulationModel {
    let material = Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060)
    return try SimulationModel(
      mesh: mesh, points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8, friction: friction,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: tools, limits: limits,
      inHand: inHand, cuts: cuts)
  }

  /// The aorta of the other tests with other tools.
  static func aorta(_ tools: [Instrument], inHand: [Tool]? = nil) throws -> SimulationModel {
    let plain = try Scene.aorta(systolic: 80, diastolic: 80)
    return try SimulationModel(
      mesh: plain.mesh, points: plain.points, coarse: CoarseParameters(aggregates: 52),
      contactStiffness: 4e8, friction: 0.3, pulse: plain.pulse, tools: tools, limits: .scripted, inHand: inHand)
  }
}
