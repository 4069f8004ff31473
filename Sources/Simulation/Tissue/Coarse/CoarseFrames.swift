import SimMath

/// What is needed to find how far each aggregate of the coarse space has turned from the mesh as loaded.
final class CoarseFrames: Sendable {
  /// Aggregates, A.
  let count: Int
  /// Vertices of each aggregate; [A + 1] and the list.
  let memberStart: FixedBuffer<Int32>
  let members: FixedBuffer<Int32>
  /// Centre of mass as loaded, m, and inverse of the second moment sum of m X X' about it, 1/(kg m2), by columns, zero
  /// where the vertices lie in a plane; [A][3], [A][9].
  let center: FixedBuffer<Double>
  let inverseMoment: FixedBuffer<Double>

  init(groups: Aggregation, positions: [Vector3D], mass: [Double]) {
    count = groups.count
    var lists = [[Int32]](repeating: [], count: groups.count)
    for (v, c) in groups.owner.enumerated() where c >= 0 { lists[c].append(Int32(v)) }
    var starts: [Int32] = [0]
    for list in lists { starts.append(starts.last! + Int32(list.count)) }
    memberStart = FixedBuffer(starts, padding: 0)
    members = FixedBuffer(lists.flatMap { $0 }, padding: 0)
    center = FixedBuffer(count: 3 * groups.count, repeating: 0)
    inverseMoment = FixedBuffer(count: 9 * groups.count, repeating: 0)
    for (c, list) in lists.enumerated() {
      let total = list.reduce(0) { $0 + mass[Int($1)] }
      let middle = (1 / total) * list.reduce(Vector3D.zero) { $0 + mass[Int($1)] * positions[Int($1)] }
      let moment = list.reduce(Matrix3D.zero) { sum, v in
        let r = positions[Int(v)] - middle
        return sum + mass[Int(v)] * .outer(r, r)
      }
      center[3 * c] = middle.x
      center[3 * c + 1] = middle.y
      center[3 * c + 2] = middle.z
      let size = (moment.c0.x + moment.c1.y + moment.c2.z) / 3
      guard moment.determinant > 1e-8 * size * size * size else { continue }
      let inverse = moment.inverse
      for (k, column) in [inverse.c0, inverse.c1, inverse.c2].enumerated() {
        inverseMoment[9 * c + 3 * k] = column.x
        inverseMoment[9 * c + 3 * k + 1] = column.y
        inverseMoment[9 * c + 3 * k + 2] = column.z
      }
    }
  }
}
