/// Scratch of a body's shells that follows from the positions: kept up to date while vertices move.
struct ShellState: ~Copyable {
  /// Normal over its squared length (N/|N|^2, N of twice the area) of each triangle, 1/m2; [T][4].
  let normal: FixedBuffer<Float>
  /// phi of each edge, and 0 for free ones; [H + 1].
  let angle: FixedBuffer<Float>
  /// Elastic energy of each triangle at the end of the tick, J; [T].
  let energy: FixedBuffer<Float>

  init(model: ShellModel) {
    normal = FixedBuffer(count: 4 * model.triangleCount, repeating: 0)
    angle = FixedBuffer(count: model.hingeCount + 1, repeating: 0)
    energy = FixedBuffer(count: model.triangleCount, repeating: 0)
  }
}
