import SimMath

/// The order of the sweep over the free vertices, in batches of eight of which no two share an element.
///
/// A small body has one colour after the other: a phase is a colour, and its batches may run side by side. A large body
/// would fetch all its tetrahedra anew for every colour; it is cut into blocks that stay in the second cache, and runs block
/// by block, colour by colour within. A phase is then a set of blocks that do not touch each other, and each block, a unit, is
/// one worker's. Either way the order is fixed by the mesh, and the backward sweep runs through it the other way round.
///
/// Colours are greedy in vertex order, then sorted by the number of incident tetrahedra so that the lanes of a batch take
/// equally long; ties by index, so that the order is unique. The colour made first, usually the largest, comes last: it is
/// the turning point of the pass and is visited once where the others are visited twice.
struct SweepOrder {
  /// Tetrahedra of a block. Usual: 350 of 272 bytes, state and table; twice as many leave the second cache, half as many leave
  /// lanes empty.
  private static let blockSize = 350

  private(set) var batches: [Int32] = []
  /// First batch of each unit, and how many batches at its end may be visited once at the turning point.
  private(set) var unitStart: [Int32] = [0]
  private(set) var unitTurn: [Int32] = []
  /// First unit of each phase.
  private(set) var phaseStart: [Int32] = [0]
  /// Colour of each vertex, -1 for those that do not move; first of the empty batches of each colour, for vertices to come, and
  /// how many each has.
  private(set) var colour: [Int32]
  private(set) var spareStart: [Int32] = []
  let spareCount: Int
  /// Most colours of a block, and a vertex of the one made last.
  private(set) var colourCount = 0
  private(set) var rarestColour = -1

  /// - Parameters:
  ///   - groups: vertices of which no two may move at once: those of each element.
  ///   - incidence: how many tetrahedra each vertex has.
  ///   - spare: empty batches of each colour.
  init(positions: [Vector3D], groups: [[Int]], fixed: [Bool], incidence: [Int], spare: Int = 0) {
    let n = fixed.count
    colour = [Int32](repeating: -1, count: n)
    spareCount = spare
    var around = [[Int]](repeating: [], count: n)
    for (g, group) in groups.enumerated() { for v in group { around[v].append(g) } }
    let free = (0..<n).filter { !fixed[$0] && !around[$0].isEmpty }
    let count = (groups.count + Self.blockSize / 2) / Self.blockSize
    guard count > 1 else {
      for colour in colours(free, around, groups, n).reversed() {
        for batch in packed(colour, incidence, from: batches.count / 8) { append(unit: [batch], turn: 1) }
        phaseStart.append(Int32(unitTurn.count))
      }
      return
    }
    let owner = Aggregation(positions: positions, vertices: free, count: count).owner
    let blockCount = (owner.max() ?? 0) + 1
    var members = [[Int]](repeating: [], count: blockCount)
    for v in free { members[owner[v]].append(v) }
    // Blocks that share an element are not of one phase.
    var touching = [Set<Int>](repeating: [], count: blockCount)
    for group in groups {
      let blocks = Set(group.map { owner[$0] }.filter { $0 >= 0 })
      for b in blocks { touching[b].formUnion(blocks) }
    }
    var phases: [[Int]] = []
    for b in 0..<blockCount {
      let place = phases.firstIndex { $0.allSatisfy { !touching[b].contains($0) } }
      if let place { phases[place].append(b) } else { phases.append([b]) }
    }
    for phase in phases.reversed() {
      for b in phase {
        var unit: [[Int32]] = []
        var turn = 0
        for colour in colours(members[b], around, groups, n).reversed() {
          let packed = packed(colour, incidence, from: batches.count / 8 + unit.count)
          unit += packed
          turn = packed.count
        }
        append(unit: unit, turn: turn)
      }
      phaseStart.append(Int32(unitTurn.count))
    }
  }

  private mutating func append(unit: [[Int32]], turn: Int) {
    batches += unit.flatMap { $0 }
    unitStart.append(Int32(batches.count / 8))
    unitTurn.append(Int32(turn))
  }

  /// Greedy colours of the vertices.
  private mutating func colours(_ vertices: [Int], _ around: [[Int]], _ groups: [[Int]], _ n: Int) -> [[Int]] {
    var colour = [Int](repeating: -1, count: n)
    var colours: [[Int]] = []
    for v in vertices {
      var taken = [Bool](repeating: false, count: colours.count)
      for g in around[v] { for u in groups[g] where colour[u] >= 0 { taken[colour[u]] = true } }
      let c = taken.firstIndex(of: false) ?? colours.count
      if c == colours.count { colours.append([]) }
      colour[v] = c
      colours[c].append(v)
    }
    if colours.count > colourCount {
      colourCount = colours.count
      rarestColour = colours[colours.count - 1][0]
    }
    return colours
  }

  /// A colour in batches, the first of which will be batch `first`, and its empty ones.
  private mutating func packed(_ members: [Int], _ incidence: [Int], from first: Int) -> [[Int32]] {
    // Those of shells alone come last (``VertexRounds``).
    func rank(_ v: Int) -> Int { incidence[v] > 0 ? incidence[v] : .max }
    let sorted = members.sorted { (rank($0), $0) < (rank($1), $1) }
    let batches = stride(from: 0, to: sorted.count, by: 8).map { k in
      (k..<(k + 8)).map { $0 < sorted.count ? Int32(sorted[$0]) : -1 }
    }
    for v in members { colour[v] = Int32(spareStart.count) }
    spareStart.append(Int32(first + batches.count))
    return batches + [[Int32]](repeating: [Int32](repeating: -1, count: 8), count: spareCount)
  }
}
