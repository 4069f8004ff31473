public import SimMath

/// What can say where a body comes to rest: Newton's method, or the product's tick.
public protocol EquilibriumFinder: Sendable {
  /// Positions at rest, m, of a body under dead loads (N, by vertex).
  ///
  /// - Parameters:
  ///   - body: mesh, element and laws.
  ///   - loads: outer forces.
  /// - Throws: `EquilibriumError` for a body that this finder cannot take.
  func rest(of body: ReferenceSolver, loads: [Vector3D]) throws -> [Vector3D]
}
