/// Where a thread passes through tissue.
public struct SuturePuncture: Sendable {
  public var place: TissuePlace
  /// Which piece of the thread is in it at the start: length from the thread's first end at rest, m.
  public var arc: Double
  /// Pull along the thread that the channel holds by itself, N; infinite where the thread is knotted against the
  /// tissue.
  public var grip: Double
  /// Coulomb friction of the thread on tissue, by the force across the thread.
  public var friction: Double
  /// Force at which the thread cuts out, N; nil for that of the tissue in which it is (``PunctureResistance``).
  public var tearForce: Double?

  /// Of wet monofilament on tissue. Assumption.
  public static let usualFriction = 0.1

  /// - Parameters:
  ///   - grip: 0.02 N: an assumption, well under what a needle's shaft needs in an arterial wall.
  public init(
    _ place: TissuePlace, arc: Double, grip: Double = 0.02, friction: Double = usualFriction, tearForce: Double? = nil
  ) {
    precondition(grip >= 0 && friction >= 0 && tearForce ?? 1 > 0)
    self.place = place
    self.arc = arc
    self.grip = grip
    self.friction = friction
    self.tearForce = tearForce
  }
}
