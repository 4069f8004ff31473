import SimMath

/// The constant part of heat in a body: how much each vertex of the mesh holds, what flows between neighbours, and how far one
/// step goes. Sizes: N vertices of the mesh as loaded; those that cuts add have none.
///
/// Linear elements on the tissue's own nodes: each ten-node tetrahedron is eight of four nodes, with the heat of each lumped in its
/// corners. In the mesh as loaded: what deformation does to conduction is left out. No heat leaves by the surface.
///
/// Immutable; any number of threads and states may use one model.
public final class HeatModel: Sendable {
  public let tissue: TissueHeat
  public let vertexCount: Int
  /// Of tissue that belongs to each vertex, m3; [N]. Zero where there are only shells.
  public let volume: FixedBuffer<Double>
  /// Where each vertex's entries of the next two begin; [N + 1].
  let start: FixedBuffer<Int32>
  /// Its neighbours, and what flows from each to it for a difference of 1 K, W/K.
  let neighbour: FixedBuffer<Int32>
  let conductance: FixedBuffer<Double>
  /// Ticks of a step: a part of the vertices has its turn in each.
  public let ticks: Int
  /// Under this temperature no damage is counted, degrees C: there a day gives less than a tenth of what coagulates. 49 for an
  /// artery, 41 for skin.
  let harmless: Double
  /// Vertices at which vessels bleed, and how much, m3/s; [sources].
  let sourceVertex: FixedBuffer<Int32>
  let sourceFlow: FixedBuffer<Double>

  /// Longest step, ticks. Usual: 8; with 1 every vertex has its turn in each tick, which costs eight times as much.
  static var longestStep: Int { 8 }

  /// - Parameter sources: vessels that bleed until the tissue there is coagulated.
  /// - Throws: `TissueError` for a constant or a mesh with which heat cannot be followed.
  public init(mesh: TissueMesh, _ tissue: TissueHeat, sources: [BleedingSource] = []) throws(TissueError) {
    if let fault = tissue.fault { throw .heat(reason: fault) }
    self.tissue = tissue
    harmless = tissue.damage.temperature(rate: 1e-6)
    let n = mesh.nodes.count
    vertexCount = n
    var around = [[Int32]](repeating: [], count: n)
    var flow = [[Double]](repeating: [], count: n)
    var volume = [Double](repeating: 0, count: n)
    func add(_ a: Int, _ b: Int, _ g: Double) {
      guard let k = around[a].firstIndex(of: Int32(b)) else {
        around[a].append(Int32(b))
        flow[a].append(g)
        return
      }
      flow[a][k] += g
    }
    for (e, nodes) in mesh.tetrahedra.enumerated() {
      for part in Self.parts(nodes.map { mesh.nodes[$0] }) {
        let x = part.map { mesh.nodes[nodes[$0]] }
        let (gradient, v) = Self.gradients(x)
        guard v > 0 else { throw .inverted(element: e) }
        for a in 0..<4 {
          volume[nodes[part[a]]] += 0.25 * v
          for b in 0..<4 where b != a {
            add(nodes[part[a]], nodes[part[b]], -tissue.conductivity * v * gradient[a].dot(gradient[b]))
          }
        }
      }
    }
    // In one step no vertex may give more than it has: the diagonal of the explicit step stays positive.
    var ticks = Self.longestStep
    for v in 0..<n where volume[v] > 0 {
      let out = flow[v].reduce(0) { $0 + abs($1) } + tissue.perfusion * tissue.bloodCapacity * volume[v]
      while 0.001 * Double(ticks) * out > tissue.volumetric * volume[v] {
        guard ticks > 1 else {
          throw .heat(reason: "the elements at node \(v) are too small for steps of 1 ms; coarsen the mesh there")
        }
        ticks /= 2
      }
    }
    self.ticks = ticks
    self.volume = FixedBuffer(volume, padding: 0)
    var starts: [Int32] = [0]
    for list in around { starts.append(starts.last! + Int32(list.count)) }
    start = FixedBuffer(starts, padding: 0)
    neighbour = FixedBuffer(around.flatMap { $0 }, padding: 0)
    conductance = FixedBuffer(flow.flatMap { $0 }, padding: 0)
    sourceVertex = FixedBuffer(
      sources.map { source in
        let nearest = mesh.nodes.indices.filter { volume[$0] > 0 }.min {
          (mesh.nodes[$0] - source.site).length < (mesh.nodes[$1] - source.site).length
        }
        return Int32(nearest ?? 0)
      }, padding: 0)
    sourceFlow = FixedBuffer(sources.map(\.flow), padding: 0)
  }

  /// Of a body in which no heat is followed.
  init() {
    tissue = .soft
    harmless = tissue.boiling
    vertexCount = 0
    ticks = 1
    volume = FixedBuffer(count: 0, repeating: 0)
    start = FixedBuffer(count: 1, repeating: 0)
    neighbour = FixedBuffer(count: 0, repeating: 0)
    conductance = FixedBuffer(count: 0, repeating: 0)
    sourceVertex = FixedBuffer(count: 0, repeating: 0)
    sourceFlow = FixedBuffer(count: 0, repeating: 0)
  }

  /// s.
  var step: Double { 0.001 * Double(ticks) }

  /// The eight linear tetrahedra of a quadratic one, as its nodes: four at the corners, and the middle parted along the shortest
  /// of its diagonals.
  ///
  /// - Parameter x: the ten nodes, m.
  static func parts(_ x: [Vector3D]) -> [[Int]] {
    // Diagonals of the octahedron in the middle, and its other nodes around each.
    let diagonals = [((4, 9), [6, 7, 8, 5]), ((5, 7), [4, 6, 9, 8]), ((6, 8), [4, 5, 9, 7])]
    let (axis, ring) = diagonals.min { (x[$0.0.0] - x[$0.0.1]).length < (x[$1.0.0] - x[$1.0.1]).length }!
    var parts = [[0, 4, 6, 7], [4, 1, 5, 8], [6, 5, 2, 9], [7, 8, 9, 3]]
    for k in 0..<4 { parts.append([axis.0, axis.1, ring[k], ring[(k + 1) % 4]]) }
    let corners = [Vector3D(0, 0, 0), Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1)]
    let reference = corners + QuadraticTetrahedron.edges.map { 0.5 * (corners[$0.0] + corners[$0.1]) }
    // The same hand as the whole.
    return parts.map { p in
      gradients(p.map { reference[$0] }).volume > 0 ? p : [p[0], p[1], p[3], p[2]]
    }
  }

  /// Gradients of the four linear shape functions, 1/m, and the volume, m3; negative where it is inverted.
  static func gradients(_ x: [Vector3D]) -> (gradient: [Vector3D], volume: Double) {
    let (a, b, c) = (x[1] - x[0], x[2] - x[0], x[3] - x[0])
    let six = a.dot(b.cross(c))
    let g = [(1 / six) * b.cross(c), (1 / six) * c.cross(a), (1 / six) * a.cross(b)]
    return ([-1 * (g[0] + g[1] + g[2])] + g, six / 6)
  }

  func combine(into h: inout StateHash) {
    tissue.combine(into: &h)
    h.combine(UInt64(ticks))
    for v in 0..<vertexCount { h.combine(volume[v].bitPattern) }
    for k in 0..<conductance.count {
      h.combine(UInt64(neighbour[k]))
      h.combine(conductance[k].bitPattern)
    }
    for s in 0..<sourceFlow.count {
      h.combine(UInt64(sourceVertex[s]))
      h.combine(sourceFlow[s].bitPattern)
    }
  }
}
