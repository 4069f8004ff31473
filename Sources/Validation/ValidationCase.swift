/// One comparison of the product, or of the reference solver with the product's element and laws, with an answer that
/// was found in another way.
public struct ValidationCase: Codable, Equatable, Sendable {
  public var id: String
  /// What Systole computes, and the answer it is held against, in `unit`.
  public var ours: Double
  public var reference: Double
  public var unit: String
  /// Relative error on this mesh, or in `unit` where the reference is zero or the case counts ticks or millimetres.
  public var error: Double
  public var bound: Double
  public var ok: Bool
  /// The same quantity extrapolated to an infinitely fine mesh (Richardson), where a mesh series was run.
  public var converged: Double?
  /// Error, measured as `error`, once the mesh is out of the way. Where the reference is an answer for the body itself:
  /// of the extrapolated value against it. Where it is the reference solver's on the same mesh: of ours against the
  /// extrapolated value.
  public var convergedError: Double?
  public var source: String

  public init(
    id: String, ours: Double, reference: Double, unit: String, error: Double, bound: Double,
    converged: Double? = nil, convergedError: Double? = nil, source: String
  ) {
    self.id = id
    self.ours = ours
    self.reference = reference
    self.unit = unit
    self.error = error
    self.bound = bound
    ok = error <= bound
    self.converged = converged
    self.convergedError = convergedError
    self.source = source
  }

  /// Ours against an answer for the body itself, relative.
  public static func relative(
    id: String, ours: Double, reference: Double, unit: String, bound: Double, converged: Double? = nil, source: String
  ) -> ValidationCase {
    ValidationCase(
      id: id, ours: ours, reference: reference, unit: unit, error: abs(ours - reference) / abs(reference), bound: bound,
      converged: converged, convergedError: converged.map { abs($0 - reference) / abs(reference) }, source: source)
  }

  /// Ours against an answer for the body itself, in `unit`.
  public static func absolute(
    id: String, ours: Double, reference: Double, unit: String, bound: Double, converged: Double? = nil, source: String
  ) -> ValidationCase {
    ValidationCase(
      id: id, ours: ours, reference: reference, unit: unit, error: abs(ours - reference), bound: bound,
      converged: converged, convergedError: converged.map { abs($0 - reference) }, source: source)
  }

  /// Ours against the reference solver's answer on the same mesh, relative.
  public static func sameMesh(
    id: String, ours: Double, reference: Double, unit: String, bound: Double, converged: Double? = nil, source: String
  ) -> ValidationCase {
    ValidationCase(
      id: id, ours: ours, reference: reference, unit: unit, error: abs(ours - reference) / abs(reference), bound: bound,
      converged: converged, convergedError: converged.map { abs(ours - $0) / abs($0) }, source: source)
  }
}
