public import SimMath

/// The constant part of a body of soft tissue: mesh, material points, mass, the order of the sweep and the coarse space.
///
/// Immutable after `init`; any number of threads and states may use one model. Sizes: `vertexCount` N vertices,
/// `tetrahedronCount` T ten-node tetrahedra with four material points each.
public final class TissueModel: Sendable {
  public let vertexCount: Int
  public let tetrahedronCount: Int
  /// Positions as loaded, [N][4] m, fourth component 0.
  let rest: FixedBuffer<Float>
  /// Mass of each vertex, kg; [N].
  let mass: FixedBuffer<Float>
  /// 1 for vertices that move, 0 for fixed ones; [N].
  let isFree: FixedBuffer<UInt8>
  /// No vertex is fixed.
  let isFreeBody: Bool

  /// The ten vertices of each tetrahedron; [T][10].
  let tetrahedra: FixedBuffer<Int32>
  /// ``ReferenceTetrahedron/table()``.
  let reference = FixedBuffer<Float>(ReferenceTetrahedron.table(), padding: 0)
  /// ``ReferenceTetrahedron/columns()``.
  let referenceColumns = FixedBuffer<Float>(ReferenceTetrahedron.columns(), padding: 0)
  /// What the kernel knows of each tetrahedron, as ``ElementTable`` has it; [T][8][4 points].
  let elements: FixedBuffer<Float>
  /// Rest volume times mu and times l of each material point, J, and its volume ratio's share of the tangents' determinant,
  /// 1/m3; [T][3][4 points].
  let coefficients: FixedBuffer<Float>

  /// The order of the sweep (``SweepOrder``): vertices in batches of eight, -1 for an empty lane; [B][8].
  let batches: FixedBuffer<Int32>
  /// First batch of each unit, and how many at its end are visited once; first unit of each phase.
  let unitStart: FixedBuffer<Int32>
  let unitTurn: FixedBuffer<Int32>
  let phaseStart: FixedBuffer<Int32>
  public let phaseCount: Int
  /// Where each vertex's entries of `pairs` begin; [N + 1].
  let pairStart: FixedBuffer<Int32>
  /// For each vertex, its tetrahedra as 10 t + local node.
  let pairs: FixedBuffer<Int32>
  /// As ``VertexRounds`` has them, in the order of the sweep.
  let roundStart: FixedBuffer<Int32>
  let rounds: FixedBuffer<Int32>
  /// Sum over the vertex's material points of volume x mu |gradient|^2, N/m; [N].
  let shearDiagonal: FixedBuffer<Float>

  /// Union of the terms of each round's tetrahedra beyond neo-Hookean (``LawTerms``); [rounds].
  let roundTerms: FixedBuffer<UInt8>
  /// As ``LawTable`` has them.
  let lawPlace: FixedBuffer<Int32>
  let lawTerms: FixedBuffer<UInt8>
  let lawMuscle: FixedBuffer<Int32>
  let lawRows: FixedBuffer<Float>
  /// W = X^-1 F0 of each place with the tangents X of the mesh as loaded and the prestretch F0, so that the deformation
  /// gradient is the present tangents times W, 1/m; [R][9][4 points], 3 x 3 by columns.
  let lawFrames: FixedBuffer<Float>
  /// Some law goes beyond neo-Hookean; some law remembers the start of the tick.
  let hasLaws: Bool
  let hasTimedLaws: Bool
  let damage: DamageTable
  /// Some element can be damaged.
  var hasDamage: Bool { damage.elements.count > 0 }

  let shells: ShellModel
  /// What the rounding of single precision may add up to in the sum of the elements' energies, J.
  let energyRounding: Double

  let coarse: CoarseSpace
  /// Nil where nothing can be cut. Vertices and tetrahedra that cuts can add come after those of the mesh in all arrays, without
  /// mass and stiffness.
  let cut: CutModel?

  /// Activation signals that muscles can follow.
  public static var muscles: Int { 8 }

