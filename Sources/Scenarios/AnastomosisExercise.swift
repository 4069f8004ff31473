public import Frames
public import Simulation

/// Two ends of vessel, what they are made of, and the needle and thread to sew them with.
public struct AnastomosisExercise: Equatable, Sendable {
  public var truth: AnastomosisTruth
  public var wall: MaterialParameters
  /// What the wall does to needle and thread.
  public var puncture: PunctureResistance
  public var size: SutureSize
  public var material: SutureMaterial
  /// Blood that stands under the vessels, its ground measured from the table; nil for a dry field.
  public var blood: BloodField?
}
