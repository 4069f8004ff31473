public import Anatomy
public import Frames
import Simulation

extension KnotParameters {
  /// What the scenario says about wall and thread, with the instruments of its tray in the hands.
  ///
  /// - Throws: `ScenarioError` where the instruments that ship cannot be read.
  public init(
    _ exercise: KnotExercise, tray: [Tool], limits: DeviceLimits, second: DeviceLimits? = nil
  ) throws(ScenarioError) {
    let library = try InstrumentLibrary.load()
    self.init(
      wall: VesselTissue(exercise.wall, .aorta), threadGrip: exercise.threadGrip, tearForce: exercise.tearForce, size: exercise.size,
      material: exercise.material, instruments: tray.compactMap { tool in library.first { $0.tool == tool } },
      inHand: Array(tray.prefix(second == nil ? 1 : 2)), limits: limits, secondLimits: second)
  }
}
