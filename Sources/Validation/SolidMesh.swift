import Anatomy
public import SimMath
public import Simulation

/// A mesh of linear or ten-node tetrahedra whose nodes may be held along single axes.
public struct SolidMesh: Sendable {
  /// Stress-free positions, m.
  public var nodes: [Vector3D]
  /// Four or ten node indices each, in the order of `QuadraticTetrahedron`.
  public var elements: [[Int]]
  /// Axes along which each node stays where a solve starts it.
  public var held: [Axes]
  /// Cell of each element, over which `ElementKind.linearCellMean` takes the mean volume.
  public var cells: [Int]

  public init(nodes: [Vector3D], elements: [[Int]], cells: [Int]? = nil) {
    self.nodes = nodes
    self.elements = elements
    held = [Axes](repeating: [], count: nodes.count)
    self.cells = cells ?? Array(elements.indices)
  }

  public init(_ mesh: TissueMesh) {
    self.init(nodes: mesh.nodes, elements: mesh.tetrahedra)
    for v in mesh.nodes.indices where mesh.fixed[v] { held[v] = .all }
  }

  /// A box of cells of five tetrahedra each, bent by a map from 0 ... 1 along each direction to positions (m).
  public init(
    cells: (Int, Int, Int), kind: ElementKind, map: (Double, Double, Double) -> Vector3D
  ) {
    let mesh = QuadraticGrid(cells: cells).build(map).mesh
    self.init(nodes: mesh.nodes, elements: mesh.tetrahedra, cells: mesh.tetrahedra.indices.map { $0 / 5 })
    if !kind.isQuadratic { self = linear() }
  }

  /// The same elements without their middle nodes.
  func linear() -> SolidMesh {
    var number = [Int](repeating: -1, count: nodes.count)
    var kept: [Vector3D] = []
    var corners: [[Int]] = []
    for element in elements {
      corners.append(
        element[0..<4].map { v in
          if number[v] < 0 {
            number[v] = kept.count
            kept.append(nodes[v])
          }
          return number[v]
        })
    }
    return SolidMesh(nodes: kept, elements: corners, cells: cells)
  }

  /// Ten-node tetrahedra over linear ones: `middle` gives the place of the node between two corners.
  func quadratic(middle: (Int, Int) -> Vector3D) -> SolidMesh {
    var result = SolidMesh(nodes: nodes, elements: [], cells: cells)
    var known: [Int: Int] = [:]
    for element in elements {
      var list = Array(element[0..<4])
      for e in QuadraticTetrahedron.edges {
        let (a, b) = (min(list[e.0], list[e.1]), max(list[e.0], list[e.1]))
        let key = a * nodes.count + b
        if known[key] == nil {
          known[key] = result.nodes.count
          result.nodes.append(middle(a, b))
        }
        list.append(known[key]!)
      }
      result.elements.append(list)
    }
    result.held = [Axes](repeating: [], count: result.nodes.count)
    return result
  }

  /// Holds the nodes that satisfy a condition, besides what is held already.
  public mutating func hold(_ axes: Axes, where condition: (Vector3D) -> Bool) {
    for v in nodes.indices where condition(nodes[v]) { held[v].formUnion(axes) }
  }

  /// Faces of one element only, all of whose nodes satisfy a condition; three or six nodes each in the order of
  /// `QuadraticTriangle`, normals outward.
  public func boundary(where condition: (Vector3D) -> Bool) -> [[Int]] {
    let corners = [[0, 2, 1, 6, 5, 4], [0, 1, 3, 4, 8, 7], [1, 2, 3, 5, 9, 8], [0, 3, 2, 7, 9, 6]]
    var seen: [[Int]: Int] = [:]
    var faces: [[Int]] = []
    for element in elements {
      for c in corners {
        let face = (element.count == 10 ? c : Array(c[0..<3])).map { element[$0] }
        guard face.allSatisfy({ condition(nodes[$0]) }) else { continue }
        let key = face[0..<3].sorted()
        seen[key, default: 0] += 1
        faces.append(face)
      }
    }
    return faces.filter { seen[$0[0..<3].sorted()] == 1 }
  }

  /// Scalars that can move.
  public var degreesOfFreedom: Int {
    3 * nodes.count - held.reduce(0) { $0 + $1.rawValue.nonzeroBitCount }
  }

  /// Nodes that satisfy a condition.
  public func nodes(where condition: (Vector3D) -> Bool) -> [Int] { nodes.indices.filter { condition(nodes[$0]) } }

  /// The node nearest to a place.
  public func nearest(_ p: Vector3D) -> Int {
    nodes.indices.min { (nodes[$0] - p).lengthSquared < (nodes[$1] - p).lengthSquared }!
  }
}
