import SimMath

/// How a body has been cut: the state from which all its changed tables follow.
///
/// Slots of tetrahedra 0 ..< T are those of the mesh and the ones after them have come by cuts; in the same way vertices
/// N ... are doubles of one of the mesh. Written by the thread that steps, after a tick.
struct CutState: ~Copyable {
  /// The scene can be cut.
  let isOn: Bool
  /// Slots of tetrahedra, vertices and touchable faces in use.
  private(set) var elementCount: Int
  private(set) var vertexCount: Int
  var faceCount: Int
  /// Changes with every cut; the same for the same cuts in the same order. Follows from the slots.
  private(set) var revision: UInt64 = 1

  /// The ten vertices of each slot; [T + S][10].
  let tetrahedra: FixedBuffer<Int32>
  /// The mesh's tetrahedron whose shape it has; [T + S].
  let whole: FixedBuffer<Int32>
  /// The slot that has come by the cut of each of the mesh's tetrahedra, -1 for a whole one; follows from `whole`; [T].
  let other: FixedBuffer<Int32>
  /// Values at the corners of the linear function whose positive side the slot's material is on, m; zero for a whole one until
  /// a blade has met it; [T + S][4].
  let level: FixedBuffer<Float>
  /// Share of each material point's quarter that is on the slot's side, 0 ... 1; follows from the levels; [T + S][4].
  private let share: FixedBuffer<Float>
  /// Edges that a blade has passed, bits 0 ... 5 as in `QuadraticTetrahedron.edges`, and whether it is cut, bit 7; [T + S].
  let swept: FixedBuffer<UInt8>
  /// The mesh's vertex that each is or doubles; [N + V].
  let origin: FixedBuffer<Int32>
  /// Value that the last cut gave to a vertex of the mesh, m, 0 for none: tetrahedra that are cut later go on from it, so that
  /// the walls of one cut meet; [N].
  let vertexLevel: FixedBuffer<Float>
  /// Doubles in each colour; [colours].
  let doubles: FixedBuffer<Int32>

  let tables: CutTables
  /// Scratch: a vertex's tetrahedra as 10 slot + node, and the part of the body that each is on; [256] each.
  let around: FixedBuffer<Int32>
  let part: FixedBuffer<Int32>
  /// Scratch: whole tetrahedra near an edge; [T].
  let near: FixedBuffer<Int32>
  private(set) var nearCount = 0

  static var isCut: UInt8 { 1 << 7 }
  static var edges: UInt8 { 0b11_1111 }

  init(_ tissue: TissueModel, _ contact: ContactModel, _ response: SurfaceResponse) {
    let cut = tissue.cut
    isOn = cut != nil
    elementCount = cut?.elementCount ?? tissue.tetrahedronCount
    vertexCount = cut?.vertexCount ?? tissue.vertexCount
    faceCount = contact.faceCount
    let (n, t) = cut == nil ? (0, 0) : (tissue.vertexCount, tissue.tetrahedronCount)
    tetrahedra = FixedBuffer(count: 10 * t, repeating: 0)
    whole = FixedBuffer(count: t, repeating: 0)
    other = FixedBuffer(count: cut?.elementCount ?? 0, repeating: -1)
    level = FixedBuffer(count: 4 * t, repeating: 0)
    share = FixedBuffer(count: 4 * t, repeating: 1)
    swept = FixedBuffer(count: t, repeating: 0)
    origin = FixedBuffer(count: n, repeating: 0)
    vertexLevel = FixedBuffer(count: cut?.vertexCount ?? 0, repeating: 0)
    doubles = FixedBuffer(count: cut?.spareStart.count ?? 0, repeating: 0)
    around = FixedBuffer(count: cut == nil ? 0 : 2 * CutModel.incidenceLimit, repeating: 0)
    part = FixedBuffer(count: cut == nil ? 0 : 2 * CutModel.incidenceLimit, repeating: 0)
    near = FixedBuffer(count: cut?.elementCount ?? 0, repeating: 0)
    tables = CutTables(tissue, contact, response)
    for i in 0..<tetrahedra.count { tetrahedra[i] = tissue.tetrahedra[i] }
    for i in 0..<t { whole[i] = Int32(min(i, elementCount - 1)) }
    for i in 0..<n { origin[i] = Int32(min(i, vertexCount - 1)) }
    if isOn {
      derivePairs()
      derive(tissue, contact)
    }
  }

