import SimMath

/// What cutting needs to know of a body as loaded.
///
/// A cut does not divide a tetrahedron's shape but its material: it becomes two of the same shape, each with the part of the
/// material on one side, and the vertices of what no longer hangs together are doubled (the virtual node algorithm of Molino,
/// Bao and Fedkiw 2004, with ten nodes and material shares at the four points). No tetrahedron is ever smaller or flatter
/// than before, so that no cut can make a sliver; mass, momentum and energy go on unchanged over the tick of the cut; and a
/// doubled vertex has the colour and the coarse motions of the one that it comes from.
final class CutModel: Sendable {
  let capacity: CutCapacity
  /// As loaded: N vertices, T tetrahedra, F touchable faces.
  let vertexCount: Int
  let elementCount: Int
  let faceCount: Int
  /// Tetrahedron across the face opposite to each corner, -1 for none; [T][4].
  let across: FixedBuffer<Int32>
  /// Mass of each node's share, kg; [T][10].
  let nodeMass: FixedBuffer<Float>
  /// Each node's part of the diagonal of the shear stiffness (`TissueModel.shearDiagonal`), N/m; [T][10].
  let nodeShear: FixedBuffer<Float>
  /// Share of each material point in the volume as loaded; [T][4].
  let pointShare: FixedBuffer<Float>
  /// Sphere about the middle of the corners that holds them, with a margin for stretch, m; [T].
  let radius: FixedBuffer<Float>
  /// Shortest edge at each vertex, m; [N].
  let edge: FixedBuffer<Float>
  /// Colour of the sweep of each vertex, -1 for fixed ones, and the first of the empty batches of each colour; [N], [colours].
  let colour: FixedBuffer<Int32>
  let spareStart: FixedBuffer<Int32>
  /// Tetrahedron and its nodes under each touchable face, and the touchable faces of each tetrahedron, -1 for none; [F], [F][6],
  /// [T][4].
  let faceElement: FixedBuffer<Int32>
  let faceNode: FixedBuffer<UInt8>
  let facesOfElement: FixedBuffer<Int32>
  /// Energy of a unit of new cut, J/m2; [T].
  let toughness: FixedBuffer<Float>
  /// A tetrahedron whose face blood presses on is not cut; [T].
  let isLining: FixedBuffer<Bool>
  /// Most groups of the coarse space on a vertex.
  let entriesPerVertex: Int

  /// Most tetrahedra around a vertex.
  static var incidenceLimit: Int { 128 }

