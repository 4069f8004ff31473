public import SimMath

/// Blood that stands in the lowest place of the field, as it is shown.
public struct BloodPool: Equatable, Sendable {
  /// Height of its surface, m, world frame.
  public var level: Float
  /// 0 venous and dark to 1 arterial and bright.
  public var brightness: Float
  /// Where a sucker draws it away, m, and how strongly, 0 to 1: the surface dips there.
  public var sucker: Vector3
  public var suction: Float

  public init(level: Float, brightness: Float = 0.2, sucker: Vector3 = .zero, suction: Float = 0) {
    self.level = level
    self.brightness = brightness
    self.sucker = sucker
    self.suction = suction
  }
}
