import Anatomy
import Frames
public import SimMath
public import Simulation

/// A body on which the tissue solver is measured: the peers' block under its own weight, or a thin tube under pressure.
public struct TissueScene: Sendable {
  public enum Shape: String, CaseIterable, Sendable, Codable {
    /// 0.10 x 0.10 x 0.05 m, E 30 kPa, 1060 kg/m3, standing on its fixed lower side under gravity.
    case block
    /// The vessel: 60 mm long, 32 mm wide, wall 2 mm, E 1.2 MPa, both ends fixed, 1 kPa from inside as a dead load.
    case tube
  }

  public let shape: Shape
  public let poissonRatio: Double
  public let model: SimulationModel
  /// Load on each vertex besides gravity, N.
  public let loads: [Vector3D]
  /// The vertex whose displacement along `direction` is the scene's answer.
  public let probe: Int
  public let direction: Vector3D

  /// Groups of the coarse space for a number of ten-node tetrahedra, unless it is said otherwise: eighty, and one for every 64
  /// tetrahedra where that is more. With fewer a large block at Poisson's ratio 0.49 comes to rest too soon.
  public static func aggregates(for tetrahedra: Int) -> Int { max(80, tetrahedra / 64) }

  /// - Parameters:
  ///   - cells: of the grid, five tetrahedra each; see `cells(of:thousands:)`.
  ///   - coarse: nil for as many groups as `aggregates(for:)` says.
  ///   - poissonRatio: 0 ..< 0.5.
  ///   - viscosity: in parallel with the elastic law.
  ///   - passes: of the solver in a tick; see `SimulationModel.passes`.
  /// - Throws: `TissueError` if the body cannot be built.
  public init(
    _ shape: Shape, cells: (Int, Int, Int), poissonRatio: Double,
    coarse: CoarseParameters? = nil, viscosity: KelvinVoigt? = nil, passes: Int = 1
  ) throws(TissueError) {
    self.shape = shape
    self.poissonRatio = poissonRatio
    let modulus = shape == .block ? 30e3 : 1.2e6
    let material = Material(youngsModulus: modulus, poissonRatio: poissonRatio, density: 1060)
    let built: QuadraticGrid.Result
    var mesh: TissueMesh
    switch shape {
    case .block:
      built = QuadraticGrid(cells: cells).build { u, v, w in
        Vector3D(0.1 * u - 0.05, 0.1 * v - 0.05, 0.05 * w)
      }
      mesh = built.mesh
      for (i, p) in mesh.nodes.enumerated() where p.z < 1e-9 { mesh.fixed[i] = true }
    case .tube:
      built = QuadraticGrid(cells: cells, closed: true).build { u, v, w in
        let r = 0.014 + 0.002 * w
        let (sin, cos) = Trigonometry.sincos(2 * Double.pi * u)
        return Vector3D(r * sin, r * cos, 0.06 * v)
      }
      mesh = built.mesh
      for (i, place) in built.places.enumerated() where place.1 == 0 || place.1 == 2 * cells.1 { mesh.fixed[i] = true }
    }
    var point = MaterialPoint(material: material)
    point.law.viscosity = viscosity
    let points = [MaterialPoint](repeating: point, count: 4 * mesh.tetrahedra.count)
    let coarse = coarse ?? CoarseParameters(aggregates: Self.aggregates(for: mesh.tetrahedra.count))
    model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: coarse, gravity: shape == .block ? Vector3(0, 0, -9.81) : .zero,
      passes: passes)
    if shape == .tube {
      var loaded = mesh
      loaded.cavityFaces = built.bottom.map(QuadraticGrid.reversed)
      loads = ReferenceSolver(mesh: loaded, points: points).cavityAreas(mesh.nodes).map { 1000 * $0 }
      direction = Vector3D(0, 1, 0)
      probe = Self.vertex(of: mesh, nearest: Vector3D(0, 0.016, 0.03))
    } else {
      loads = [Vector3D](repeating: .zero, count: mesh.nodes.count)
      direction = Vector3D(0, 0, -1)
      probe = Self.vertex(of: mesh, nearest: Vector3D(0, 0, 0.05))
    }
  }

  /// Sizes that are offered, by how many linear tetrahedra about the same nodes would make: eight to a ten-node one.
  public static let sizes = [5, 20, 30, 50, 80]

  /// The largest of `sizes` whose static answer is within reach of the reference solver.
  public static let largestStatic = 20

  /// Cells of the grid for one of `sizes` (thousands of linear tetrahedra); nil for others.
  public static func cells(of shape: Shape, thousands: Int) -> (Int, Int, Int)? {
    guard let k = sizes.firstIndex(of: thousands) else { return nil }
    switch shape {
    case .block: return [(6, 6, 3), (10, 10, 5), (12, 12, 5), (14, 14, 6), (16, 16, 8)][k]
    case .tube: return [(14, 9, 1), (28, 18, 1), (34, 22, 1), (44, 28, 1), (56, 36, 1)][k]
    }
  }

  private static func vertex(of mesh: TissueMesh, nearest place: Vector3D) -> Int {
    mesh.nodes.indices.min { (mesh.nodes[$0] - place).length < (mesh.nodes[$1] - place).length }!
  }

  /// A state at the start, loaded but not yet moved.
  public func initialState() -> SimulationState {
    var state = SimulationState(model: model)
    for (v, f) in loads.enumerated() where f != .zero { state.setLoad(Vector3(f), onVertex: v) }
    return state
  }

  /// Displacement of the probe along the scene's direction, m.
  public func answer(_ state: borrowing SimulationState) -> Double {
    (Vector3D(state.position(ofVertex: probe)) - model.mesh.nodes[probe]).dot(direction)
  }

  /// The answer at rest by Newton's method on the same mesh with the same energy, m.
  public func staticAnswer() -> Double {
    let reference = ReferenceSolver(mesh: model.mesh, points: model.points)
    let weight = Vector3D(model.gravity)
    let loads = model.mesh.nodes.indices.map { self.loads[$0] + reference.mass[$0] * weight }
    let solved = reference.solve(.init(loads: loads), from: model.mesh.nodes)
    return (solved.positions[probe] - model.mesh.nodes[probe]).dot(direction)
  }
}
