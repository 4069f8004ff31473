/// What the trainee says a marked lesion is. The raw values are part of the log format.
@frozen public enum Finding: UInt8, Sendable, Codable, CaseIterable {
  case unspecified = 0
  case calcified = 1
  case soft = 2
}
