public import Anatomy
public import Frames
import Simulation

extension AnastomosisParameters {
  /// What the scenario says about the wall, needle and thread, with the instruments of its tray in the hands.
  ///
  /// - Throws: `ScenarioError` where the instruments that ship cannot be read.
  public init(
    _ exercise: AnastomosisExercise, tray: [Tool], limits: DeviceLimits, second: DeviceLimits? = nil
  ) throws(ScenarioError) {
    self.init(
      wall: VesselTissue(exercise.wall, exercise.puncture), size: exercise.size, material: exercise.material,
      instruments: try InstrumentLibrary.load(tray: tray), inHand: Array(tray.prefix(second == nil ? 1 : 2)), limits: limits,
      secondLimits: second,
      blood: exercise.blood)
  }
}
