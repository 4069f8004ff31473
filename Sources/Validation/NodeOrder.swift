/// Cuthill and McKee's numbering (1969), reversed: level by level from an end of the body, for a narrow envelope.
enum NodeOrder {
  /// - Parameters:
  ///   - count: nodes.
  ///   - groups: nodes that are coupled with each other.
  /// - Returns: the nodes that occur in a group, in their order.
  static func narrow(count: Int, groups: [[Int]]) -> [Int] {
    var neighbours = [[Int32]](repeating: [], count: count)
    for g in groups { for a in g { for b in g where a != b { neighbours[a].append(Int32(b)) } } }
    for v in 0..<count {
      neighbours[v].sort()
      var kept: [Int32] = []
      for u in neighbours[v] where kept.last != u { kept.append(u) }
      neighbours[v] = kept
    }
    var placed = [Bool](repeating: false, count: count)
    var order: [Int] = []
    /// Appends the component of `start` to a copy of the marks; its last node lies far from the start.
    func walk(_ start: Int, _ placed: inout [Bool]) -> [Int] {
      var list = [start]
      placed[start] = true
      var next = 0
      while next < list.count {
        let level = neighbours[list[next]].map { Int($0) }.filter { !placed[$0] }
        for u in level.sorted(by: { (neighbours[$0].count, $0) < (neighbours[$1].count, $1) }) {
          placed[u] = true
          list.append(u)
        }
        next += 1
      }
      return list
    }
    for v in 0..<count where !placed[v] && !neighbours[v].isEmpty {
      var end = v
      for _ in 0..<3 {
        var marks = placed
        end = walk(end, &marks).last!
      }
      order += walk(end, &placed)
    }
    return order.reversed()
  }
}
