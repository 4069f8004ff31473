import Frames
import SimMath

/// The work of a `CutSurfaceMaker`: points on the mesh first, then polygons of them, and at last the vertices that they have in
/// each slot.
final class CutSurfaceBuilder {
  /// A place of the material in the mesh as loaded.
  struct Point {
    /// What it lies on: a corner, the inside of an edge, a face or a tetrahedron.
    enum Carrier: Hashable {
      case corner(Int32)
      /// The node in its middle.
      case edge(Int32)
      /// Number in `faces`.
      case face(Int32)
      case element(Int32)
    }

    let carrier: Carrier
    /// Corners that have a share in it, -1 for none, and the shares.
    let corners: SIMD4<Int32>
    let shares: SIMD4<Double>
    /// m.
    let rest: Vector3D
  }

  /// A point where a cut crosses the way from one node of the lattice to the next, and how far along, 0 ... 1.
  struct Crossing {
    let way: Double
    let point: Int32
  }

  /// An edge of the mesh: its points from the end with the lower number.
  struct Edge {
    let ends: (Int32, Int32)
    let element: Int
    var nodes: [Int32]
    var crossings: [[Crossing]]
  }

  /// A face of the mesh; corners ascend.
  struct Face {
    let corners: SIMD3<Int32>
    /// Middles of the edges 01, 12, 02.
    let middles: SIMD3<Int32>
    /// Tetrahedra on its sides and the corner opposite to it in each; -1 for none.
    let elements: SIMD2<Int>
    let opposite: SIMD2<Int>
    /// By shares of corners 1 and 2: (n + 1) share 1 + share 2.
    var nodes: [Int32]
    /// Inside the face, by the nodes' numbers, `pair`.
    var crossings: [Int: [Crossing]] = [:]
    /// Where the cuts of both tetrahedra cross.
    var meetings: [Meeting] = []
  }

  /// A point in which two cuts cross on a face, and the ends of the piece of each that it lies on.
  struct Meeting {
    let first: (Int32, Int32)
    let second: (Int32, Int32)
    let point: Int32
  }

  /// A tetrahedron that is cut.
  struct Parted {
    /// The slot on the negative side.
    let other: Int
    /// The function at the nodes of the lattice times n, m, and its sign: 0 where the cut is taken through the node.
    var value: [Double]
    var sign: [Int8]
    /// By the nodes' numbers, `pair`.
    var crossings: [Int: Int32] = [:]
    var nodes: [Int: Int32] = [:]
  }

  /// A cut that crosses the way between two nodes this near to one of them is taken through it, as a share of the way. Usual: 0.05;
  /// it keeps triangles from being slivers, and moves the wall by less than a tenth of a millimetre.
  static var snap: Double { 0.05 }
  /// Crossings of two cuts that are nearer than this on one way are one point.
  static var merge: Double { 0.05 }
  /// Triangles at a point whose normals are less than 60 degrees apart are one smooth sheet, by the cosine.
  static var crease: Double { 0.5 }

  let maker: CutSurfaceMaker
  let lattice: TetrahedronLattice
  let cut: CutModel
  let copy: CutCopy
  /// Of the mesh.
  let tetrahedra: [[Int32]]
  let positions: [Vector3D]

  var points: [Point] = []
  var cornerPoint: [Int32]
  var edgeNumber: [Int32]
  var edges: [Edge] = []
  /// [T][4].
  var faceNumber: [Int32]
  var faces: [Face] = []
  var parted: [Int: Parted] = [:]

  // What comes out.
  var wholeFaces: [Int32] = []
  var partFaces: [Int32] = []
  var partNumber: [SIMD2<Int32>: Int32] = [:]
  var partPlaces: [Float] = []
  var partTriangles: [UInt32] = []
  var partVertex: [SIMD2<Int32>: UInt32] = [:]
  var wallTriangles: [SIMD3<Int32>] = []
  var wallPoint: [Int32] = []
  var wallSlot: [Int32] = []
  var wallVertex: [SIMD4<Int32>: Int32] = [:]
  var faceCopy: [SIMD4<Int32>: Int32] = [:]

