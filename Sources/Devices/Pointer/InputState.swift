public import Frames

/// Where mouse, keys and gamepad stand at a moment. A window or a test fills it in.
@frozen public struct InputState: Equatable, Sendable, BitwiseCopyable {
  /// Where the cursor points on the vessel as it looks at rest.
  public var place: VesselCoordinate
  /// `place` is one: the cursor has been over the field.
  public var hasPlace: Bool
  /// Speed wanted by a stick: along the circumference towards +angle and along the axis towards distal, -1 to 1 each.
  public var stickAround: Float
  public var stickAlong: Float
  /// How far the button or trigger is pressed, 0 to 1.
  public var press: Float
  /// Force on the tissue when it is pressed fully, N.
  public var force: Float
  /// Turn of the tool about the outward normal, rad: 0 has the image plane across the vessel, pi/2 along it.
  public var turn: Float
  /// The device is there: false when the window has lost the keyboard's focus.
  public var isActive: Bool
  /// When the latest of it came, ns of a monotonic clock.
  public var time: UInt64

  public init() {
    place = VesselCoordinate(angle: 0, axial: 0)
    hasPlace = false
    stickAround = 0
    stickAlong = 0
    press = 0
    force = PointerDevice.usualForce
    turn = 0
    isActive = true
    time = 0
  }
}
