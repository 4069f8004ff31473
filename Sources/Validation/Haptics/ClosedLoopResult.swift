/// What a closed loop came to.
public struct ClosedLoopResult: Equatable, Sendable, Codable {
  /// Whole touches that were measured.
  public var touches: Int
  /// Means while the hand holds: force at the handle and on the tool, N, and the handle over first touch, m.
  public var holdForce: Double
  public var holdContact: Double
  public var holdPlace: Double
  /// Root mean square of the handle's motion above 20 Hz while the hand holds, m: in the last third of the touches, and
  /// in the first.
  public var motion: Double
  public var earlyMotion: Double
  /// The same of the force at the handle in the last third, N.
  public var buzz: Double
  /// Work that the device does on the hand while it holds, W; over zero it drives an oscillation.
  public var power: Double
  /// Shares of the ticks in which the passivity controller worked, the slew was limited and the force was clamped.
  public var passivityShare: Double
  public var slewShare: Double
  public var clampShare: Double
  public var quarantined: Bool
  /// m.
  public var encoderStep: Double

  enum CodingKeys: String, CodingKey {
    case touches, motion, buzz, power, quarantined
    case holdForce = "hold_force"
    case holdContact = "hold_contact"
    case holdPlace = "hold_place"
    case earlyMotion = "early_motion"
    case passivityShare = "passivity_share"
    case slewShare = "slew_share"
    case clampShare = "clamp_share"
    case encoderStep = "encoder_step"
  }

  public enum Verdict: String, Sendable, Codable {
    /// What is left is smaller than the encoder can see.
    case quiet
    /// An oscillation that does not grow.
    case buzz
    /// It grows, or is as large as a hand would let go of.
    case unstable
  }

  /// An oscillation of this size (root mean square, m) is no haptics any more. An assumption.
  public static let largest = 0.0001

  public var verdict: Verdict {
    if quarantined || !motion.isFinite || motion > Self.largest { return .unstable }
    let quiet = max(encoderStep, 2e-6)
    if motion <= quiet { return .quiet }
    return motion > 1.5 * earlyMotion && motion > 3 * quiet ? .unstable : .buzz
  }
}
