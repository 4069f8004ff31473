/// What a step has to say about itself; several may hold at once. Part of the log format.
@frozen public struct StepStatus: OptionSet, Hashable, Sendable, Codable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A value was not finite: zero force from here on, the session is unscorable.
  public static let quarantined = StepStatus(rawValue: 1 << 0)
  /// The input pose was not finite and the last good one was used.
  public static let poseNotFinite = StepStatus(rawValue: 1 << 1)
  /// The input pose moved further in a tick than a hand can and was bounded.
  public static let poseJumpBounded = StepStatus(rawValue: 1 << 2)
  /// The force ramps up after engagement.
  public static let engaging = StepStatus(rawValue: 1 << 3)
  /// The passivity controller took energy out.
  public static let passivityControlled = StepStatus(rawValue: 1 << 4)
  /// The force was held to its largest change per tick.
  public static let slewLimited = StepStatus(rawValue: 1 << 5)
  /// The force was held to the device's limit: what the hand felt was less than what was simulated.
  public static let forceClamped = StepStatus(rawValue: 1 << 6)
  /// The continuous-force budget is spent and the limit is lowered.
  public static let thermalLimited = StepStatus(rawValue: 1 << 7)
  /// More surface was in contact than there is storage for; the rest was left out.
  public static let contactStorageFull = StepStatus(rawValue: 1 << 8)
  /// Ticks made energy that later ones have not taken away again, beyond the bound of the ledger: the next one starts
  /// without the velocities, which takes it from the swings that a pass does not resolve.
  public static let ledgerOpen = StepStatus(rawValue: 1 << 9)
  /// The procedure is paused.
  public static let paused = StepStatus(rawValue: 1 << 10)
  /// The tool touches tissue.
  public static let inContact = StepStatus(rawValue: 1 << 11)
  /// The device was not connected at this tick: zero force.
  public static let disconnected = StepStatus(rawValue: 1 << 12)
  /// Emergency stop: zero force.
  public static let emergencyStopped = StepStatus(rawValue: 1 << 13)
  /// The jaws hold tissue between them.
  public static let grasping = StepStatus(rawValue: 1 << 14)
  /// What they hold slides along them.
  public static let slipping = StepStatus(rawValue: 1 << 15)
  /// They press harder than tissue bears.
  public static let pinching = StepStatus(rawValue: 1 << 16)
  /// A blade went through tissue for whose cut there is no storage left, and left it whole.
  public static let cutStorageFull = StepStatus(rawValue: 1 << 17)
}
