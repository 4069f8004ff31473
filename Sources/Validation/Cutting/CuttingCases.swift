import Anatomy
import Frames
import SimMath
import Simulation

/// Cutting against what must be kept and what it must cost.
public enum CuttingCases {
  static let balance = "energy balance of cutting: force is toughness times depth (Atkins and Mai 1985)"
  static let kept = "what a cut must keep"

  public static func all() throws -> [ValidationCase] { try stroke() + storm().cases }

  /// A blade drawn through a pad.
  static func stroke() throws -> [ValidationCase] {
    let scene = try BladeScene()
    var state = SimulationState(model: scene.model)
    let record = scene.run(&state, ticks: BladeScene.ticks) { BladeScene.stroke($0) }
    let n = Double(BladeScene.steady.count)
    let force = record.forces[BladeScene.steady].reduce(0) { $0 + Double($1.z) } / n
    let work = record.dissipated[BladeScene.steady].reduce(0, +)
    let limit = scene.toughness * BladeScene.depth
    return [
      .relative(id: "cutting.force", ours: force, reference: limit, unit: "N", bound: 0.1, source: balance),
      .relative(
        id: "cutting.work", ours: work, reference: limit * BladeScene.way * n / 800, unit: "J", bound: 0.1, source: balance),
    ]
  }

  /// What two hundred cuts have done to a free block.
  struct Storm {
    var cases: [ValidationCase]
    var cuts: Int
  }

  /// A free block that swings while blades go through it at random, two hundred times.
  static func storm() throws -> Storm {
    let mesh = QuadraticGrid(cells: (6, 6, 3)).build { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.05 * w) }.mesh
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060)
    let model = try SimulationModel(
      bodyOf: mesh, points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 20), cuts: CutCapacity(elements: 400))
    var random = Random(seed: 11)
    func blade() -> [BladeSweep] {
      let p = Vector3D(random.uniform(0.01, 0.09), random.uniform(0.01, 0.09), random.uniform(0.01, 0.05))
      let n = Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-0.4, 0.4)).normalized
      let along = n.cross(Vector3D(0, 0, 1)).normalized
      let down = n.cross(along).normalized
      let half = random.uniform(0.005, 0.03)
      func at(_ z: Double) -> (Vector3, Vector3) {
        (Vector3(p - half * along + z * down), Vector3(p + half * along + z * down))
      }
      return stride(from: -0.03, to: 0.03, by: 0.002).map { BladeSweep(before: at($0), after: at($0 + 0.002)) }
    }
    // At rest: all of it must still be there.
    var state = SimulationState(model: model)
    let before = state.material(model)
    for _ in 0..<200 { for sweep in blade() { state.cut(model, sweep) } }
    let after = state.material(model)
    let cuts = state.elementCount - mesh.tetrahedra.count
    // In motion: no tick may make energy.
    random = Random(seed: 12)
    var moving = SimulationState(model: model)
    for v in mesh.nodes.indices {
      let p = mesh.nodes[v]
      moving.setVelocity(Vector3(Vector3D(4 * p.z - 0.1, 0.3 - 6 * p.x, 3 * p.y - 0.15)), ofVertex: v)
    }
    let team = WorkerTeam()
    var made = 0.0
    var start = 0.0
    for k in 0..<400 {
      if k > 0 && k % 2 == 0 { for sweep in blade() { moving.cut(model, sweep) } }
      let output = step(model, &moving, .untouched(moving.nextTick), on: team)
      if k == 0 { start = Double(output.ledger.kinetic + output.ledger.elastic) }
      made += max(0, -Double(output.ledger.dissipated))
    }
    return Storm(
      cases: [
        .relative(id: "cutting.mass", ours: after.mass, reference: before.mass, unit: "kg", bound: 1e-5, source: kept),
        .relative(id: "cutting.volume", ours: after.volume, reference: before.volume, unit: "m3", bound: 1e-4, source: kept),
        .relative(
          id: "cutting.energy", ours: start + made, reference: start, unit: "J", bound: 1e-3, source: "no tick makes energy"),
      ], cuts: cuts)
  }
}
