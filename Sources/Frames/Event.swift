import SimMath

/// Something that happened at a tick, with where it happened.
@frozen public struct Event: Equatable, Sendable {
  public var kind: EventKind
  /// The argument of the command that caused it (see `Command`), or what `kind` says, else 0.
  public var argument: UInt8
  public var tool: Tool
  /// The nearest point of the tissue surface in the anatomy frame (m): where that point lies in the model as loaded,
  /// whatever the tissue's present deformation. Zero where the event has no place.
  public var site: Vector3
  /// The tool at that tick, world frame (m). For `viewFrozen` its orientation gives the image plane.
  public var pose: Pose
  /// Whose it is: 0 for the first hand, 1 for the second.
  public var hand: UInt8

  @inlinable public init(
    kind: EventKind, argument: UInt8 = 0, tool: Tool = .palpationProbe, site: Vector3 = .zero, pose: Pose = .identity,
    hand: UInt8 = 0
  ) {
    self.kind = kind
    self.argument = argument
    self.tool = tool
    self.site = site
    self.pose = pose
    self.hand = hand
  }

  @inlinable public static var none: Event { Event(kind: .none) }
}
