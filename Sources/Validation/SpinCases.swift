import Anatomy
import Frames
import SimMath
import Simulation

/// A free block that spins: how much of its angular momentum is left after a second, beside implicit Euler solved to
/// convergence, which itself takes (w dt)^2 / 2 of a spin w in each tick of dt.
public enum SpinCases {
  /// Share of the angular momentum that is left after each tick of a block of 100 x 100 x 50 mm of 30 kPa.
  ///
  /// - Parameter spin: about the short axis at the start, rad/s.
  static func spin(_ spin: Double, poissonRatio: Double, passes: Int, ticks: Int) throws(TissueError) -> [Double] {
    let mesh = TissueMesh.smallBlock()
    let material = Material(youngsModulus: 30e3, poissonRatio: poissonRatio, density: 1060)
    let points = [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * mesh.tetrahedra.count)
    let model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 16, turning: true), passes: passes)
    let mass = ReferenceSolver(mesh: mesh, points: points).mass
    var state = SimulationState(model: model)
    for (v, p) in mesh.nodes.enumerated() {
      state.setVelocity(Vector3(Vector3D(-spin * p.y, spin * p.x, 0)), ofVertex: v)
    }
    func momentum() -> Double {
      let u = state.velocities
      return mass.indices.reduce(0) { sum, v in
        let p = Vector3D(state.position(ofVertex: v))
        return sum + mass[v] * (p.x * Double(u[4 * v + 1]) - p.y * Double(u[4 * v]))
      }
    }
    let start = momentum()
    let team = WorkerTeam()
    var left: [Double] = []
    for _ in 0..<ticks {
      _ = step(model, &state, .untouched(state.nextTick), on: team)
      left.append(momentum() / start)
    }
    return left
  }

  /// Ours may lose a hundredth of the start more.
  public static func cases() throws -> [ValidationCase] {
    try [(2.0, 0.45), (10, 0.45), (10, 0.49)].map { speed, ratio in
      let ours = try spin(speed, poissonRatio: ratio, passes: 1, ticks: 1000).last!
      let converged = try spin(speed, poissonRatio: ratio, passes: MotionCases.convergedPasses, ticks: 1000).last!
      return ValidationCase(
        id: "spin.\(Int(speed))rad-nu\(Int((1000 * ratio).rounded()))", ours: ours, reference: converged,
        unit: "share left", error: max(0, converged - ours), bound: 0.01, source: MotionCases.source)
    }
  }
}
