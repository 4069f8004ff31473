/// What one scan line of the ultrasound picture shows of the near wall.
@frozen public enum Echo: UInt8, Sendable, Codable {
  /// No acoustic contact: black from the top.
  case noContact = 0
  /// Two lines with a thin grey layer between.
  case wall = 1
  /// A grey thickening inside the wall.
  case softPlaque = 2
  /// Bright, with a shadow behind it.
  case calcium = 3
}