  init(_ maker: CutSurfaceMaker, _ cut: CutModel, _ copy: CutCopy) {
    self.maker = maker
    self.cut = cut
    self.copy = copy
    lattice = maker.lattice
    tetrahedra = maker.model.mesh.tetrahedra.map { $0.map { Int32($0) } }
    positions = maker.model.mesh.nodes
    cornerPoint = [Int32](repeating: -1, count: positions.count)
    edgeNumber = [Int32](repeating: -1, count: positions.count)
    faceNumber = [Int32](repeating: -1, count: 4 * tetrahedra.count)
  }

  func build() {
    for slot in tetrahedra.count..<copy.elementCount { part(Int(copy.whole[slot]), other: slot) }
    let order = parted.keys.sorted()
    for w in order { cross(w) }
    for w in tetrahedra.indices {
      for k in 0..<4 {
        let across = Int(cut.across[4 * w + k])
        if across < 0 {
          addOuterFace(w, k)
        } else if parted[w] != nil, across > w || parted[across] == nil {
          addInnerFace(w, k)
        }
      }
    }
    for w in order { addWalls(w) }
  }

  static func pair(_ a: Int, _ b: Int) -> Int { min(a, b) << 20 | max(a, b) }

  // MARK: The function of a cut

  private func part(_ w: Int, other: Int) {
    let corners = tetrahedra[w]
    // In an order that all tetrahedra have in common, so that neighbours find the same bits.
    let order = (0..<4).sorted { corners[$0] < corners[$1] }
    let d = (0..<4).map { Double(copy.level[4 * w + $0]) }
    var value = [Double](repeating: 0, count: lattice.count)
    var sign = [Int8](repeating: 0, count: lattice.count)
    for node in lattice.nodes {
      let l = lattice.shares(node)
      var sum = 0.0
      var (low, high) = (Double.infinity, -Double.infinity)
      for k in order where l[k] > 0 {
        sum += Double(l[k]) * d[k]
        low = min(low, d[k])
        high = max(high, d[k])
      }
      value[node] = sum
      // What counts is what the node lies on: the same for all tetrahedra there.
      if low == high || abs(sum) > Self.snap * (high - low) { sign[node] = sum > 0 ? 1 : -1 }
    }
    parted[w] = Parted(other: other, value: value, sign: sign)
  }

  /// Makes the points where a tetrahedron's cut crosses the ways between nodes.
  private func cross(_ w: Int) {
    guard let own = parted[w] else { return }
    for k in 0..<4 { _ = face(w, k) }
    for cell in lattice.cells {
      for i in 0..<3 {
        for j in (i + 1)..<4 where own.sign[cell[i]] * own.sign[cell[j]] < 0 {
          let key = Self.pair(cell[i], cell[j])
          if parted[w]!.crossings[key] == nil { parted[w]!.crossings[key] = crossing(w, own, cell[i], cell[j]) }
        }
      }
    }
  }

