import Frames
import SimMath

extension SimulationState {
  /// Slots of tetrahedra in use: those of the mesh, and one more for each that was cut.
  public var elementCount: Int { cut.elementCount }
  /// Vertices in use: those of the mesh, and the doubles that cuts have made.
  public var vertexCount: Int { cut.vertexCount }

  /// Words that a copy of the cut takes; 0 where nothing can be cut.
  public var cutCopyCount: Int { cut.copyCount }

  /// Copies how the body is cut, for ``CutCopy``: only where it has changed since these words were last written. Does not allocate;
  /// words that were never written are zero.
  public func copyCut(into words: UnsafeMutableBufferPointer<Float>) { cut.copy(into: words) }

  /// Takes a blade through the tissue where it stands, without force, for scenes that are made with a cut in them. Not for the
  /// 1 kHz thread.
  ///
  /// - Returns: whether there was room for all cuts.
  @discardableResult public mutating func cut(_ model: SimulationModel, _ blade: BladeSweep) -> Bool {
    guard let own = model.tissue.cut else { return false }
    let reach = max((blade.after.0 - blade.before.0).length, (blade.after.1 - blade.before.1).length)
    cut.findNear(blade.after.0, blade.after.1, reach: reach, own, tissue.positions.base)
    meet(model, blade, own, previous: tissue.positions.base)
    var fits = true
    while true {
      let result = splitPassed(model)
      if result.isFull { fits = false }
      if result.cuts == 0 { return fits }
    }
  }

  private mutating func splitPassed(_ model: SimulationModel) -> CutState.Result {
    let before = cut.elementCount
    let result = cut.splitPassed(
      model.tissue, model.contact, positions: tissue.positions.base, velocities: tissue.velocities.base)
    if result.cuts > 0, let paths = paths(model) {
      for s in 0..<sutures.count { sutures.base[s].followCut(since: before, paths) }
    }
    return result
  }

  /// A blade passes edges of the near tetrahedra, and opens the holes that it goes through.
  private mutating func meet(
    _ model: SimulationModel, _ blade: BladeSweep, _ own: CutModel, previous: UnsafeMutablePointer<Float>
  ) {
    cut.meet(blade, own, tissue.positions.base, previous: previous)
    guard let paths = paths(model) else { return }
    for s in 0..<sutures.count {
      sutures.base[s].open(blade, paths, positions: tissue.positions.base, previous: previous)
    }
  }

  /// The ways through the tissue as it is cut now; nil without sutures.
  func paths(_ model: SimulationModel) -> TissuePaths? {
    guard let neighbours = model.neighbours else { return nil }
    return TissuePaths(neighbours, cut)
  }

  /// Mass of all tissue, kg, and the volume that its material has now, m3: each tetrahedron's by the rule of its four points,
  /// with the share that a cut has left it. Of a scene that can be cut; not for the 1 kHz thread.
  public func material(_ model: SimulationModel) -> (mass: Double, volume: Double) {
    precondition(cut.isOn)
    var mass = 0.0
    for v in 0..<cut.vertexCount { mass += Double(cut.tables.mass[v]) }
    var volume = 0.0
    for t in 0..<cut.elementCount {
      let nodes = (0..<10).map { Vector3D(position(ofVertex: Int(cut.tetrahedra[10 * t + $0]))) }
      let share = cut.pointShares(t)
      for q in 0..<4 { volume += Double(share[q]) * ReferenceTetrahedron.tangents(nodes, point: q).determinant / 24 }
    }
    return (mass, volume)
  }

  // MARK: A tick

