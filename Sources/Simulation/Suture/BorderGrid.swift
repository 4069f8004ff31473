import SimMath

/// Which faces of the tissue's border can be near a place: a grid of cells, each with the faces whose boxes reach into it.
///
/// It is filled in where the tissue is, and again once a vertex has moved by the slack that the boxes have. A cell then has every
/// face within `reach` of any place in it, and what is found there is the same whenever that was: none of this is state.
struct BorderGrid: ~Copyable {
  /// How near a face must be to be found, m.
  static var reach: Float { 0.000_4 }
  /// How far the tissue may move before the grid is filled in anew, m.
  private static var slack: Float { 0.000_25 }
  /// Usual edge of a cell, m; larger where the tissue would need more cells than there are.
  private static var cell: Float { 0.001_5 }
  private static var cells: Int { 16_384 }

  /// Where the faces of a cell begin in `list`; [cells + 1].
  private let first: FixedBuffer<Int32>
  /// Twice a face's number, and one more for the other slot of a cut tetrahedron; ascending in each cell.
  private let list: FixedBuffer<Int32>
  /// Where the vertices were; [N][4] m.
  private let reference: FixedBuffer<Float>
  /// The faces' planes in this tick.
  private var planes: BorderPlanes
  private var vertexCount = -1
  private var slotCount = 0
  private var corner = Vector3.zero
  private var edge: Float = 1
  private var size: (x: Int, y: Int, z: Int) = (0, 0, 0)

  /// - Parameter border: nil for a grid of nothing.
  init(_ border: TissueBorder?, vertices: Int) {
    first = FixedBuffer(count: border == nil ? 0 : Self.cells + 1, repeating: 0)
    list = FixedBuffer(count: border.map { 24 * $0.faceCount + 1024 } ?? 0, repeating: 0)
    reference = FixedBuffer(count: border == nil ? 0 : 4 * vertices, repeating: 0)
    planes = BorderPlanes(faces: border?.faceCount ?? 0)
  }

  /// The faces that can be within `reach` of a place: their range in the list.
  @inline(__always) func faces(at p: Vector3) -> Range<Int> {
    let s = (1 / edge) * (p - corner)
    guard s.x >= 0, s.y >= 0, s.z >= 0, s.x < Float(size.x), s.y < Float(size.y), s.z < Float(size.z) else { return 0..<0 }
    let c = (Int(s.z) * size.y + Int(s.y)) * size.x + Int(s.x)
    return Int(first[c])..<Int(first[c + 1])
  }
  @inline(__always) func face(_ entry: Int) -> (face: Int, isOther: Bool) {
    (Int(list[entry]) >> 1, list[entry] & 1 != 0)
  }

  /// The planes of an entry's face in this tick.
  @inline(__always) func planes(_ entry: Int, _ make: () -> BorderPlanes.Row) -> BorderPlanes.Row {
    planes.row(Int(list[entry]), make)
  }

  /// Fills the grid in anew where that is due; at the start of a tick.
  /// - Parameters:
  ///   - vertices: positions of so many vertices, [N][4] m.
  mutating func update(
    _ border: TissueBorder, _ vertices: UnsafeMutablePointer<Float>, count: Int, _ paths: TissuePaths
  ) {
    planes.forget()
    guard count != vertexCount || paths.added.count != slotCount || hasMoved(vertices) else { return }
    vertexCount = count
    slotCount = paths.added.count
    for i in 0..<(4 * count) { reference[i] = vertices[i] }
    var low = Vector3(.infinity, .infinity, .infinity)
    var high = -low
    border.forEachBox(vertices, paths, around: 0) { _, l, h in
      low = Vector3(min(low.x, l.x), min(low.y, l.y), min(low.z, l.z))
      high = Vector3(max(high.x, h.x), max(high.y, h.y), max(high.z, h.z))
    }
    let around = Self.reach + Self.slack
    corner = low - Vector3(around, around, around)
    let extent = high - low + 2 * Vector3(around, around, around)
    edge = Self.cell
    while !fill(border, vertices, paths, extent, around: around) { edge *= 1.25 }
  }

  private func hasMoved(_ vertices: UnsafeMutablePointer<Float>) -> Bool {
    var furthest: Float = 0
    for i in 0..<(4 * vertexCount) { furthest = max(furthest, abs(vertices[i] - reference[i])) }
    return furthest > Self.slack
  }

  /// - Returns: false if the cells or the list are too few.
  private mutating func fill(
    _ border: TissueBorder, _ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths, _ extent: Vector3, around: Float
  ) -> Bool {
    size = (Int(extent.x / edge) + 1, Int(extent.y / edge) + 1, Int(extent.z / edge) + 1)
    let cells = size.x * size.y * size.z
    guard cells <= Self.cells else { return false }
    for c in 0...cells { first[c] = 0 }
    var entries = 0
    forEachCell(border, vertices, paths, around) { _, c in
      first[c + 1] += 1
      entries += 1
    }
    guard entries <= list.count else { return false }
    for c in 0..<cells { first[c + 1] += first[c] }
    // Each cell's begin moves to its end, and all are put back by one.
    forEachCell(border, vertices, paths, around) { entry, c in
      list[Int(first[c])] = entry
      first[c] += 1
    }
    for c in stride(from: cells, to: 0, by: -1) { first[c] = first[c - 1] }
    first[0] = 0
    return true
  }

  private func forEachCell(
    _ border: TissueBorder, _ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths, _ around: Float,
    _ body: (Int32, Int) -> Void
  ) {
    border.forEachBox(vertices, paths, around: around) { entry, low, high in
      let (a, b) = ((1 / edge) * (low - corner), (1 / edge) * (high - corner))
      func range(_ from: Float, _ to: Float, _ size: Int) -> ClosedRange<Int> {
        let first = min(size - 1, max(0, Int(from)))
        return first...max(first, min(size - 1, Int(to)))
      }
      let columns = range(a.x, b.x, size.x)
      for z in range(a.z, b.z, size.z) {
        for y in range(a.y, b.y, size.y) {
          for x in columns { body(entry, (z * size.y + y) * size.x + x) }
        }
      }
    }
  }
}