  /// - Parameters:
  ///   - order: of the sweep, with empty batches.
  ///   - table: of the mesh's tetrahedra.
  ///   - entriesPerVertex: most groups of the coarse space on a vertex.
  init(
    _ capacity: CutCapacity, mesh: TissueMesh, points: [MaterialPoint], table: ElementTable, order: SweepOrder,
    entriesPerVertex: Int
  ) throws(TissueError) {
    guard mesh.shells.isEmpty else { throw .uncuttable(reason: "it has shells; cut tetrahedra only") }
    if let p = points.firstIndex(where: { $0.damage != nil }) {
      throw .uncuttable(reason: "material point \(p) can be damaged; leave out either damage or cutting")
    }
    self.capacity = capacity
    vertexCount = mesh.nodes.count
    let count = mesh.tetrahedra.count
    elementCount = count
    faceCount = mesh.contactFaces.count
    self.entriesPerVertex = entriesPerVertex
    across = FixedBuffer(TissueNeighbours.across(mesh), padding: -1)
    nodeMass = FixedBuffer(count: 10 * count, repeating: 0)
    nodeShear = FixedBuffer(count: 10 * count, repeating: 0)
    let rows = FixedBuffer(table.rows, padding: 0)
    let reference = FixedBuffer(ReferenceTetrahedron.table(), padding: 0)
    for t in 0..<count {
      for a in 0..<10 {
        nodeShear[10 * t + a] = Self.shear(rows.base + ElementTable.stride * t, reference.base, node: a)
      }
    }
    pointShare = FixedBuffer(count: 4 * count, repeating: 0)
    radius = FixedBuffer(count: count, repeating: 0)
    toughness = FixedBuffer((0..<count).map { Float(points[4 * $0].toughness) }, padding: 0)
    edge = FixedBuffer(count: vertexCount, repeating: .infinity)
    colour = FixedBuffer(order.colour, padding: -1)
    spareStart = FixedBuffer(order.spareStart, padding: 0)
    isLining = FixedBuffer(count: count, repeating: false)
    var around = [Int](repeating: 0, count: vertexCount)
    var owners: [[Int]: Int] = [:]
    for (t, tet) in mesh.tetrahedra.enumerated() {
      let x = tet.map { mesh.nodes[$0] }
      guard let geometry = QuadraticTetrahedron.gradients(x) else { throw .inverted(element: t) }
      let volume = geometry.reduce(0) { $0 + $1.volume }
      let mass = geometry.indices.reduce(0) { $0 + points[4 * t + $1].density * geometry[$1].volume }
      for (a, share) in QuadraticTetrahedron.massShares(geometry).enumerated() { nodeMass[10 * t + a] = Float(mass * share) }
      for q in 0..<4 { pointShare[4 * t + q] = Float(geometry[q].volume / volume) }
      let middle = 0.25 * ((x[0] + x[1]) + (x[2] + x[3]))
      radius[t] = Float(1.5 * (0..<4).map { (x[$0] - middle).length }.max()!)
      for (i, j) in QuadraticTetrahedron.edges {
        let length = Float((x[i] - x[j]).length)
        for v in [tet[i], tet[j]] { edge[v] = min(edge[v], length) }
      }
      for v in tet { around[v] += 1 }
      for k in 0..<4 { owners[(0..<4).filter { $0 != k }.map { tet[$0] }.sorted()] = t }
    }
    if let v = around.firstIndex(where: { $0 > Self.incidenceLimit }) {
      throw .uncuttable(reason: "node \(v) belongs to more than \(Self.incidenceLimit) tetrahedra; refine the elements around it")
    }
    facesOfElement = FixedBuffer(count: 4 * count, repeating: -1)
    faceElement = FixedBuffer(count: faceCount, repeating: -1)
    faceNode = FixedBuffer(count: 6 * faceCount, repeating: 0)
    for (f, face) in mesh.contactFaces.enumerated() {
      guard let t = owners[face.prefix(3).sorted()] else { throw .badFace(contact: true, face: f) }
      faceElement[f] = Int32(t)
      guard let free = (0..<4).first(where: { facesOfElement[4 * t + $0] < 0 }) else { throw .badFace(contact: true, face: f) }
      facesOfElement[4 * t + free] = Int32(f)
      for k in 0..<6 {
        guard let a = mesh.tetrahedra[t].firstIndex(of: face[k]) else { throw .badFace(contact: true, face: f) }
        faceNode[6 * f + k] = UInt8(a)
      }
    }
    for (f, face) in mesh.cavityFaces.enumerated() {
      guard let t = owners[face.prefix(3).sorted()] else { throw .badFace(contact: false, face: f) }
      isLining[t] = true
    }
  }

  /// Sum over the points of c' (V mu G) c with a node's reference gradient c, N/m.
  ///
  /// - Parameters:
  ///   - rows: of a tetrahedron in ``ElementTable``.
  ///   - reference: ``ReferenceTetrahedron/table()``.
  static func shear(_ rows: UnsafeMutablePointer<Float>, _ reference: UnsafeMutablePointer<Float>, node a: Int) -> Float {
    let c = reference + ReferenceTetrahedron.stride * a
    var sum: Float = 0
    for q in 0..<4 {
      let (x, y, z) = (c[q], c[8 + q], c[16 + q])
      let squares = (rows[q] * x * x + rows[4 + q] * y * y) + rows[8 + q] * z * z
      sum += squares + 2 * ((rows[12 + q] * x * y + rows[16 + q] * x * z) + rows[20 + q] * y * z)
    }
    return sum
  }
}
