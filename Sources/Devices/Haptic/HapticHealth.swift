/// What a haptic device has to say about itself; several may hold at once.
@frozen public struct HapticHealth: OptionSet, Hashable, Sendable, Codable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Its pose cannot be trusted until it has been put through its calibration.
  public static let notCalibrated = HapticHealth(rawValue: 1 << 0)
  /// The motors are too warm and the device has taken the force off.
  public static let motorsWarm = HapticHealth(rawValue: 1 << 1)
  /// It was asked for more force than it allows and has taken the force off.
  public static let forceExceeded = HapticHealth(rawValue: 1 << 2)
  /// It was moved faster than it allows and has taken the force off.
  public static let speedExceeded = HapticHealth(rawValue: 1 << 3)
  /// The motors are without power: the supply, its emergency stop, or its dead-man's switch.
  public static let motorsOff = HapticHealth(rawValue: 1 << 4)
  /// Another fault that the device reports.
  public static let fault = HapticHealth(rawValue: 1 << 5)
  /// A motor is at its end; the force is a little off, but the device goes on.
  public static let saturated = HapticHealth(rawValue: 1 << 6)

  /// Force may be sent.
  public var isReady: Bool { subtracting(.saturated).isEmpty }

  /// Each condition by the name that texts and JSON use.
  public static let named: [(HapticHealth, String)] = [
    (.notCalibrated, "not-calibrated"), (.motorsWarm, "motors-warm"), (.forceExceeded, "force-exceeded"),
    (.speedExceeded, "speed-exceeded"), (.motorsOff, "motors-off"), (.fault, "fault"), (.saturated, "saturated"),
  ]

  /// The names of those that hold, in the order of `named`.
  public var names: [String] { Self.named.filter { contains($0.0) }.map(\.1) }
}
