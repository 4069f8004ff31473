public import Foundation

/// Whether a station's check lets a device be assessed on.
public enum GainState: Equatable, Sendable {
  case passed(drift: Double)
  /// No baseline, or no check since, for this very device.
  case missing
  /// The last check is older than ``lifetime``, or lies in the future.
  case expired(Date)
  /// The gain has changed by more than ``largestDrift``.
  case drifted(Double)

  /// Drift from which touch is not the baseline's any more, as a share.
  public static let largestDrift = 0.05
  /// How long a check holds, s. An assumption: a working day with its night, so that the day's first assessed session is
  /// preceded by one.
  public static let lifetime = 24.0 * 3600
  /// Largest spread of the cycles of a reading that counts, as a share. An assumption: well under the drift that it must
  /// show.
  public static let largestSpread = 0.03
  /// How far what the device says it applied may be from what was sent, as a share. An assumption: as the drift.
  public static let largestReadBackError = 0.05

  public var isPassed: Bool { if case .passed = self { true } else { false } }
}

extension Station {
  /// The state of the check of a device at a moment.
  public func gain(of capabilities: HapticCapabilities, at now: Date = Date()) -> GainState {
    func isOf(_ reading: GainReading?) -> Bool {
      reading?.model == capabilities.model && reading?.serial == capabilities.serial
    }
    guard
      let setup = devices.values.first(where: { isOf($0.baseline) && isOf($0.check) }), let check = setup.check,
      let baseline = setup.baseline
    else { return .missing }
    let drift = check.drift(since: baseline)
    guard abs(drift) <= GainState.largestDrift else { return .drifted(drift) }
    let age = now.timeIntervalSince(check.date)
    // A clock that was set back makes no check new.
    guard age >= -60, age <= GainState.lifetime else { return .expired(check.date) }
    return .passed(drift: drift)
  }
}
