import SimMath

/// The constant tables of a body's shells. Sizes: T triangles, H edges that bend, N vertices of the body.
final class ShellModel: Sendable {
  /// Floats of a triangle's row; see `Row`.
  static var stride: Int { 24 }
  /// Where what stands in a row. Energies and stresses are for the whole triangle.
  enum Row {
    /// Gradients of the second and third shape function in the plane, 1/m.
    static var gradients: Int { 0 }
    /// Lame's constants of plane stress and the shear modulus of the neo-Hookean law times the volume, J.
    static var lambda: Int { 4 }
    static var mu: Int { 5 }
    static var neoHookean: Int { 6 }
    /// Fibres: direction in the plane, k1 times the volume (J), k2.
    static var fibre: Int { 7 }
    static var fibreStiffness: Int { 9 }
    static var fibreExponent: Int { 10 }
    /// Square of the smallest normal that counts, m4.
    static var leastNormal: Int { 11 }
    /// G (00, 11, 22, 01, 02, 12), N m, and phi0.
    static var bending: Int { 12 }
    static var restAngles: Int { 18 }
  }

  let triangleCount: Int
  let hingeCount: Int
  /// [T][stride].
  let rows: FixedBuffer<Float>
  /// The triangle's vertices and those across its edges, -1 for none; [T][6].
  let vertices: FixedBuffer<Int32>
  /// Edge number of each side, H for a free one, and the triangle beyond it; [T][3], [T][3].
  let hinges: FixedBuffer<Int32>
  let beyond: FixedBuffer<Int32>
  /// Vertices p, q, i, o of each edge (`ShellPatch.angle`); [H][4].
  let hingeVertices: FixedBuffer<Int32>
  /// For each vertex: the patches it is in, as 6 triangle + local place; its own triangles; the edges whose angle it changes.
  let entryStart: FixedBuffer<Int32>
  let entries: FixedBuffer<Int32>
  let ownStart: FixedBuffer<Int32>
  let own: FixedBuffer<Int32>
  let edgeStart: FixedBuffer<Int32>
  let edges: FixedBuffer<Int32>
  /// Longest step of a vertex in one visit of the sweep, m; infinite where there is no shell; [N].
  let reach: FixedBuffer<Float>

  /// Share of the shortest edge at a vertex that it may move in one visit. A flat membrane has no stiffness against a
  /// vertex that leaves its plane, and what it has soon after rises with the square of the way: under a violent load a
  /// whole step would throw the vertex far out. Usual: a quarter, a strain of three percent; a tick of quiet motion asks for
  /// a hundredth.
  static var largestStep: Double { 0.25 }

  /// - Parameter x: the mesh as given.
  init(_ patches: [ShellPatch], positions x: [Vector3D]) {
    let n = x.count
    triangleCount = patches.count
    rows = FixedBuffer(count: Self.stride * patches.count, repeating: 0)
    vertices = FixedBuffer(patches.flatMap { $0.vertices.map { Int32($0) } }, padding: -1)
    var sides: [Int] = []
    var hingeList: [Int32] = []
    var beyondList: [Int32] = []
    var number: [[Int]: (hinge: Int, triangle: Int)] = [:]
    var free: [Int] = []
    for (t, patch) in patches.enumerated() {
      let v = patch.vertices
      for i in 0..<3 {
        guard v[3 + i] >= 0 else {
          free.append(hingeList.count)
          hingeList.append(-1)
          beyondList.append(-1)
          continue
        }
        let (p, q) = (v[(i + 1) % 3], v[(i + 2) % 3])
        // The other triangle has the same edge from q to p, with this triangle's corner across.
        if let known = number[[q, p, v[3 + i], v[i]]] {
          hingeList.append(Int32(known.hinge))
          beyondList.append(Int32(known.triangle / 3))
          beyondList[known.triangle] = Int32(t)
        } else {
          number[[p, q, v[i], v[3 + i]]] = (sides.count / 4, hingeList.count)
          hingeList.append(Int32(sides.count / 4))
          beyondList.append(-1)
          sides += [p, q, v[i], v[3 + i]]
        }
      }
    }
    hingeCount = sides.count / 4
    for k in free { hingeList[k] = Int32(sides.count / 4) }
    hinges = FixedBuffer(hingeList, padding: 0)
    beyond = FixedBuffer(beyondList, padding: -1)
    hingeVertices = FixedBuffer(sides.map { Int32($0) }, padding: -1)

    var patchesOf = [[Int32]](repeating: [], count: n)
    var ownOf = [[Int32]](repeating: [], count: n)
    var edgesOf = [[Int32]](repeating: [], count: n)
    for (t, patch) in patches.enumerated() {
      for (a, v) in patch.vertices.enumerated() where v >= 0 {
        patchesOf[v].append(Int32(6 * t + a))
        if a < 3 { ownOf[v].append(Int32(t)) }
      }
    }
    for (k, v) in sides.enumerated() { edgesOf[v].append(Int32(k / 4)) }
    func starts(_ lists: [[Int32]]) -> [Int32] { lists.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) } }
    entryStart = FixedBuffer(starts(patchesOf), padding: 0)
    entries = FixedBuffer(patchesOf.flatMap { $0 }, padding: 0)
    ownStart = FixedBuffer(starts(ownOf), padding: 0)
    own = FixedBuffer(ownOf.flatMap { $0 }, padding: 0)
    edgeStart = FixedBuffer(starts(edgesOf), padding: 0)
    edges = FixedBuffer(edgesOf.flatMap { $0 }, padding: 0)
    reach = FixedBuffer(count: n, repeating: .infinity)
    for patch in patches {
      for i in 0..<3 {
        let (p, q) = (patch.vertices[i], patch.vertices[(i + 1) % 3])
        let step = Float(Self.largestStep * (x[p] - x[q]).length)
        reach[p] = min(reach[p], step)
        reach[q] = min(reach[q], step)
      }
    }
    for (t, patch) in patches.enumerated() { fill(patch, rows.base + Self.stride * t) }
  }

  private func fill(_ patch: ShellPatch, _ row: UnsafeMutablePointer<Float>) {
    let m = patch.material
    let volume = patch.area * m.thickness
    for a in 1..<3 {
      row[Row.gradients + 2 * a - 2] = Float(patch.gradients[a].x)
      row[Row.gradients + 2 * a - 1] = Float(patch.gradients[a].y)
    }
    row[Row.lambda] = Float(volume * m.plane.lambda)
    row[Row.mu] = Float(volume * m.plane.mu)
    if case .neoHookean(let mu) = m.membrane { row[Row.neoHookean] = Float(volume * mu) }
    row[Row.fibre] = Float(patch.fibre.x)
    row[Row.fibre + 1] = Float(patch.fibre.y)
    row[Row.fibreStiffness] = Float(volume * (m.fibre?.stiffness ?? 0))
    row[Row.fibreExponent] = Float(m.fibre?.exponent ?? 1)
    row[Row.leastNormal] = Float(4e-6 * patch.area * patch.area)
    for (k, g) in patch.bending.enumerated() { row[Row.bending + k] = Float(g) }
    for (k, a) in patch.restAngles.enumerated() { row[Row.restAngles + k] = Float(a) }
  }
}
