public import SimMath

/// A pledget or a snare as it lies.
public struct BolsterShape: Equatable, Sendable {
  public var form: BolsterForm
  /// Its middle (m) and axes, world frame: y out of the tissue, x along its holes.
  public var pose: Pose

  public init(form: BolsterForm, pose: Pose) {
    self.form = form
    self.pose = pose
  }
}
