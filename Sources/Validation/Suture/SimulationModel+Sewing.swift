import Frames
import SimMath
import Simulation

extension SimulationModel {
  /// A body that instruments and threads work on, with the contact of the sewing scenes and nothing that beats.
  ///
  /// - Throws: `TissueError` naming what cannot be built.
  convenience init(
    sewingOn mesh: TissueMesh, points: [MaterialPoint], aggregates: Int = 12, tools: [Instrument], inHand: [Tool],
    gravity: Vector3 = .zero, sutures: [SutureModel]
  ) throws(TissueError) {
    try self.init(
      mesh: mesh, points: points, coarse: CoarseParameters(aggregates: aggregates), contactStiffness: 4e8, friction: 0.3,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: tools, limits: .scripted,
      inHand: inHand, gravity: gravity, sutures: sutures)
  }
}
