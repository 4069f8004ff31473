public import SimMath
public import Simulation

/// The stress-free shape of a body whose shape under load is known, as anatomy is: images show vessels at pressure.
///
/// By the fixed point of Sellier (2011), "An iterative method for the inverse elasto-static problem", J. Fluids Struct.
/// 27:1461: what the loaded guess overshoots is taken off the unloaded one, until loading it gives the shape that was seen.
public struct UnloadedState {
  /// Nodes without load, m.
  public var nodes: [Vector3D]
  /// Deformation of each material point from there to the shape as given, in the order of the mesh: what
  /// `MaterialPoint.prestretch` takes, so that the mesh as given is in equilibrium with its load.
  public var prestretch: [Matrix3D]
  /// Farthest that a node stands from its place when the load is put on again, m.
  public var error: Double
  /// Rounds taken.
  public var rounds: Int

  /// A load for which the shape is known.
  public struct Load {
    /// Dead loads by node, N; empty for none.
    public var forces: [Vector3D]
    /// Pressure (Pa) against the normals of faces, which turns and grows with them.
    public var pressure: Double
    public var faces: [[Int]]

    public init(forces: [Vector3D] = [], pressure: Double = 0, faces: [[Int]] = []) {
      self.forces = forces
      self.pressure = pressure
      self.faces = faces
    }
  }

  /// Why none was found.
  public enum Failure: Error, Equatable {
    /// An element turned inside out on the way: the load is too much for the law.
    case inverted(element: Int)
    /// The rounds did not come to rest; the farthest node is still so far off, m.
    case notFound(error: Double)
  }

  /// - Parameters:
  ///   - mesh: as seen, under load; held nodes stay.
  ///   - law: by element and point.
  ///   - tolerance: how near every node must come to its place, m.
  public static func find(
    of mesh: SolidMesh, under load: Load, tolerance: Double = 1e-9, rounds limit: Int = 60, law: (Int, Int) -> TissueLaw
  ) throws(Failure) -> UnloadedState {
    var unloaded = mesh.nodes
    var error = Double.infinity
    for round in 1...limit {
      var guess = mesh
      guess.nodes = unloaded
      for (e, element) in mesh.elements.enumerated() where QuadraticTetrahedron.gradients(element.map { unloaded[$0] }) == nil {
        throw .inverted(element: e)
      }
      let body = ReferenceSolver(mesh: guess, kind: .quadratic, law: law)
      var problem = ReferenceSolver.Problem(loads: load.forces.isEmpty ? mesh.nodes.map { _ in .zero } : load.forces)
      problem.pressure = load.pressure
      problem.pressedFaces = load.faces
      let loaded = body.solve(problem, from: mesh.nodes).positions
      error = zip(loaded, mesh.nodes).reduce(0) { max($0, ($1.0 - $1.1).length) }
      if error < tolerance {
        return UnloadedState(
          nodes: unloaded, prestretch: body.points.indices.map { body.deformation($0, mesh.nodes) }, error: error,
          rounds: round)
      }
      for v in unloaded.indices { unloaded[v] += mesh.nodes[v] - loaded[v] }
    }
    throw .notFound(error: error)
  }
}
