/// The tetrahedra of each vertex, two at a time, in the order in which the sweep reads them.
struct VertexCouples {
  /// Where the couples of each place of the sweep begin; [8 B + 1].
  private(set) var start: [Int32] = [0]
  /// Both tetrahedra of each couple, and where the vertex's reference gradients in them are (``ReferenceTetrahedron/table()``).
  /// A tetrahedron without a partner goes with itself, as a node whose gradient is zero; [..][4].
  private(set) var entries: [Int32] = []

  /// - Parameters:
  ///   - order: vertices in the order of the sweep, -1 for an empty lane.
  ///   - incident: for each vertex, its tetrahedra as 10 t + local node.
  init(order: [Int32], incident: [[Int32]]) {
    for v in order {
      let list = v < 0 ? [] : incident[Int(v)]
      for k in stride(from: 0, to: list.count, by: 2) {
        let entry = Self.entry(list[k], k + 1 < list.count ? list[k + 1] : nil)
        for c in 0..<4 { entries.append(entry[c]) }
      }
      start.append(Int32(entries.count / 4))
    }
  }

  /// The entry of a couple, both as 10 t + local node.
  static func entry(_ low: Int32, _ high: Int32?) -> InlineArray<4, Int32> {
    let stride = Int32(ReferenceTetrahedron.stride)
    return [low / 10, (high ?? low) / 10, stride * (low % 10), stride * (high.map { $0 % 10 } ?? 10)]
  }
}
