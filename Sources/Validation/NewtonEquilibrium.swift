public import SimMath

/// Rest by Newton's method on the body's own energy.
public struct NewtonEquilibrium: EquilibriumFinder {
  public init() {}

  public func rest(of body: ReferenceSolver, loads: [Vector3D]) -> [Vector3D] {
    body.solve(.init(loads: loads), from: body.mesh.nodes).positions
  }
}