  func isCut(_ slot: Int) -> Bool { swept[slot] & Self.isCut != 0 }

  func levels(_ slot: Int) -> InlineArray<4, Float> {
    [level[4 * slot], level[4 * slot + 1], level[4 * slot + 2], level[4 * slot + 3]]
  }

  func setLevels(_ slot: Int, _ d: InlineArray<4, Float>) { for k in 0..<4 { level[4 * slot + k] = d[k] } }

  /// Share of each material point's quarter that is on the slot's side, 0 ... 1.
  func pointShares(_ slot: Int) -> InlineArray<4, Float> {
    [share[4 * slot], share[4 * slot + 1], share[4 * slot + 2], share[4 * slot + 3]]
  }

  /// Finds the shares of a slot that is cut from its levels.
  private func setShares(_ slot: Int) {
    // Both sides from the same one's levels, so that they sum to one to the bit.
    let d = levels(slot)
    let isFirst = d[0] > 0
    let first = CutFraction.ofPoints(isFirst ? d : [-d[0], -d[1], -d[2], -d[3]])
    for q in 0..<4 { share[4 * slot + q] = isFirst ? first[q] : 1 - first[q] }
  }

  /// Finds the whole tetrahedra that an edge from `a` to `b` (m) can have met within `reach` (m).
  mutating func findNear(_ a: Vector3, _ b: Vector3, reach: Float, _ cut: CutModel, _ positions: UnsafeMutablePointer<Float>) {
    nearCount = 0
    let edge = BladeSweep(before: (a, b), after: (a, b))
    for t in 0..<cut.elementCount where !isCut(t) {
      let x = positions + 4 * Int(tetrahedra[10 * t])
      let bound = 2 * cut.radius[t] + reach
      if edge.squaredDistance(Vector3(x[0], x[1], x[2])) < bound * bound {
        near[nearCount] = Int32(t)
        nearCount += 1
      }
    }
  }

  /// The place of a point (m) in the first of the near tetrahedra that has it; nil if none has.
  func place(_ p: Vector3, _ positions: UnsafeMutablePointer<Float>) -> TissuePlace? {
    for k in 0..<nearCount {
      let t = Int(near[k])
      var x = InlineArray<4, Vector3>(repeating: .zero)
      for c in 0..<4 {
        let v = positions + 4 * Int(tetrahedra[10 * t + c])
        x[c] = Vector3(v[0], v[1], v[2])
      }
      let share = EdgeNode.share(p, in: x)
      if min(min(share[0], share[1]), min(share[2], share[3])) >= 0 { return TissuePlace(element: Int32(t), share: share) }
    }
    return nil
  }

  // MARK: A cut

  /// Divides the material of a slot along its levels, and doubles the vertices around which the tissue no longer hangs together.
  ///
  /// - Parameters:
  ///   - positions, velocities: [N + V][4]; a double starts where its vertex is.
  /// - Returns: false, with nothing changed, if there is no room.
  mutating func split(
    _ slot: Int, _ tissue: TissueModel, positions: UnsafeMutablePointer<Float>, velocities: UnsafeMutablePointer<Float>
  ) -> Bool {
    guard let cut = tissue.cut, elementCount < tissue.tetrahedronCount else { return false }
    let other = elementCount
    whole[other] = whole[slot]
    for a in 0..<10 { tetrahedra[10 * other + a] = tetrahedra[10 * slot + a] }
    let d = levels(slot)
    setLevels(other, [-d[0], -d[1], -d[2], -d[3]])
    let before = swept[slot]
    swept[slot] = Self.isCut
    swept[other] = Self.isCut
    // The ten vertices of a tetrahedron are of ten colours, so that each can be looked at by itself.
    var needed = 0
    var fits = true
    for a in 0..<10 {
      let v = Int(tetrahedra[10 * slot + a])
      let parts = findParts(around: v, cut, tissue, slot, other, a).parts
      needed += parts - 1
      let colour = Int(cut.colour[Int(origin[v])])
      if colour >= 0, Int(doubles[colour]) + parts - 1 > 8 * cut.capacity.batchesPerColour { fits = false }
    }
    guard fits, vertexCount + needed <= tissue.vertexCount else {
      swept[slot] = before
      swept[other] = 0
      return false
    }
    elementCount += 1
    self.other[Int(whole[slot])] = Int32(other)
    revise(other)
    setShares(slot)
    setShares(other)
    for a in 0..<10 {
      let v = Int(tetrahedra[10 * slot + a])
      let (parts, count) = findParts(around: v, cut, tissue, slot, other, a)
      for k in 0..<count where part[k] > 0 { tetrahedra[Int(around[k])] = Int32(vertexCount) + part[k] - 1 }
      for _ in 1..<parts {
        let u = vertexCount
        vertexCount += 1
        origin[u] = origin[v]
        let colour = Int(cut.colour[Int(origin[v])])
        if colour >= 0 { doubles[colour] += 1 }
        for c in 0..<4 {
          positions[4 * u + c] = positions[4 * v + c]
          velocities[4 * u + c] = velocities[4 * v + c]
        }
      }
    }
    derivePairs()
    return true
  }

