import Anatomy
import Frames
import SimMath
public import Simulation

/// Damage against the closed form of a bar that is pulled, let go and pulled again.
public enum DamageCases {
  /// One held load of a cycle: nominal stress (Pa), the stretch where it rests, and the closed form's.
  public struct Moment: Sendable {
    public var stress: Double
    public var ours: Double
    public var reference: Double
  }

  static let law = DamageLaw(bruise: 50e3, tear: 150e3, saturation: 1e6, largest: 0.8)
  static let material = Material(youngsModulus: 3e6, poissonRatio: 0.45, density: 1060)

  /// Nominal stresses at which the cycle is held, Pa.
  static let held = [4e5, 9e5, 4e5, 1e5, 9e5, 9.8e5]

  /// The closed form between the held loads: stretch and nominal stress (Pa).
  public static func path(points: Int = 40) -> [(stretch: Double, stress: Double)] {
    var path = [(stretch: 1.0, stress: 0.0)]
    var (from, peak) = (0.0, 0.0)
    for stress in held {
      for k in 1...points {
        let now = from + (stress - from) * Double(k) / Double(points)
        let next = rest(now, peak: peak)
        peak = next.peak
        path.append((next.stretch, now))
      }
      from = stress
    }
    return path
  }

  /// Uniaxial stretch of the undamaged law: nominal stress (Pa) and energy density (J/m3), sides free of stress.
  public static func pull(_ stretch: Double, _ material: Material) -> (stress: Double, energy: Double) {
    let law = NeoHookean(material)
    var (low, high) = (0.3, 1.5)
    func deformation(_ across: Double) -> Matrix3D {
      Matrix3D(columns: Vector3D(stretch, 0, 0), Vector3D(0, across, 0), Vector3D(0, 0, across))
    }
    for _ in 0..<80 {
      let middle = 0.5 * (low + high)
      if law.totalStress(deformation(middle)).c1.y < 0 { low = middle } else { high = middle }
    }
    let f = deformation(low)
    return (law.totalStress(f).c0.x, law.totalEnergy(f) - law.totalEnergy(.identity))
  }

  /// The stretch at which a bar that has held the energy density `peak` carries `stress`, and what it has held then.
  static func rest(_ stress: Double, peak: Double) -> (stretch: Double, peak: Double) {
    var (low, high) = (1.0, 2.0)
    func carried(_ l: Double) -> (stress: Double, peak: Double) {
      let p = pull(l, material)
      let most = max(peak, p.energy)
      return ((1 - law.damage(peak: most)) * p.stress, most)
    }
    for _ in 0..<80 {
      let middle = 0.5 * (low + high)
      if carried(middle).stress < stress { low = middle } else { high = middle }
    }
    return (low, carried(low).peak)
  }

  /// A bar of 100 x 20 x 20 mm, its middle able to tear, under loads that rise, fall and rise again: the stretch of the middle
  /// by the tick and by the closed form at each load.
  public static func cycle() throws -> [Moment] {
    var built = QuadraticGrid(cells: (10, 2, 2)).build { u, v, w in
      Vector3D(0.1 * u, 0.02 * (v - 0.5), 0.02 * (w - 0.5))
    }
    for (v, p) in built.places.enumerated() where p.0 == 0 { built.mesh.fixed[v] = true }
    let mesh = built.mesh
    let points = mesh.tetrahedra.flatMap { tet -> [MaterialPoint] in
      let x = tet[0..<4].reduce(0) { $0 + 0.25 * mesh.nodes[$1].x }
      // The ends are held or pulled at a plane, where stress is not even.
      let point = MaterialPoint(
        law: TissueLaw(material), density: material.density, damage: x > 0.03 && x < 0.07 ? law : nil)
      return [MaterialPoint](repeating: point, count: 4)
    }
    let model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 12))
    let body = ReferenceSolver(mesh: mesh, points: points)
    let end = SolidMesh(mesh).boundary { $0.x > 0.1 - 1e-9 }
    let loads = body.loads(on: end) { _ in Vector3D(1, 0, 0) }
    func node(_ x: Double) -> Int {
      mesh.nodes.indices.min { (mesh.nodes[$0] - Vector3D(x, 0, 0)).length < (mesh.nodes[$1] - Vector3D(x, 0, 0)).length }!
    }
    let (left, right) = (node(0.045), node(0.055))
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var moments: [Moment] = []
    var (from, peak) = (0.0, 0.0)
    for stress in held {
      for k in 0..<900 {
        let now = from + (stress - from) * min(1, Double(k + 1) / 600)
        if k < 600 { for (v, f) in loads.enumerated() where f != .zero { state.setLoad(Vector3(now * f), onVertex: v) } }
        _ = step(model, &state, .untouched(state.nextTick), on: team)
      }
      from = stress
      let span = Vector3D(state.position(ofVertex: right)) - Vector3D(state.position(ofVertex: left))
      let expected = rest(stress, peak: peak)
      peak = expected.peak
      moments.append(
        Moment(stress: stress, ours: span.length / (mesh.nodes[right] - mesh.nodes[left]).length, reference: expected.stretch))
    }
    return moments
  }

  static func cases() throws -> [ValidationCase] {
    let names = ["up-400kPa", "up-900kPa", "down-400kPa", "down-100kPa", "again-900kPa", "on-980kPa"]
    return zip(names, try cycle()).map { name, m in
      .relative(
        id: "damage.\(name)", ours: m.ours - 1, reference: m.reference - 1, unit: "1", bound: 0.01,
        source: "(1 - d) times the neo-Hookean bar, d by Balzani et al. 2006")
    }
  }
}
