import SimMath

/// The ways through the tissue as it is now: what lies beside each slot of a tetrahedron, and where a cut has walled it off.
///
/// All of it follows from the tables of the cut; in tissue that cannot be cut a slot is its tetrahedron for good. Pointers for
/// the length of a tick, for the thread that steps.
struct TissuePaths {
  /// Ten vertices of each slot; [T + S][10].
  let tetrahedra: UnsafeMutablePointer<Int32>
  /// Tetrahedron of the mesh across the face opposite to each corner, -1 for none; [T][4].
  let across: UnsafeMutablePointer<Int32>
  private let cut: Cut?

  /// As in `CutState`.
  private struct Cut {
    let whole: UnsafeMutablePointer<Int32>
    let other: UnsafeMutablePointer<Int32>
    let level: UnsafeMutablePointer<Float>
    let added: Range<Int>
    /// The ten vertices of each tetrahedron in the mesh; [T][10].
    let mesh: UnsafeMutablePointer<Int32>
  }

  /// Without walls: of tissue that stays whole, or for what goes through walls.
  init(tetrahedra: UnsafeMutablePointer<Int32>, across: UnsafeMutablePointer<Int32>) {
    self.tetrahedra = tetrahedra
    self.across = across
    cut = nil
  }

  /// With the walls that a cut has made.
  init(_ neighbours: TissueNeighbours, _ state: borrowing CutState) {
    tetrahedra = state.isOn ? state.tetrahedra.base : neighbours.tetrahedra.base
    across = neighbours.across.base
    cut =
      state.isOn
      ? Cut(
        whole: state.whole.base, other: state.other.base, level: state.level.base,
        added: state.other.count..<state.elementCount, mesh: neighbours.tetrahedra.base)
      : nil
  }

  /// Slots that have come by cuts.
  var added: Range<Int> { cut?.added ?? 0..<0 }

  /// The mesh's tetrahedron whose shape a slot has.
  @inline(__always) func whole(_ slot: Int) -> Int {
    if let cut { Int(cut.whole[slot]) } else { slot }
  }

  /// The other slot with a tetrahedron's shape, -1 where it is not cut.
  @inline(__always) func other(ofWhole w: Int) -> Int {
    if let cut { Int(cut.other[w]) } else { -1 }
  }

  /// Values at the corners of the function whose positive side the slot's material is on; nil where it has all of it.
  @inline(__always) func levels(_ slot: Int) -> UnsafeMutablePointer<Float>? {
    guard let cut, cut.other[Int(cut.whole[slot])] >= 0 else { return nil }
    return cut.level + 4 * slot
  }

  /// What lies beyond a face.
  enum Beyond {
    /// Outside of the mesh, or another side of a cut.
    case border, wall
    case slot(Int32, InlineArray<4, Float>)
  }

  /// What lies beyond the face opposite to a corner at a place on it: the slot that the material goes on in, and the place's
  /// share there.
  func beyond(_ face: Int, _ place: TissuePlace) -> Beyond {
    let slot = Int(place.element)
    let w = whole(slot)
    let next = Int(across[4 * w + face])
    guard next >= 0 else { return .border }
    var share = InlineArray<4, Float>(repeating: 0)
    guard let cut else {
      let t = tetrahedra + 10 * slot
      for k in 0..<4 where k != face {
        for m in 0..<4 where tetrahedra[10 * next + m] == t[k] { share[m] = place.share[k] }
      }
      return .slot(Int32(next), share)
    }
    for k in 0..<4 where k != face {
      for m in 0..<4 where cut.mesh[10 * next + m] == cut.mesh[10 * w + k] { share[m] = place.share[k] }
    }
    var found = next
    let other = Int(cut.other[next])
    if other >= 0 {
      let there = TissuePlace(element: Int32(next), share: share)
      if there.value(cut.level + 4 * next) <= 0 { found = other }
    }
    return isOne(slot, found, face, cut) ? .slot(Int32(found), share) : .wall
  }

  /// Whether the material of two slots on both sides of a face is one piece: they have the same vertices there. Those in the
  /// middles of its edges tell, which are in no two parts of the body.
  private func isOne(_ i: Int, _ j: Int, _ face: Int, _ cut: Cut) -> Bool {
    let (w, next) = (Int(cut.whole[i]), Int(cut.whole[j]))
    for k in 0..<6 {
      let (a, b) = QuadraticTetrahedron.ends[k]
      guard a != face, b != face else { continue }
      let middle = cut.mesh[10 * w + 4 + k]
      for m in 4..<10 where cut.mesh[10 * next + m] == middle && tetrahedra[10 * j + m] != tetrahedra[10 * i + 4 + k] {
        return false
      }
    }
    return true
  }

  /// Takes a place to the side of a cut that it is on, where its tetrahedron was cut since there were so many slots.
  func follow(_ place: inout TissuePlace, since count: Int) {
    guard let cut else { return }
    let w = Int(cut.whole[Int(place.element)])
    let other = Int(cut.other[w])
    guard other >= count else { return }
    place.element = Int32(place.value(cut.level + 4 * w) > 0 ? w : other)
  }
}