  /// Adds a slot that has come by a cut to the revision.
  private mutating func revise(_ slot: Int) {
    var h = StateHash(seed: revision)
    h.combine(UInt64(whole[slot]))
    for k in 0..<4 { h.combine(level[4 * slot + k]) }
    revision = h.value
  }

  /// The parts of the body that meet at a vertex, 0 for that of its first tetrahedron: two tetrahedra are of one part if
  /// material goes from one to the other through faces at the vertex.
  private func findParts(
    around v: Int, _ cut: CutModel, _ tissue: TissueModel, _ slot: Int, _ other: Int, _ node: Int
  ) -> (parts: Int, count: Int) {
    var count = 0
    for k in Int(tables.pairStart[v])..<Int(tables.pairStart[v + 1]) {
      around[count] = tables.pairs[k]
      count += 1
    }
    around[count] = Int32(10 * other + node)
    count += 1
    var parts = 0
    for k in 0..<count { part[k] = -1 }
    for first in 0..<count where part[first] < 0 {
      // Spread from the first that is on no part yet, until nothing more is reached.
      part[first] = Int32(parts)
      var grew = true
      while grew {
        grew = false
        for i in first..<count where part[i] == Int32(parts) {
          for j in first..<count where part[j] < 0 {
            if hangTogether(Int(around[i]) / 10, Int(around[i]) % 10, Int(around[j]) / 10, cut, tissue) {
              part[j] = Int32(parts)
              grew = true
            }
          }
        }
      }
      parts += 1
    }
    return (parts, count)
  }

  /// Smaller overlaps of material on a face hold nothing together, as a share of the smaller side. Usual: 0.15; where two cuts
  /// meet that are not quite one they leave slivers.
  private static var leastOverlap: Float { 0.15 }

  /// Whether material goes from one slot into another through a face at the first one's node.
  private func hangTogether(_ i: Int, _ node: Int, _ j: Int, _ cut: CutModel, _ tissue: TissueModel) -> Bool {
    let (t, s) = (Int(whole[i]), Int(whole[j]))
    guard t != s else { return false }
    for face in 0..<4 where Self.face(face, has: node) && Int(cut.across[4 * t + face]) == s {
      guard isCut(i) || isCut(j) else { return true }
      var a = InlineArray<3, Float>(repeating: 1)
      var b = InlineArray<3, Float>(repeating: 1)
      var n = 0
      for c in 0..<4 where c != face {
        if isCut(i) { a[n] = level[4 * i + c] }
        if isCut(j) {
          let v = tissue.tetrahedra[10 * t + c]
          for m in 0..<4 where tissue.tetrahedra[10 * s + m] == v { b[n] = level[4 * j + m] }
        }
        n += 1
      }
      return CutFraction.overlap(a, b) > Self.leastOverlap
    }
    return false
  }

  /// Whether the face opposite to a corner has a node.
  @inline(__always) private static func face(_ face: Int, has node: Int) -> Bool {
    guard node >= 4 else { return node != face }
    let (i, j) = QuadraticTetrahedron.ends[node - 4]
    return face != i && face != j
  }

  // MARK: Copies

  var copyCount: Int { isOn ? CutCopy.header + CutCopy.row * whole.count : 0 }

