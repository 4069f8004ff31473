public import SimMath

/// How the end of a haptic device becomes the tool in the patient's frame, and the force on the tool the force on the
/// hand.
///
/// Station axes are x to the right, y up, z towards the user. The user sits where the picture is seen from, on the +x
/// side of the patient: the user's right is world -z, and what is nearer to the user is further in +x.
public struct WorkspaceMapping: Equatable, Sendable {
  /// Turns station axes into world axes.
  public var rotation: Quaternion
  /// Tool movement for a unit of hand movement. 1 is the only one that is assessed.
  public var scale: Float
  /// The point of the device's workspace that is held on `origin`, station axes, m.
  public var center: Vector3
  /// World frame, m.
  public var origin: Vector3
  /// Turns tool axes into the axes of the device's end, station axes: for a stylus, whose long axis is its own z.
  public var toolTurn: Quaternion
  /// Movement with an open clutch is left out of the tool's.
  public var allowsClutch: Bool
  /// How far this station has moved the workspace from its usual place, station axes, m.
  public var offset: Vector3
  /// The axes were checked at this station.
  public var axesChecked: Bool

  /// Station to world for a user on the surgeon's side: a quarter turn about y.
  public static let surgeon = Quaternion(axis: Vector3(0, 1, 0), angle: .pi / 2)
  /// The tool's y axis along a stylus' z axis, which points from its tip to its end.
  public static let stylus = Quaternion(axis: Vector3(1, 0, 0), angle: .pi / 2)

  public init(
    rotation: Quaternion = WorkspaceMapping.surgeon, scale: Float = 1, center: Vector3 = .zero, origin: Vector3 = .zero,
    toolTurn: Quaternion = .identity, allowsClutch: Bool = false, offset: Vector3 = .zero, axesChecked: Bool = false
  ) {
    self.rotation = rotation
    self.scale = scale
    self.center = center
    self.origin = origin
    self.toolTurn = toolTurn
    self.allowsClutch = allowsClutch
    self.offset = offset
    self.axesChecked = axesChecked
  }

  /// Movement and touch are the hand's own, so that they can be rated.
  public var isAssessable: Bool { scale == 1 && !allowsClutch }

  /// The tool for the device's end, world frame.
  public func tool(_ end: Pose) -> Pose {
    Pose(
      position: origin + rotation.rotate(offset + scale * (end.position - center)),
      orientation: (rotation * end.orientation * rotation.conjugate * toolTurn).normalized)
  }

  /// A force (N) or torque (N m) on the tool, world frame, as that on the hand, station axes. Never scaled.
  public func hand(_ force: Vector3) -> Vector3 { rotation.conjugate.rotate(force) }

  /// Lets the hand go from one place to another (station axes, m) without the tool.
  public mutating func slip(from a: Vector3, to b: Vector3) { center += b - a }
}
