import SimMath

/// Cutting edges as blocks of a tick: parts of their instruments, tied to the tissue. Worker 0 alone runs them.
extension TickContext {
  /// Ties the points that tissue holds.
  func startEdges() {
    guard let edges else { return }
    for i in edges.firstTie..<contact.tieCount { contact.ties[i] = TissueTie() }
    for h in 0..<contact.hands {
      edges.forEachHeld(h, on: contact.body(h)) { held in
        var tie = edges.nodes[held.number].place.tie(tissue.tetrahedra)
        tie.anchor = held.place
        tie.stiffness = held.stiffness
        tie.along = held.along == .zero ? held.stiffness : 0
        tie.direction = held.along == .zero ? Vector3(1, 0, 0) : held.along
        contact.ties[edges.firstTie + held.number] = tie
      }
    }
  }

  /// Takes the ties along after the instruments have moved.
  func moveEdges() {
    guard let edges else { return }
    for h in 0..<contact.hands {
      edges.forEachHeld(h, on: contact.body(h)) { contact.ties[edges.firstTie + $0.number].anchor = $0.place }
    }
  }

  /// What the tissue does to a hand's edges as both are now.
  func loadEdges(_ h: Int, _ sum: InstrumentLoads) {
    guard let edges else { return }
    let body = contact.body(h)
    edges.forEachHeld(h, on: body) { held in
      var block = SymmetricBlock.zero
      block.addDiagonal(held.stiffness)
      block.addDyad(-held.stiffness, held.along)
      let pull = contact.samplePosition(contact.tieBase + edges.firstTie + held.number) - held.place
      let across = pull - pull.dot(held.along) * held.along
      sum.add(held.stiffness * across, at: held.place, stiffness: block, on: body, held.part)
    }
  }
}