  /// - Parameters:
  ///   - mesh: as loaded.
  ///   - points: four for each tetrahedron, in the order of the mesh.
  ///   - coarse: how fine the coarse space is.
  ///   - cuts: room for cutting; nil for a body that stays whole.
  /// - Throws: `TissueError` naming the element or point that cannot be used.
  public init(
    mesh: TissueMesh, points: [MaterialPoint], coarse parameters: CoarseParameters, cuts: CutCapacity? = nil
  ) throws(TissueError) {
    let n = mesh.nodes.count
    let t = mesh.tetrahedra.count
    guard t > 0 || !mesh.shells.isEmpty else { throw .empty }
    guard points.count == 4 * t else { throw .materialPoints(expected: 4 * t, got: points.count) }
    try MeshCheck.nodes(of: mesh)
    if cuts != nil && parameters.turning { throw .uncuttable(reason: "its coarse correction turns with it") }
    if cuts != nil && parameters.refresh != nil { throw .uncuttable(reason: "its coarse operator is made anew") }
    vertexCount = n + (cuts?.vertices ?? 0)
    tetrahedronCount = t + (cuts?.elements ?? 0)

    rest = FixedBuffer(count: 4 * vertexCount, repeating: 0)
    isFree = FixedBuffer(count: vertexCount, repeating: 0)
    isFreeBody = !mesh.fixed.contains(true)
    for (i, p) in mesh.nodes.enumerated() {
      rest[4 * i] = Float(p.x)
      rest[4 * i + 1] = Float(p.y)
      rest[4 * i + 2] = Float(p.z)
      isFree[i] = mesh.fixed[i] ? 0 : 1
    }

    tetrahedra = FixedBuffer(count: 10 * tetrahedronCount, repeating: 0)
    var mass = [Double](repeating: 0, count: n)
    var shear = [Double](repeating: 0, count: n)
    var incident = [[Int32]](repeating: [], count: n)
    var volumes = [Double](repeating: 0, count: 4 * t)
    var frames = [Matrix3D](repeating: .identity, count: 4 * t)
    for (e, tet) in mesh.tetrahedra.enumerated() {
      guard tet.count == 10, tet.allSatisfy({ $0 >= 0 && $0 < n }) else { throw .indexOutOfRange(element: e) }
      guard let geometry = QuadraticTetrahedron.gradients(tet.map { mesh.nodes[$0] }) else {
        throw .inverted(element: e)
      }
      let shares = QuadraticTetrahedron.massShares(geometry)
      var elementMass = 0.0
      for q in 0..<4 {
        let point = points[4 * e + q]
        if let fault = point.fault { throw .badMaterial(point: 4 * e + q, reason: fault) }
        let volume = geometry[q].volume / point.prestretch.determinant
        volumes[4 * e + q] = volume
        frames[4 * e + q] = ReferenceTetrahedron.frame(
          tet.map { mesh.nodes[$0] }, point: q, prestretch: point.prestretch)
        elementMass += point.density * geometry[q].volume
        let pull = point.prestretch.transpose
        for a in 0..<10 { shear[tet[a]] += volume * point.law.shear * (pull * geometry[q].gradient[a]).lengthSquared }
      }
      for a in 0..<10 {
        tetrahedra[10 * e + a] = Int32(tet[a])
        mass[tet[a]] += elementMass * shares[a]
        incident[tet[a]].append(Int32(10 * e + a))
      }
    }
    let table = ElementTable(points: points, volumes: volumes, frames: frames)
    elements = FixedBuffer(table.rows, count: ElementTable.stride * tetrahedronCount, padding: 0)
    coefficients = FixedBuffer(table.coefficients, count: 12 * tetrahedronCount, padding: 0)
    let patches = try ShellPatch.patches(of: mesh)
    for patch in patches { for v in patch.vertices[0..<3] { mass[v] += patch.mass / 3 } }
    shells = ShellModel(patches, positions: mesh.nodes)
    // An energy is the difference of two numbers of the size of volume times stiffness.
    var stiffness = 0.0
    for (p, point) in points.enumerated() { stiffness += volumes[p] * point.law.shear }
    for patch in patches {
      let thickness = patch.material.thickness
      stiffness += patch.area * 12 * patch.material.bendingStiffness / (thickness * thickness)
    }
    energyRounding = 1e-7 * stiffness
    try MeshCheck.masses(mass, of: mesh)
    self.mass = FixedBuffer(mass.map { Float($0) }, count: vertexCount, padding: 0)
    shearDiagonal = FixedBuffer(shear.map { Float($0) }, count: vertexCount, padding: 0)

    var starts: [Int32] = [0]
    for list in incident { starts.append(starts.last! + Int32(list.count)) }
    pairStart = FixedBuffer(starts, count: vertexCount + 1, padding: starts.last!)
    pairs = FixedBuffer(incident.flatMap { $0 }, padding: 0)
    // Where there are shells, a face that a tool touches need not lie on one tetrahedron.
    let apart =
      patches.isEmpty
      ? mesh.tetrahedra : mesh.tetrahedra + patches.map { $0.vertices.filter { $0 >= 0 } } + mesh.contactFaces
    let order = SweepOrder(
      positions: mesh.nodes, groups: apart, fixed: mesh.fixed, incidence: incident.map(\.count),
      spare: cuts?.batchesPerColour ?? 0)
    try MeshCheck.order(order)
    batches = FixedBuffer(order.batches, padding: -1)
    unitStart = FixedBuffer(order.unitStart, padding: 0)
    unitTurn = FixedBuffer(order.unitTurn, padding: 0)
    phaseStart = FixedBuffer(order.phaseStart, padding: 0)
    phaseCount = order.phaseStart.count - 1
    let rounds = VertexRounds(
      batches: batches.base, count: order.batches.count, pairStart: pairStart.base, pairs: pairs.base)
    roundStart = FixedBuffer(rounds.start, padding: 0)
    self.rounds = FixedBuffer(rounds.entries, padding: 0)
    var laws = LawTable(points: points, volumes: volumes)
    hasLaws = laws.terms.count > 1
    if hasLaws, let cuts { laws.addRoom(for: cuts.elements) }
    lawPlace = FixedBuffer(laws.place, count: tetrahedronCount, padding: 0)
    lawTerms = FixedBuffer(laws.terms, padding: 0)
    lawMuscle = FixedBuffer(laws.muscle, padding: 0)
    lawRows = FixedBuffer(laws.rows, padding: 0)
    lawFrames = FixedBuffer(laws.frames(frames), padding: 0)
    damage = DamageTable(points: points, volumes: volumes, laws: laws)
    hasTimedLaws = laws.terms.contains { !LawTerms(rawValue: $0).isDisjoint(with: .timed) }
    func terms(_ t: Int32) -> UInt8 { laws.terms[Int(laws.place[Int(t)])] }
    roundTerms = FixedBuffer(
      stride(from: 0, to: rounds.entries.count, by: VertexRounds.stride).map { r in
        (0..<4).reduce(0) { $0 | terms(rounds.entries[r + $1]) }
      }, padding: 0)

    var tangent = TissueStiffness(mesh: mesh, points: points)
    for patch in patches { tangent.add(patch, at: mesh.nodes) }
    coarse = try CoarseSpace(
      positions: mesh.nodes, fixed: mesh.fixed, mass: mass, stiffness: tangent.matrix,
      coarse: parameters)
    if let cuts {
      let space = coarse
      let entries = (0..<n).map { Int(space.entryStart[$0 + 1] - space.entryStart[$0]) }.max()!
      cut = try CutModel(
        cuts, mesh: mesh, points: points, table: table, order: order, entriesPerVertex: entries)
    } else {
      cut = nil
    }
  }

  /// Unknowns of the coarse space.
  public var coarseUnknowns: Int { CoarseSpace.modes * coarse.groupCount }

  /// Bytes of constant tables that a tick reads.
  public var byteCount: Int {
    4 * (rest.count + mass.count + tetrahedra.count + elements.count + coefficients.count + batches.count
      + pairs.count + rounds.count + shearDiagonal.count + lawRows.count + lawFrames.count + shells.rows.count
      + coarse.entryGroup.count
      + coarse.entryWeights.count + coarse.factor.tiles.count + coarse.factor.diagonal.count)
  }

  /// Middle of the corners of a tetrahedron as loaded, m.
  func restMiddle(ofTetrahedron t: Int) -> Vector3 {
    0.25
      * ((restPosition(Int(tetrahedra[10 * t])) + restPosition(Int(tetrahedra[10 * t + 1])))
        + (restPosition(Int(tetrahedra[10 * t + 2])) + restPosition(Int(tetrahedra[10 * t + 3]))))
  }

  /// Position as loaded of vertex `i`, m.
  public func restPosition(_ i: Int) -> Vector3 { Vector3(rest[4 * i], rest[4 * i + 1], rest[4 * i + 2]) }
}