  private func crossing(_ w: Int, _ own: Parted, _ i: Int, _ j: Int) -> Int32 {
    let (a, b) = (lattice.shares(i), lattice.shares(j))
    func way(_ low: Int, _ high: Int) -> Double { own.value[low] / (own.value[low] - own.value[high]) }
    func make(_ from: SIMD4<Int>, _ to: SIMD4<Int>, _ t: Double) -> Int32 {
      let n = Double(lattice.n)
      return point(w, SIMD4<Double>(from) * ((1 - t) / n) + SIMD4<Double>(to) * (t / n))
    }
    switch (0..<4).filter({ a[$0] + b[$0] > 0 }) {
    case let on where on.count == 2:
      let e = edge(w, on[0], on[1])
      let end = tetrahedra[w][on[0]] == edges[e].ends.1 ? on[0] : on[1]
      let (low, high) = a[end] < b[end] ? (i, j) : (j, i)
      let t = way(low, high)
      let k = min(a[end], b[end])
      if let known = Self.near(edges[e].crossings[k], t) { return known }
      let p = make(lattice.shares(low), lattice.shares(high), t)
      Self.insert(Crossing(way: t, point: p), into: &edges[e].crossings[k])
      return p
    case let on where on.count == 3:
      let f = face(w, 6 - on[0] - on[1] - on[2])
      let (m, n) = (faceNode(f, w, a), faceNode(f, w, b))
      let (low, high) = m < n ? (i, j) : (j, i)
      let t = way(low, high)
      let key = Self.pair(m, n)
      if let known = Self.near(faces[f].crossings[key] ?? [], t) { return known }
      let p = make(lattice.shares(low), lattice.shares(high), t)
      Self.insert(Crossing(way: t, point: p), into: &faces[f].crossings[key, default: []])
      return p
    default:
      return make(a, b, way(i, j))
    }
  }

  private static func near(_ list: [Crossing], _ t: Double) -> Int32? {
    list.first { abs($0.way - t) < merge }?.point
  }

  private static func insert(_ c: Crossing, into list: inout [Crossing]) {
    list.insert(c, at: list.firstIndex { $0.way > c.way } ?? list.count)
  }

  // MARK: What points lie on

  /// Makes a point at barycentric coordinates of a tetrahedron.
  func point(_ w: Int, _ l: SIMD4<Double>) -> Int32 {
    let nodes = tetrahedra[w]
    let on = (0..<4).filter { l[$0] != 0 }
    let carrier: Point.Carrier =
      switch on.count {
      case 1: .corner(nodes[on[0]])
      case 2: .edge(nodes[Self.middle(on[0], on[1])])
      case 3: .face(Int32(face(w, 6 - on[0] - on[1] - on[2])))
      default: .element(Int32(w))
      }
    var corners = SIMD4<Int32>(repeating: -1)
    for k in on { corners[k] = nodes[k] }
    var rest = Vector3D.zero
    for k in 0..<4 { rest = rest + (l[k] * (2 * l[k] - 1)) * positions[Int(nodes[k])] }
    for (k, e) in QuadraticTetrahedron.edges.enumerated() { rest = rest + (4 * l[e.0] * l[e.1]) * positions[Int(nodes[4 + k])] }
    points.append(Point(carrier: carrier, corners: corners, shares: l, rest: rest))
    return Int32(points.count - 1)
  }

  /// The node in the middle of the edge between two corners.
  static func middle(_ i: Int, _ j: Int) -> Int {
    4 + QuadraticTetrahedron.edges.firstIndex { ($0.0 == i && $0.1 == j) || ($0.0 == j && $0.1 == i) }!
  }

  func edge(_ w: Int, _ i: Int, _ j: Int) -> Int {
    let nodes = tetrahedra[w]
    let middle = Int(nodes[Self.middle(i, j)])
    if edgeNumber[middle] < 0 {
      edgeNumber[middle] = Int32(edges.count)
      edges.append(
        Edge(
          ends: (min(nodes[i], nodes[j]), max(nodes[i], nodes[j])), element: w,
          nodes: [Int32](repeating: -1, count: lattice.n + 1),
          crossings: [[Crossing]](repeating: [], count: lattice.n)))
    }
    return Int(edgeNumber[middle])
  }

