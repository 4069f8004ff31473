/// How the coarse tissue answers to a unit force on each vertex of the touchable surface: the columns of A_c^-1 P'.
///
/// With them the coarse correction can take contact into account exactly, for the cost of a small dense system of the
/// patch's size: no column has to be solved for within a tick. Memory: 3 x 16 C floats for each surface vertex.
final class SurfaceResponse: Sendable {
  /// Row of each vertex, -1 for vertices that are fixed or not on the surface; [N].
  let index: FixedBuffer<Int32>
  /// Coarse unknowns for a unit force along x, y, z; [S][3][C][4][4].
  let columns: FixedBuffer<Float>

  /// - Parameter whole: of all vertices, since a thread can pass through any.
  init(mesh: TissueMesh, coarse: CoarseSpace, whole: Bool = false) {
    let touched = whole ? Set(mesh.nodes.indices) : Set(mesh.contactFaces.flatMap { $0 })
    let vertices = touched.filter { !mesh.fixed[$0] }.sorted()
    let size = CoarseSolver.vectorCount(coarse)
    index = FixedBuffer(count: mesh.nodes.count, repeating: -1)
    columns = FixedBuffer(count: max(1, vertices.count * 3 * size), repeating: 0)
    let solver = CoarseSolver(coarse)
    let scratch = FixedBuffer<Float>(count: CoarseSolver.scratchCount(coarse), repeating: 0)
    for (k, v) in vertices.enumerated() {
      index[v] = Int32(k)
      for axis in 0..<3 {
        let column = columns.base + (3 * k + axis) * size
        for e in Int(coarse.entryStart[v])..<Int(coarse.entryStart[v + 1]) {
          for m in 0..<4 { column[16 * Int(coarse.entryGroup[e]) + 4 * m + axis] = coarse.entryWeights[4 * e + m] }
        }
        solver.solve(column, parts: 1, scratch: scratch.base)
      }
    }
  }
}