  /// Writes what a `CutCopy` reads, unless the words hold it already: they are of one place, and nobody else writes there.
  func copy(into words: UnsafeMutableBufferPointer<Float>) {
    guard isOn, CutCopy.revision(UnsafeBufferPointer(words)) != revision else { return }
    let bits = UnsafeMutableRawBufferPointer(words)
    bits.storeBytes(of: revision, toByteOffset: 0, as: UInt64.self)
    func put(_ i: Int, _ x: Int32) { bits.storeBytes(of: x, toByteOffset: 4 * i, as: Int32.self) }
    put(2, Int32(elementCount))
    put(3, Int32(vertexCount))
    for t in 0..<elementCount {
      let first = CutCopy.header + CutCopy.row * t
      for a in 0..<10 { put(first + a, tetrahedra[10 * t + a]) }
      put(first + 10, isCut(t) ? -1 - whole[t] : whole[t])
      for k in 0..<4 { put(first + 11 + k, Int32(bitPattern: level[4 * t + k].bitPattern)) }
    }
  }

  // MARK: Saved states

  var savedCapacity: Int {
    isOn ? 12 + 4 * vertexLevel.count + 4 * (tetrahedra.count + 6 * whole.count) + 4 * origin.count : 0
  }

  /// Nothing where the scene cannot be cut.
  func save(into w: inout ByteWriter) {
    guard isOn else { return }
    w.put(UInt32(elementCount))
    w.put(UInt32(vertexCount))
    for v in 0..<vertexLevel.count { w.put(vertexLevel[v].bitPattern) }
    for v in vertexLevel.count..<vertexCount { w.put(UInt32(bitPattern: origin[v])) }
    for t in 0..<elementCount {
      w.put(UInt32(bitPattern: whole[t]))
      w.put(UInt32(swept[t]))
      for k in 0..<4 { w.put(level[4 * t + k].bitPattern) }
      for a in 0..<10 { w.put(UInt32(bitPattern: tetrahedra[10 * t + a])) }
    }
  }

  mutating func restore(
    _ r: inout ByteReader, _ tissue: TissueModel, _ contact: ContactModel
  ) throws(StateError) {
    guard let cut = tissue.cut else { return }
    let (t, n) = (Int(try r.word()), Int(try r.word()))
    guard (cut.elementCount...tissue.tetrahedronCount).contains(t), (cut.vertexCount...tissue.vertexCount).contains(n)
    else { throw .malformed }
    elementCount = t
    vertexCount = n
    for e in 0..<other.count { other[e] = -1 }
    for v in 0..<vertexLevel.count { vertexLevel[v] = try r.float() }
    for c in 0..<doubles.count { doubles[c] = 0 }
    for v in vertexLevel.count..<n {
      origin[v] = Int32(bitPattern: try r.word())
      guard (0..<cut.vertexCount).contains(Int(origin[v])) else { throw .malformed }
      let colour = Int(cut.colour[Int(origin[v])])
      guard colour >= 0 else { continue }
      doubles[colour] += 1
      guard Int(doubles[colour]) <= 8 * cut.capacity.batchesPerColour else { throw .malformed }
    }
    for e in 0..<t {
      whole[e] = Int32(bitPattern: try r.word())
      guard (0..<cut.elementCount).contains(Int(whole[e])) else { throw .malformed }
      swept[e] = UInt8(truncatingIfNeeded: try r.word())
      for k in 0..<4 { level[4 * e + k] = try r.float() }
      if isCut(e) { setShares(e) }
      for a in 0..<10 {
        tetrahedra[10 * e + a] = Int32(bitPattern: try r.word())
        guard (0..<n).contains(Int(tetrahedra[10 * e + a])) else { throw .malformed }
      }
    }
    revision = 1
    for e in cut.elementCount..<t {
      other[Int(whole[e])] = Int32(e)
      revise(e)
    }
    // A vertex with more tetrahedra than any cut makes would not fit into the scratch.
    derivePairs()
    for v in 0..<n where Int(tables.pairStart[v + 1] - tables.pairStart[v]) > around.count { throw .malformed }
    derive(tissue, contact)
  }

  /// Adds what a cut changes to a hash, of a scene that can be cut.
  func combine(into h: inout StateHash) {
    h.combine(UInt64(elementCount) << 32 | UInt64(vertexCount))
    for t in 0..<elementCount where swept[t] != 0 {
      h.combine(UInt64(t) << 8 | UInt64(swept[t]))
      for k in 0..<4 { h.combine(level[4 * t + k]) }
    }
  }
}