  /// After a tick: points of the edges that are pulled harder than the tissue bears go on through it and cut, and others go in.
  mutating func settleEdges(_ model: SimulationModel, _ output: inout StepOutput) {
    guard let own = model.tissue.cut else { return }
    edges.energy = 0
    var cutter = 0
    for h in 0..<model.hands {
      let body = body(model, h)
      guard control.hands[h].tool.placed, body.edgeCount > 0 else { continue }
      cutter = h
      for e in 0..<body.edgeCount { settleEdge(model, body, own, hand: h, edge: e) }
    }
    let result = splitPassed(model)
    if result.isFull { output.status.insert(.cutStorageFull) }
    guard result.cuts > 0 else { return }
    output.append(
      Event(
        kind: .tissueCut, argument: UInt8(result.cuts), tool: control.hands[cutter].tool.tool,
        site: model.tissue.restMiddle(ofTetrahedron: Int(cut.whole[result.slot])), pose: toolPose(model, cutter),
        hand: UInt8(cutter)))
  }

  private mutating func settleEdge(
    _ model: SimulationModel, _ body: InstrumentBody, _ own: CutModel, hand: Int, edge e: Int
  ) {
    let positions = tissue.positions.base
    let edge = body.edges[e]
    let (a, b) = (body.worldPlace(edge.from, edge.part), body.worldPlace(edge.to, edge.part))
    // Hands move up to 3 mm in a tick, and an edge stays behind its tissue by little more than what it gives.
    cut.findNear(a, b, reach: 0.005, own, positions)
    let along = (b - a).normalized
    let first = EdgeState.number(hand: hand, edge: e, node: 0)
    var before = InlineArray<12, Vector3>(repeating: .zero)
    var after = InlineArray<12, Vector3>(repeating: .zero)
    var inside = InlineArray<12, Bool>(repeating: false)
    for k in 0..<CuttingEdge.nodes {
      var node = edges.nodes[first + k]
      let settled = settle(
        &node, length: edge.node(k).length, at: body.worldPlace(edge.node(k).place, edge.part), along: k == 0 ? .zero : along, own)
      before[k] = settled.before
      after[k] = settled.after
      inside[k] = settled.inside
      edges.nodes[first + k] = node
    }
    for k in 0..<(CuttingEdge.nodes - 1) where inside[k] || inside[k + 1] {
      meet(
        model, BladeSweep(before: (before[k], before[k + 1]), after: (after[k], after[k + 1])), own,
        previous: tissue.previous.base)
    }
  }

  /// One point of an edge: where it was before the tick and where it is, m, as far as it has cut, and whether it is or was in
  /// tissue.
  ///
  /// - Parameters:
  ///   - length: of edge that it stands for, m.
  ///   - p: where the instrument has it, m.
  ///   - along: unit vector of the edge, along which it slides without cutting; zero for the tip.
  private mutating func settle(
    _ node: inout EdgeNode, length: Float, at p: Vector3, along: Vector3, _ own: CutModel
  ) -> (before: Vector3, after: Vector3, inside: Bool) {
    let positions = tissue.positions.base
    let last = node.last
    node.last = p
    guard node.isHeld else {
      guard last.isFinite else { return (p, p, false) }
      if let place = cut.place(p, positions) {
        node.place = place
        node.isHeld = true
      }
      return (last, p, node.isHeld)
    }
    let tie = node.place.tie(cut.tetrahedra.base)
    let before = tie.place(tissue.previous.base)
    let stretch = p - tie.place(positions)
    let slide = stretch.dot(along) * along
    let across = stretch - slide
    let reach = across.length
    let limit = own.toughness[Int(node.place.element)] * length
    let give = limit > 0 ? EdgeNode.give : 0
    let bears = reach <= give
    let way = bears ? slide : slide + (1 - give / reach) * across
    edges.energy += 0.5 * Double(bears ? limit / EdgeNode.give * reach * reach : limit * give)
    let element = node.place.element
    let isOut = node.place.move(
      by: way, vertices: positions, TissuePaths(tetrahedra: cut.tetrahedra.base, across: own.across.base))
    // It goes on through a tetrahedron that has just been cut, but nothing holds it when it comes into another cut.
    if isOut || (node.place.element != element && cut.isCut(Int(node.place.element))) {
      node.isHeld = false
      return (before, p, true)
    }
    return (before, node.place.tie(cut.tetrahedra.base).place(positions), true)
  }
}
