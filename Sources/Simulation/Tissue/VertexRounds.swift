/// The tetrahedra of each vertex in the order in which the sweep reads them: quartets of four vertices of a batch side by side, in
/// rounds in which each takes its next tetrahedron.
///
/// A vertex that has no more of them goes through its first again, as a node whose gradient is zero; so does an empty lane, or a
/// vertex of no tetrahedron, through that of the quartet's first vertex: vertices without tetrahedra are the last of a batch.
struct VertexRounds {
  /// Numbers of a round: the tetrahedron of each vertex, and as which of its ten nodes; an eleventh has no gradient
  /// (``ReferenceTetrahedron``).
  static var stride: Int { 8 }

  /// Where the rounds of each quartet begin; [2 B + 1].
  private(set) var start: [Int32] = [0]
  /// [..][2][4].
  private(set) var entries: [Int32] = []

  /// - Parameters:
  ///   - order: vertices in the order of the sweep, -1 for an empty lane.
  ///   - incident: for each vertex, its tetrahedra as 10 t + local node.
  init(order: [Int32], incident: [[Int32]]) {
    for quartet in Swift.stride(from: 0, to: order.count, by: 4) {
      let lists = (0..<4).map { order[quartet + $0] < 0 ? [] : incident[Int(order[quartet + $0])] }
      for r in 0..<(lists.map(\.count).max() ?? 0) {
        let round = lists.map { r < $0.count ? $0[r] : nil }
        let rest = lists.map { $0.first ?? lists[0][0] }
        entries += (0..<4).map { (round[$0] ?? rest[$0]) / 10 }
        entries += (0..<4).map { Self.node(round[$0]) }
      }
      start.append(Int32(entries.count / Self.stride))
    }
  }

  /// Local node of an entry; of none the one without a gradient.
  static func node(_ entry: Int32?) -> Int32 { entry.map { $0 % 10 } ?? 10 }

  /// Most rounds for so many tetrahedra: each is in ten lists, and a quartet has no more rounds than its four lists have entries.
  static func capacity(tetrahedra: Int) -> Int { 10 * tetrahedra }
}
