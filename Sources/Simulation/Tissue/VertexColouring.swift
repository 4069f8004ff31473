/// The order of the sweep: free vertices in colours, no two of a colour in one tetrahedron or patch of a shell, in batches of
/// eight.
///
/// Greedy in vertex order, then sorted by the number of incident tetrahedra so that the lanes of a batch take equally
/// long; ties by index, so that the order is unique. The colour made first, usually the largest, comes last: it is the
/// turning point of the pass and is visited once where the others are visited twice.
struct VertexColouring {
  var batches: [Int32] = []
  var colourStart: [Int32] = [0]

  /// - Parameters:
  ///   - groups: vertices that may not share a colour, group by group.
  ///   - incidence: tetrahedra at each vertex.
  init(groups apart: [[Int]], fixed: [Bool], incidence: [Int]) {
    let n = fixed.count
    var around = [[Int]](repeating: [], count: n)
    for (t, group) in apart.enumerated() { for v in group { around[v].append(t) } }
    var colour = [Int](repeating: -1, count: n)
    var groups: [[Int]] = []
    for v in 0..<n where !fixed[v] && !around[v].isEmpty {
      var taken = [Bool](repeating: false, count: groups.count)
      for t in around[v] { for u in apart[t] where colour[u] >= 0 { taken[colour[u]] = true } }
      let c = taken.firstIndex(of: false) ?? groups.count
      if c == groups.count { groups.append([]) }
      colour[v] = c
      groups[c].append(v)
    }
    for group in groups.reversed() {
      let sorted = group.sorted { (incidence[$0], $0) < (incidence[$1], $1) }
      batches += sorted.map { Int32($0) }
      let lanes = (8 - sorted.count % 8) % 8
      batches += [Int32](repeating: -1, count: lanes)
      colourStart.append(Int32(batches.count / 8))
    }
  }
}
