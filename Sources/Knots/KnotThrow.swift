/// One throw of a knot, as its two strands wind about each other.
public struct KnotThrow: Equatable, Sendable {
  /// Times that each strand goes round the other: 1 for a half knot, 2 for the surgeon's first throw.
  public var wraps: Int
  /// Whether the strands wind as a right-handed screw.
  public var isRightHanded: Bool
  /// First and last crossing on each strand, as vertex numbers with fractions.
  public var spans: [ClosedRange<Double>]
  /// Angle by which each strand turns within the throw, rad.
  public var turning: [Double]
  /// Length of each strand within the throw, m.
  public var lengths: [Double]

  /// ``wraps``, negative where the strands wind to the left.
  public var signedWraps: Int { isRightHanded ? wraps : -wraps }
}
