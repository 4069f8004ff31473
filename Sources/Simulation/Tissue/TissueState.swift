/// The changing part of a body of soft tissue. Only `positions` and `velocities` pass from one tick to the next; the
/// rest is scratch that every tick writes before it reads.
struct TissueState: ~Copyable {
  /// [N][4] m; the fourth component stays 0.
  let positions: FixedBuffer<Float>
  /// [N][4] m/s.
  let velocities: FixedBuffer<Float>

  /// Positions at the start of the tick, [N][4] m.
  let previous: FixedBuffer<Float>
  /// Where inertia and gravity alone would take each vertex, [N][4] m.
  let target: FixedBuffer<Float>
  /// Outer force held through the tick (blood pressure, loads of a test), [N][4] N.
  let load: FixedBuffer<Float>
  /// Force that is left over: minus the gradient of the tick's energy, [N][4] N.
  let residual: FixedBuffer<Float>
  /// How the last coarse correction moved each vertex, [N][4] m.
  let correction: FixedBuffer<Float>
  /// Tangents of position by the reference coordinates of each element (``ReferenceTetrahedron``), m, at its four points:
  /// [T][9][4 points], 3 x 3 by columns.
  let tangents: FixedBuffer<Float>
  /// Force of each tetrahedron on its nodes, [T][10][4] N.
  let elementForce: FixedBuffer<Float>
  /// Elastic energy of each tetrahedron above its stress-free state, [T] J.
  let elementEnergy: FixedBuffer<Float>
  /// Work of each tetrahedron's stress along the last coarse correction, [T] J.
  let elementWork: FixedBuffer<Float>
  /// Minus the inverse of each vertex's local Hessian from the forward sweep, for the backward one: xx, xy, xz, yy, yz,
  /// zz by batch, m/N; [B][6][8].
  let inverseBlocks: FixedBuffer<Float>
  /// Rotation of each aggregate and of each vertex from the mesh as loaded, [A][4], [N][4]; whether any has turned, [1].
  let aggregateFrame: FixedBuffer<Float>
  let vertexFrame: FixedBuffer<Float>
  let turned: FixedBuffer<Bool>
  /// Angular velocity of each aggregate, [A][4] rad/s.
  let spin: FixedBuffer<Float>
  /// Share of its full tension that each muscle has, 0 ... 1; [muscles].
  let activation: FixedBuffer<Float>
  /// Strain E at the start of the tick: xx, yy, zz, xy, xz, yz of each place of the laws' table; [R][6][4].
  let startStrain: FixedBuffer<Float>
  /// Some tetrahedron has a law beyond neo-Hookean.
  var hasLaws: Bool { activeWork.count > 1 }
  /// Work of active fibres in the tick by place of the laws' table, [R] J.
  let activeWork: FixedBuffer<Float>
  let damage: DamageState
  let shells: ShellState
  /// Right-hand side of the coarse system in parts, the first of which takes the solution, [parts][C][4][4]; then scratch.
  let coarse: FixedBuffer<Float>

  init(model: TissueModel) {
    let n = model.vertexCount
    positions = FixedBuffer(count: 4 * n, repeating: 0)
    velocities = FixedBuffer(count: 4 * n, repeating: 0)
    previous = FixedBuffer(count: 4 * n, repeating: 0)
    target = FixedBuffer(count: 4 * n, repeating: 0)
    load = FixedBuffer(count: 4 * n, repeating: 0)
    residual = FixedBuffer(count: 4 * n, repeating: 0)
    correction = FixedBuffer(count: 4 * n, repeating: 0)
    tangents = FixedBuffer(count: 36 * model.tetrahedronCount, repeating: 0)
    elementForce = FixedBuffer(count: 40 * model.tetrahedronCount, repeating: 0)
    elementEnergy = FixedBuffer(count: model.tetrahedronCount, repeating: 0)
    elementWork = FixedBuffer(count: model.tetrahedronCount, repeating: 0)
    inverseBlocks = FixedBuffer(count: 6 * model.batches.count, repeating: 0)
    let aggregates = model.coarse.frames?.count ?? 0
    aggregateFrame = FixedBuffer(count: 4 * aggregates, repeating: 0)
    vertexFrame = FixedBuffer(count: aggregates > 0 ? 4 * n : 0, repeating: 0)
    turned = FixedBuffer(count: 1, repeating: false)
    spin = FixedBuffer(count: 4 * aggregates, repeating: 0)
    activation = FixedBuffer(count: TissueModel.muscles, repeating: 1)
    startStrain = FixedBuffer(count: 24 * model.lawTerms.count, repeating: 0)
    activeWork = FixedBuffer(count: model.lawTerms.count, repeating: 0)
    damage = DamageState(model: model)
    shells = ShellState(model: model.shells)
    coarse = FixedBuffer(
      count: CoarseSolver.parts * CoarseSolver.vectorCount(model.coarse) + CoarseSolver.scratchCount(model.coarse),
      repeating: 0)
    for i in 0..<(4 * n) { positions[i] = model.rest[i] }
  }
}
