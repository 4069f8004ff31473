/// What a tick did to a thread.
public struct ThreadOutput: Equatable, Sendable {
  public struct Status: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// The tick's steps did not suffice: the thread or a shape is behind where it should be, and goes on next tick.
    public static var behind: Status { Status(rawValue: 1) }
    /// A segment broke in this tick.
    public static var broke: Status { Status(rawValue: 2) }
    /// More contacts, candidates or blocks than there is room for: some contacts were left out or taken apart.
    public static var full: Status { Status(rawValue: 4) }
    /// Not a finite number came out; the thread was put back to where it was, at rest.
    public static var notFinite: Status { Status(rawValue: 8) }
  }
  public var status: Status = []
  /// Newton steps taken.
  public var iterations = 0
  /// Places where the thread presses itself or an obstacle.
  public var contactCount = 0
  /// Largest tension, N, and the segment that has it.
  public var largestTension = 0.0
  public var largestTensionSegment = 0
  /// Largest depth of one strand in another as a share of the diameter.
  public var largestDepth = 0.0
  /// Segment that broke, or -1.
  public var brokenSegment = -1
  public var energy = ThreadEnergy()

  public init() {}
}
