import Frames
public import SimMath
public import Simulation

extension SimulationModel {
  /// A body that no tool comes near, with a steady pressure on its cavity if it has one, for cases and measurements of the tissue alone.
  ///
  /// - Parameters:
  ///   - pressure: in the cavity, Pa.
  ///   - cuts: room for cutting; nil for tissue that stays whole.
  /// - Throws: `TissueError` naming what cannot be built.
  public convenience init(
    bodyOf mesh: TissueMesh, points: [MaterialPoint], coarse: CoarseParameters, gravity: Vector3 = .zero, passes: Int = 1,
    pressure: Double = 0, cuts: CutCapacity? = nil
  ) throws(TissueError) {
    try self.init(
      mesh: mesh, points: points, coarse: coarse, contactStiffness: 4e8, friction: 0,
      pulse: PulseParameters(systolic: pressure, diastolic: pressure, heartRate: 1, variability: 0),
      tools: [.palpationProbe(radius: 0.006, mass: 0.05), .ultrasoundProbe(radius: 0.02, mass: 0.05)],
      limits: .scripted, gravity: gravity, passes: passes, cuts: cuts)
  }
}
