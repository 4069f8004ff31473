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
  ///   - batches: vertices in the order of the sweep, -1 for an empty lane; so many.
  ///   - pairStart, pairs: the tetrahedra of each vertex, as 10 t + local node.
  init(
    batches: UnsafeMutablePointer<Int32>, count: Int, pairStart: UnsafeMutablePointer<Int32>,
    pairs: UnsafeMutablePointer<Int32>
  ) {
    for quartet in 0..<(count / 4) {
      Self.forEachRound(batches + 4 * quartet, pairStart, pairs) { round in
        for c in 0..<Self.stride { entries.append(round[c]) }
      }
      start.append(Int32(entries.count / Self.stride))
    }
  }

  /// The rounds of a quartet one after the other, [2][4] each.
  @inline(__always) static func forEachRound(
    _ quartet: UnsafeMutablePointer<Int32>, _ pairStart: UnsafeMutablePointer<Int32>, _ pairs: UnsafeMutablePointer<Int32>,
    _ body: (InlineArray<8, Int32>) -> Void
  ) {
    var lists = InlineArray<4, Range<Int>>(repeating: 0..<0)
    var count = 0
    for lane in 0..<4 where quartet[lane] >= 0 {
      let v = Int(quartet[lane])
      lists[lane] = Int(pairStart[v])..<Int(pairStart[v + 1])
      count = max(count, lists[lane].count)
    }
    for r in 0..<count {
      var round = InlineArray<8, Int32>(repeating: 0)
      for lane in 0..<4 {
        let list = lists[lane]
        let entry = r < list.count ? pairs[list.lowerBound + r] : nil
        round[lane] = (entry ?? pairs[(list.isEmpty ? lists[0] : list).lowerBound]) / 10
        round[4 + lane] = entry.map { $0 % 10 } ?? 10
      }
      body(round)
    }
  }

  /// Most rounds for so many tetrahedra: each is in ten lists, and a quartet has no more rounds than its four lists have entries.
  static func capacity(tetrahedra: Int) -> Int { 10 * tetrahedra }
}
