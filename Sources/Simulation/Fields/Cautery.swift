import SimMath

/// What a pencil of monopolar electrosurgery does at its tip: a small round electrode whose current spreads into the tissue and
/// warms it.
///
/// The hand's grip is the finger on the button: on from 0.6, off under 0.4.
public struct Cautery: Equatable, Sendable, BitwiseCopyable {
  /// That the generator gives while it is on and the electrode touches, W, greater than 0.
  public var power: Float
  /// Of the electrode's round end, m, greater than 0: its middle lies so far up from the tip.
  public var radius: Float
  /// Tissue that is coagulated and was never nearer to the live electrode's surface than this was not meant: collateral, m, at
  /// least 0.
  public var margin: Float

  public init(power: Float, radius: Float, margin: Float) {
    self.power = power
    self.radius = radius
    self.margin = margin
  }

  /// Current warms tissue up to here, in radii. Usual: 10, within which nine tenths of it goes; the rest is put in there too.
  static var reach: Float { 10 }
  /// Furthest of a touched place of the surface from the electrode's middle for the current to pass, m, beyond the radius.
  /// Usual: 1.5 mm, what lies between the places at which a coarse surface is felt.
  static var contactGap: Float { 0.001_5 }

  /// Every number is finite and in its range.
  var isSound: Bool {
    power.isFinite && power > 0 && radius.isFinite && radius > 0 && margin.isFinite && margin >= 0
  }

  /// Whether the button is pressed after a tick in which the hand's grip was `grip`; not finite counts as open.
  static func isOn(_ before: Bool, grip: Float) -> Bool {
    guard grip.isFinite else { return false }
    return grip >= (before ? 0.4 : 0.6)
  }

  /// Density of the current's heat at a distance from the electrode's middle, its square in m2, up to a factor. Current spreads evenly from a ball:
  /// its density falls with the square of the distance, and its heat, J2 over the conductivity, with the fourth power. Inside
  /// the ball that of its surface.
  @inline(__always) func density(squared d: Double) -> Double {
    let r = Double(radius)
    let s = max(d, r * r)
    return 1 / (s * s)
  }

  func combine(into h: inout StateHash) { for x in [power, radius, margin] { h.combine(x) } }
}
