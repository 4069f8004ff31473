import Foundation

/// How long each haptic device has given force on this station, in `haptic-hours.json` of the person's data folder: one
/// object of seconds by "model serial".
struct MotorHours: Sendable {
  let path: String
  private var seconds: [String: Double]

  /// - Parameter folder: where the file lies or will. A file that cannot be read counts as empty.
  init(folder: String) {
    path = "\(folder)/haptic-hours.json"
    seconds =
      (try? Data(contentsOf: URL(fileURLWithPath: path))).flatMap {
        try? JSONDecoder().decode([String: Double].self, from: $0)
      } ?? [:]
  }

  private static func key(_ model: String, _ serial: String) -> String { serial.isEmpty ? model : "\(model) \(serial)" }

  /// Nil for a device that has given none here.
  func hours(model: String, serial: String) -> Double? { seconds[Self.key(model, serial)].map { $0 / 3600 } }

  /// Adds a session's seconds and writes the file anew. What cannot be written is lost: hours are a comfort.
  mutating func add(_ time: Double, model: String, serial: String) {
    guard time > 0 else { return }
    seconds[Self.key(model, serial), default: 0] += time
    guard let data = try? Console.encode(seconds) else { return }
    try? FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
