/// When a session ends by itself, and the pace of what is not done every tick.
public struct SessionLimits: Sendable {
  /// Ticks of the procedure; pauses do not count.
  public var ticks: UInt64
  /// Ticks from one ultrasound picture to the next. Usual: 40, for 25 pictures a second.
  public var imageInterval: UInt64

  public init(ticks: UInt64, imageInterval: UInt64 = 40) {
    precondition(imageInterval > 0, "pictures have an interval")
    self.ticks = ticks
    self.imageInterval = imageInterval
  }
}
