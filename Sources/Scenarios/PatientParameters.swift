/// The patients that a scenario draws from a seed.
public struct PatientParameters: Equatable, Sendable {
  /// Parts of all patients; they add up to 1.
  public var noLesion: Double
  public var calcified: Double
  public var softOrMixed: Double
  public var noSafeSite: Double
  /// Most lesions in a patient; at least 1.
  public var mostLesions: Int
  /// The part of soft-or-mixed lesions that are mixed, and of soft ones that are mobile.
  public var mixedShare: Double
  public var mobileShare: Double
  /// Half-extents of a lesion along the circumference and along the axis, m.
  public var circumferentialRadius: ClosedRange<Double>
  public var axialRadius: ClosedRange<Double>
  /// How far a lesion adds to the wall, m.
  public var softThickening: ClosedRange<Double>
  public var calcifiedThickening: ClosedRange<Double>
  /// Half-extents of the calcified core of a mixed lesion as a fraction of the lesion's.
  public var mixedCore: ClosedRange<Double>
  /// Least half-extent of that core, m: what can be felt.
  public var mixedCoreLeast: Double
  /// Least healthy wall between two lesions, and between a lesion and the end of the vessel, m.
  public var lesionGap: Double
  public var endGap: Double
  /// A patient with a safe site has one with so much room to every side, m, beyond the required margin: a careful
  /// trainee can find it.
  public var safeSiteRoom: Double

  /// The part of patients of a kind, 0 to 1.
  public func probability(of kind: PatientKind) -> Double {
    switch kind {
    case .noLesion: noLesion
    case .calcified: calcified
    case .softOrMixed: softOrMixed
    case .noSafeSite: noSafeSite
    }
  }
}