  func face(_ w: Int, _ k: Int) -> Int {
    if faceNumber[4 * w + k] < 0 {
      let nodes = tetrahedra[w]
      let on = (0..<4).filter { $0 != k }.sorted { nodes[$0] < nodes[$1] }
      let across = Int(cut.across[4 * w + k])
      let opposite = across < 0 ? -1 : (0..<4).first { Int(cut.across[4 * across + $0]) == w }!
      faceNumber[4 * w + k] = Int32(faces.count)
      if across >= 0 { faceNumber[4 * across + opposite] = Int32(faces.count) }
      faces.append(
        Face(
          corners: SIMD3(nodes[on[0]], nodes[on[1]], nodes[on[2]]),
          middles: SIMD3(
            nodes[Self.middle(on[0], on[1])], nodes[Self.middle(on[1], on[2])], nodes[Self.middle(on[0], on[2])]),
          elements: SIMD2(w, across), opposite: SIMD2(k, opposite),
          nodes: [Int32](repeating: -1, count: (lattice.n + 1) * (lattice.n + 1))))
    }
    return Int(faceNumber[4 * w + k])
  }

  /// Local corners of a tetrahedron at a face's corners 0, 1, 2.
  func local(_ f: Int, _ w: Int) -> SIMD3<Int> {
    let nodes = tetrahedra[w]
    func find(_ v: Int32) -> Int { (0..<4).first { nodes[$0] == v }! }
    return SIMD3(find(faces[f].corners.x), find(faces[f].corners.y), find(faces[f].corners.z))
  }

  private func faceNode(_ f: Int, _ w: Int, _ shares: SIMD4<Int>) -> Int {
    let at = local(f, w)
    return (lattice.n + 1) * shares[at.y] + shares[at.z]
  }

  func cornerPoint(_ w: Int, _ k: Int) -> Int32 {
    let v = Int(tetrahedra[w][k])
    if cornerPoint[v] < 0 {
      var l = SIMD4<Double>.zero
      l[k] = 1
      cornerPoint[v] = point(w, l)
    }
    return cornerPoint[v]
  }

  /// The point of a node of a tetrahedron's lattice.
  func nodePoint(_ w: Int, _ node: Int) -> Int32 {
    let l = lattice.shares(node)
    func make() -> Int32 { point(w, SIMD4<Double>(l) * (1 / Double(lattice.n))) }
    switch (0..<4).filter({ l[$0] > 0 }) {
    case let on where on.count == 1: return cornerPoint(w, on[0])
    case let on where on.count == 2:
      let e = edge(w, on[0], on[1])
      let k = l[tetrahedra[w][on[0]] == edges[e].ends.1 ? on[0] : on[1]]
      if edges[e].nodes[k] < 0 { edges[e].nodes[k] = make() }
      return edges[e].nodes[k]
    case let on where on.count == 3:
      let f = face(w, 6 - on[0] - on[1] - on[2])
      let k = faceNode(f, w, l)
      if faces[f].nodes[k] < 0 { faces[f].nodes[k] = make() }
      return faces[f].nodes[k]
    default:
      if let known = parted[w]?.nodes[node] { return known }
      let p = make()
      parted[w]?.nodes[node] = p
      return p
    }
  }

  /// Points of all cuts on the way from one node of the lattice to the next, where that lies on a face or an edge of the mesh.
  func between(_ w: Int, _ i: Int, _ j: Int) -> [Int32] {
    let (a, b) = (lattice.shares(i), lattice.shares(j))
    switch (0..<4).filter({ a[$0] + b[$0] > 0 }) {
    case let on where on.count == 2:
      let e = edge(w, on[0], on[1])
      let end = tetrahedra[w][on[0]] == edges[e].ends.1 ? on[0] : on[1]
      let list = edges[e].crossings[min(a[end], b[end])].map(\.point)
      return a[end] < b[end] ? list : list.reversed()
    case let on where on.count == 3:
      let f = face(w, 6 - on[0] - on[1] - on[2])
      let (m, n) = (faceNode(f, w, a), faceNode(f, w, b))
      guard let list = faces[f].crossings[Self.pair(m, n)] else { return [] }
      return m < n ? list.map(\.point) : list.reversed().map(\.point)
    default: return []
    }
  }

  /// The slot that has the material of a tetrahedron on one side of its cut; of a whole one, itself.
  func slot(_ w: Int, _ side: Int8) -> Int {
    guard let own = parted[w] else { return w }
    return side > 0 ? w : own.other
  }
}
