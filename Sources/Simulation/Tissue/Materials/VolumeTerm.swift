/// The part of an elastic energy that depends on the volume ratio J alone: U = l/2 (J - alpha)^2 per rest volume.
///
/// Kept apart from the rest of a law so that an element may take J from the mean volume of several points.
public struct VolumeTerm: Equatable, Sendable, BitwiseCopyable {
  /// l, Pa, greater than 0.
  public var modulus: Double
  /// alpha, the volume ratio at which this term alone would rest.
  public var restRatio: Double

  public init(modulus: Double, restRatio: Double = 1) {
    self.modulus = modulus
    self.restRatio = restRatio
  }

  /// U, J/m3.
  public func energy(_ j: Double) -> Double { 0.5 * modulus * (j - restRatio) * (j - restRatio) }
  /// dU/dJ, Pa: the mean pressure with its sign changed, short of what the rest of the law adds.
  public func slope(_ j: Double) -> Double { modulus * (j - restRatio) }
}
