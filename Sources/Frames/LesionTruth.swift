/// A lesion as it really is in the patient: an ellipse on the unrolled vessel.
public struct LesionTruth: Equatable, Sendable, Codable {
  /// Stable within a scene: "L1", "L2", ...
  public var id: String
  public var kind: LesionKind
  /// Centre on the unrolled vessel.
  public var center: VesselCoordinate
  /// Half-extent along the circumference on the outer surface, m.
  public var circumferentialRadius: Double
  /// Half-extent along the axis, m.
  public var axialRadius: Double
  /// How far it adds to the wall inwards at its thickest, m.
  public var thickening: Double
  /// Half-extents of the calcified core as a fraction of the lesion's (0 for soft, 1 for calcified).
  public var calcifiedFraction: Double
  /// Echo grade I to V as 1 to 5, from the whole wall thickness (see the scenario's grading table).
  public var grade: Int

  public init(
    id: String, kind: LesionKind, center: VesselCoordinate, circumferentialRadius: Double, axialRadius: Double,
    thickening: Double, calcifiedFraction: Double, grade: Int
  ) {
    self.id = id
    self.kind = kind
    self.center = center
    self.circumferentialRadius = circumferentialRadius
    self.axialRadius = axialRadius
    self.thickening = thickening
    self.calcifiedFraction = calcifiedFraction
    self.grade = grade
  }
}
