/// One mesh of a benchmark problem and what it gives, lengths in m.
public struct LandResult: Codable, Sendable {
  public var problem: LandProblem
  public var solver: LandSolver
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
  /// Forces left over, relative to the loads. Rounding of nearly incompressible stresses leaves the tick some, which does not
  /// move it.
  public var residual: Double
}
