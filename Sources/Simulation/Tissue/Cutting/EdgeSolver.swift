import SimMath

/// The cutting edges as a tick sees them. An edge's points and the tissue pull on each other by springs that are parts of the
/// tick's one energy; what they bear at most is seen to after the tick.
struct EdgeSolver {
  let nodes: UnsafeMutablePointer<EdgeNode>
  let toughness: UnsafeMutablePointer<Float>
  let whole: UnsafeMutablePointer<Int32>
  /// Number of the first point's tie.
  let firstTie: Int

  /// - Returns: nil where nothing can be cut.
  init?(_ cut: CutModel?, _ state: borrowing CutState, _ edges: borrowing EdgeState, firstTie: Int) {
    guard let cut else { return nil }
    nodes = edges.nodes.base
    toughness = cut.toughness.base
    whole = state.whole.base
    self.firstTie = firstTie
  }

  /// What a point bears before it cuts, N.
  @inline(__always) func limit(_ number: Int, length: Float) -> Float {
    toughness[Int(whole[Int(nodes[number].place.element)])] * length
  }

  /// A point of an edge that tissue holds.
  struct Held {
    let number: Int
    /// Where the instrument has it, m.
    let place: Vector3
    /// N/m, across the edge; the point gives way along it.
    let stiffness: Float
    /// Unit vector along the edge; zero for the tip, which gives way nowhere.
    let along: Vector3
    let part: ShapePrimitive.Part
  }

  /// Calls `body` for every point of a hand's edges that tissue holds.
  @inline(__always) func forEachHeld(_ hand: Int, on instrument: InstrumentBody, _ body: (Held) -> Void) {
    for e in 0..<instrument.edgeCount {
      let edge = instrument.edges[e]
      for k in 0..<CuttingEdge.nodes {
        let number = EdgeState.number(hand: hand, edge: e, node: k)
        guard nodes[number].isHeld else { continue }
        let node = edge.node(k)
        body(
          Held(
            number: number, place: instrument.worldPlace(node.place, edge.part),
            stiffness: limit(number, length: node.length) / EdgeNode.give,
            along: k == 0 ? .zero : instrument.world((edge.to - edge.from).normalized, edge.part), part: edge.part))
      }
    }
  }
}
