import Frames

extension UltrasoundView {
  /// The view with that raw value; nil for a number that is none.
  init?(exactly number: Double) {
    guard let raw = UInt8(exactly: number) else { return nil }
    self.init(rawValue: raw)
  }
}
