/// A slice of the tissue as the epiaortic probe sees it: 64 parallel scan lines over the width of its face.
@frozen public struct UltrasoundImage: Equatable, Sendable {
  public var tick: Tick
  /// Lines from tool -x to tool +x, evenly spaced over `width`.
  public var lines: InlineArray<64, ScanLine>
  /// Width of the probe's face, m.
  public var width: Float

  @inlinable public init(tick: Tick, width: Float) {
    self.tick = tick
    self.width = width
    lines = InlineArray(repeating: .black)
  }

  /// The part of the lines that have acoustic contact, 0 to 1.
  public var coupling: Float {
    var n = 0
    for i in 0..<64 where lines[i].echo != .noContact { n += 1 }
    return Float(n) / 64
  }

  @inlinable public static func == (a: UltrasoundImage, b: UltrasoundImage) -> Bool {
    guard a.tick == b.tick, a.width == b.width else { return false }
    for i in 0..<64 where a.lines[i] != b.lines[i] { return false }
    return true
  }
}
