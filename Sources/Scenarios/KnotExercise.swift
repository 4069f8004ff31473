public import Frames
public import Simulation

/// A stitch that is to be tied over a vessel's wall, and what wall and thread are made of.
public struct KnotExercise: Equatable, Sendable {
  public var truth: KnotTruth
  public var wall: MaterialParameters
  /// What each of the stitch's holes holds by itself, N, and the pull that tears it out.
  public var threadGrip: Double
  public var tearForce: Double
  public var size: SutureSize
  public var material: SutureMaterial
}
