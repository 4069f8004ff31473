/// What a session's touch is worth. The raw values are part of the log format.
public enum TouchMode: String, Sendable, Codable {
  /// What is scored can be felt through the device.
  case assessed
  /// It cannot be relied on: touch teaches, and is not rated.
  case guided
  /// The station's check of the device's gain was missing, too old or not passed: nobody knows what was felt.
  case unchecked
}
