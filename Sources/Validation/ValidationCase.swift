/// One comparison of the product with an answer that was found in another way.
public struct ValidationCase: Codable, Equatable, Sendable {
  public var id: String
  /// What Systole computes, and the answer it is held against, in `unit`.
  public var ours: Double
  public var reference: Double
  public var unit: String
  /// Relative error, or in `unit` where the reference is zero or the case counts ticks.
  public var error: Double
  public var bound: Double
  public var ok: Bool
  /// The same quantity extrapolated to an infinitely fine mesh (Richardson), where a mesh series was run.
  public var converged: Double?
  public var source: String

  public init(
    id: String, ours: Double, reference: Double, unit: String, error: Double, bound: Double,
    converged: Double? = nil, source: String
  ) {
    self.id = id
    self.ours = ours
    self.reference = reference
    self.unit = unit
    self.error = error
    self.bound = bound
    ok = error <= bound
    self.converged = converged
    self.source = source
  }

  /// With the relative error.
  public static func relative(
    id: String, ours: Double, reference: Double, unit: String, bound: Double, converged: Double? = nil, source: String
  ) -> ValidationCase {
    ValidationCase(
      id: id, ours: ours, reference: reference, unit: unit, error: abs(ours - reference) / abs(reference), bound: bound,
      converged: converged, source: source)
  }
}
