/// What a tissue does to a needle with a taper point and to the thread behind it; a datum of each material.
///
/// For one size of needle and thread, 5-0 where nothing else is said; how it changes with their thickness is not in it.
public struct PunctureResistance: BitwiseCopyable, Equatable, Sendable {
  /// Force at which the tip goes in, N.
  public var threshold: Double
  /// Force of cutting while the tip advances inside, N; less than `threshold`.
  public var cutting: Double
  /// Friction per length of needle in the tissue, N/m.
  public var friction: Double
  /// Force at which a channel widens and a thread cuts through, N.
  public var tearForce: Double
  /// Pull along a thread that a hole holds by itself, N.
  public var threadGrip: Double

  /// - Parameter threadGrip: 0.02 N of 5-0: an assumption, well under what a needle's shaft needs in an arterial wall.
  public init(threshold: Double, cutting: Double, friction: Double, tearForce: Double, threadGrip: Double = 0.02) {
    self.threshold = threshold
    self.cutting = cutting
    self.friction = friction
    self.tearForce = tearForce
    self.threadGrip = threadGrip
  }

  /// An aortic wall. All assumptions: no measured force of a suture needle in an artery was found.
  public static let aorta = PunctureResistance(threshold: 0.8, cutting: 0.2, friction: 60, tearForce: 2)
  /// Lipid and gruel, that hold neither needle nor thread. All assumptions, of the order of a tenth to a quarter of the
  /// wall's.
  public static let softPlaque = PunctureResistance(threshold: 0.2, cutting: 0.05, friction: 15, tearForce: 0.2)
  /// A calcified plaque, which a taper point does not enter: more than a hand gives a 5-0 needle. All assumptions.
  public static let calcium = PunctureResistance(threshold: 10, cutting: 4, friction: 300, tearForce: 8)

  /// A thin artery or vein and the needle of 7-0. All assumptions: an aortic wall's, less by the needle's and the wall's
  /// thickness.
  public static let coronary = PunctureResistance(
    threshold: 0.05, cutting: 0.015, friction: 8, tearForce: 0.5, threadGrip: 0.004)

  /// Why it cannot be used; nil if it can.
  var fault: String? {
    if !(cutting >= 0 && threshold > cutting && threshold.isFinite) {
      return "a needle's threshold must be more than what cutting needs (\(cutting) N), got \(threshold) N"
    }
    if !(friction >= 0 && friction.isFinite) { return "a needle's friction must be at least 0, got \(friction) N/m" }
    if !(threadGrip >= 0 && threadGrip.isFinite) { return "a thread's grip must be at least 0, got \(threadGrip) N" }
    if !(tearForce > 0 && tearForce.isFinite) { return "the tear-out force must be positive, got \(tearForce) N" }
    return nil
  }
}
