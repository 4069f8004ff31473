/// One line of the ultrasound picture, from the face of the probe into the tissue.
@frozen public struct ScanLine: Equatable, Sendable {
  /// Depth of the outer and inner surface of the near wall below the face, m; 0 without acoustic contact.
  public var outerDepth: Float
  public var innerDepth: Float
  /// Depth of the brightest calcium, m; 0 where `echo` is not `calcium`.
  public var calciumDepth: Float
  public var echo: Echo

  @inlinable public init(outerDepth: Float, innerDepth: Float, calciumDepth: Float = 0, echo: Echo) {
    self.outerDepth = outerDepth
    self.innerDepth = innerDepth
    self.calciumDepth = calciumDepth
    self.echo = echo
  }

  @inlinable public static var black: ScanLine { ScanLine(outerDepth: 0, innerDepth: 0, echo: .noContact) }
  /// Thickness of the near wall along the line, m.
  @inlinable public var wallThickness: Float { innerDepth - outerDepth }
}
