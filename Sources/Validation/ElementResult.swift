/// One mesh of a series: what an element makes of a problem with a known answer, and what it costs.
public struct ElementResult: Codable, Sendable {
  public var problem: ElementProblem
  public var poissonRatio: Double
  public var kind: ElementKind
  /// Cells through the thickness, or along a side.
  public var cells: Int
  /// Scalars that can move.
  public var degreesOfFreedom: Int
  /// Pairs of a vertex and an element times the element's points: what one sweep over the vertices costs.
  public var pairPoints: Int
  /// The displacement that is compared, in m, and the answer it is held against.
  public var value: Double
  public var reference: Double
  /// value/reference - 1: negative where the element is too stiff.
  public var error: Double
  /// Residual of the last Newton step, relative to the loads.
  public var residual: Double
}
