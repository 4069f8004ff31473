import Anatomy
import Frames
import SimMath
import Simulation

/// A bar of heart muscle (Guccione's law, fibres along it), 60 x 15 x 15 mm, clamped at one end and pulled by 5 N until it is
/// a third longer and several times as stiff; then half a newton is laid on across it at once.
public struct StretchedBar {
  static let pull = Vector3D(5, 0, 0)
  static let side = Vector3D(0, 0, 0.5)

  public let model: SimulationModel
  private let end: [Int]

  /// - Parameters:
  ///   - refresh: see `CoarseParameters.refresh`.
  ///   - passes: see `SimulationModel.passes`.
  /// - Throws: `TissueError` if the body cannot be built.
  public init(refresh: Int? = nil, passes: Int = 1) throws(TissueError) {
    let mesh = Self.mesh(clamped: true)
    let muscle = TissueLaw(.guccione(Guccione(c: 2e3, bf: 8, bt: 2, bfs: 4, volumeModulus: 4e5)))
    model = try SimulationModel(
      bodyOf: mesh,
      points: [MaterialPoint](
        repeating: MaterialPoint(law: muscle, density: 1060), count: 4 * mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 24, refresh: refresh), passes: passes)
    end = mesh.nodes.indices.filter { mesh.nodes[$0].x > 0.06 - 1e-9 }
  }

  /// The bar unloaded, along x from the clamped end at 0.
  static func mesh(clamped: Bool) -> TissueMesh {
    var mesh = QuadraticGrid(cells: (8, 2, 2)).build { 0.06 * Vector3D($0, 0.25 * $1, 0.25 * $2) }.mesh
    for (v, p) in mesh.nodes.enumerated() where clamped && p.x < 1e-9 { mesh.fixed[v] = true }
    return mesh
  }

  /// Where the vertices rest while the bar is pulled, m.
  public func rest() -> [Vector3] {
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<1500 {
      lay(min(1, Double(k + 1) / 500) * Self.pull, on: &state)
      _ = step(model, &state, .untouched(state.nextTick), on: team)
    }
    return model.mesh.nodes.indices.map { state.position(ofVertex: $0) }
  }

  /// How far the end has moved across after each tick, m.
  ///
  /// - Parameter rest: where it starts; a fresh operator is first made there.
  public func swing(from rest: [Vector3], ticks: Int) -> [Double] {
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for (v, p) in rest.enumerated() { state.setPosition(p, ofVertex: v) }
    lay(Self.pull, on: &state)
    if let round = model.refreshTicks {
      for _ in 0...round { _ = step(model, &state, .untouched(state.nextTick), on: team) }
    }
    let start = Double(state.position(ofVertex: end[0]).z)
    lay(Self.pull + Self.side, on: &state)
    return (0..<ticks).map { _ in
      _ = step(model, &state, .untouched(state.nextTick), on: team)
      return Double(state.position(ofVertex: end[0]).z) - start
    }
  }

  private func lay(_ force: Vector3D, on state: inout SimulationState) {
    for v in end { state.setLoad(Vector3((1 / Double(end.count)) * force), onVertex: v) }
  }
}
