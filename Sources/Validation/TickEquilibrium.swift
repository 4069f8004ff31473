import Frames
public import SimMath
import Simulation

/// Rest by the product's tick, run for a while from the stress-free state under a load that rises.
///
/// Implicit Euler of 1 ms takes a swing of angular frequency w down at the rate w^2 / 2000 per second, so a body must
/// swing fast enough or be given time. It takes what the tick can: ten-node tetrahedra with four points, neo-Hookean,
/// nodes held along all axes or free.
public struct TickEquilibrium: EquilibriumFinder {
  /// Ticks of 1 ms.
  public var ticks: Int
  /// Ticks over which the load rises; 1 drops it at once.
  public var rise: Int
  public var coarse: CoarseParameters

  /// - Parameter rise: a quarter of the ticks if nil.
  public init(
    ticks: Int, rise: Int? = nil, coarse: CoarseParameters = CoarseParameters(aggregates: 12)
  ) {
    self.ticks = ticks
    self.rise = rise ?? max(1, ticks / 4)
    self.coarse = coarse
  }

  public func rest(of body: ReferenceSolver, loads: [Vector3D]) throws -> [Vector3D] {
    guard body.kind == .quadratic else { throw EquilibriumError.element(body.kind) }
    let solid = body.mesh
    if let v = solid.held.firstIndex(where: { !$0.isEmpty && $0 != .all }) {
      throw EquilibriumError.partlyHeld(node: v)
    }
    let points = body.points.map { MaterialPoint(law: $0.law, density: $0.law.material?.density ?? 1000) }
    let mesh = TissueMesh(nodes: solid.nodes, tetrahedra: solid.elements, fixed: solid.held.map { $0 == .all })
    let model = try SimulationModel(bodyOf: mesh, points: points, coarse: coarse)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<ticks {
      if k < rise {
        let share = Double(k + 1) / Double(rise)
        for (v, f) in loads.enumerated() { state.setLoad(Vector3(share * f), onVertex: v) }
      }
      _ = step(model, &state, .untouched(state.nextTick), on: team)
    }
    return mesh.nodes.indices.map { Vector3D(state.position(ofVertex: $0)) }
  }
}
