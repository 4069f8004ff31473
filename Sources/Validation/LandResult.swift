/// One mesh of a benchmark problem and what it gives, lengths in m.
public struct LandResult: Codable, Sendable {
  public var problem: LandProblem
  public var kind: ElementKind
  /// Elements through the thickness.
  public var cells: Int
  /// Scalars that can move.
  public var degreesOfFreedom: Int
  /// Heights of the two points that ``LandProblem`` names.
  public var inner: Double
  public var outer: Double
  /// Volume of the cavity under the base plane, m3; 0 for the beam.
  public var volume: Double
  /// Largest change of the volume of a point or element, relative.
  public var volumeChange: Double
  /// Residual of the last Newton step, relative to the loads.
  public var residual: Double
}
