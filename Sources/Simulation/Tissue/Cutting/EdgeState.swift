import SimMath

/// The cutting edges of both hands in tissue that can be cut. Their ties come after those of the sutures, by their
/// numbers.
struct EdgeState: ~Copyable {
  static func nodeCount(hands: Int) -> Int { hands * CuttingEdge.largestCount * CuttingEdge.nodes }

  /// [hands][edges][points]; empty where nothing can be cut.
  let nodes: FixedBuffer<EdgeNode>
  /// Energy of the springs after the last tick, J.
  var energy = 0.0

  init(isOn: Bool, hands: Int) {
    nodes = FixedBuffer(count: isOn ? Self.nodeCount(hands: hands) : 0, repeating: EdgeNode())
  }

  static func number(hand: Int, edge: Int, node: Int) -> Int {
    (hand * CuttingEdge.largestCount + edge) * CuttingEdge.nodes + node
  }

  /// Lets go of the tissue: the hand has taken another instrument.
  func release(hand: Int) {
    guard nodes.count > 0 else { return }
    for k in Self.number(hand: hand, edge: 0, node: 0)..<Self.number(hand: hand + 1, edge: 0, node: 0) {
      nodes[k] = EdgeNode()
    }
  }

  // MARK: Saved states

  var savedCapacity: Int { 36 * nodes.count }

  func save(into w: inout ByteWriter) {
    guard nodes.count > 0 else { return }
    for k in 0..<nodes.count {
      let n = nodes[k]
      w.put(UInt32(n.isHeld ? 1 : 0))
      w.put(n.place)
      w.put(n.last)
    }
  }

  mutating func restore(_ r: inout ByteReader, tetrahedra: Int) throws(StateError) {
    for k in 0..<nodes.count {
      var n = EdgeNode()
      n.isHeld = try r.word() != 0
      n.place = try r.place(tetrahedra)
      n.last = try r.vector()
      nodes[k] = n
    }
  }

  func combine(into h: inout StateHash) {
    for k in 0..<nodes.count where nodes[k].isHeld {
      h.combine(UInt64(k))
      h.combine(nodes[k].last)
    }
  }
}
