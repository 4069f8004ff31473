public import SimMath

/// A curved needle as it is shown: part of a circle of wire, pointed at one end.
public struct NeedleShape: Equatable, Sendable {
  /// The circle's middle (m) and axes, world frame: the needle lies in the x-y plane, from its blunt end on +x towards +y.
  public var pose: Pose
  /// Radius of the circle and of the wire, m.
  public var curveRadius: Float
  public var wireRadius: Float
  /// How much of a circle it is, rad: pi for a half, 3/4 pi for three eighths.
  public var arc: Float

  public init(pose: Pose, curveRadius: Float, wireRadius: Float, arc: Float) {
    self.pose = pose
    self.curveRadius = curveRadius
    self.wireRadius = wireRadius
    self.arc = arc
  }
}
