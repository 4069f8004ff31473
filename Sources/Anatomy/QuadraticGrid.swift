public import SimMath
public import Simulation

/// A box of cells, bent into any shape by a map, as a mesh of ten-node tetrahedra: five to a cell, mirrored from cell to
/// cell so that faces match.
public struct QuadraticGrid: Sendable {
  /// Cells along the three grid directions; even along a direction that closes on itself.
  public var cells: (Int, Int, Int)
  /// Whether the first direction closes on itself (a tube).
  public var closed: Bool

  public init(cells: (Int, Int, Int), closed: Bool = false) {
    precondition(cells.0 > 0 && cells.1 > 0 && cells.2 > 0 && (!closed || cells.0 % 2 == 0))
    self.cells = cells
    self.closed = closed
  }

  /// What lies on a side of the grid.
  public struct Result: Sendable {
    public var mesh: TissueMesh
    /// Grid place of each node in half cells.
    public var places: [(Int, Int, Int)]
    /// Faces on the low and the high side of the third direction, normals out of the tissue.
    public var bottom: [[Int]]
    public var top: [[Int]]
  }

  /// - Parameter map: from grid place, 0 ... 1 along each direction, to position, m.
  public func build(_ map: (Double, Double, Double) -> Vector3D) -> Result {
    let (nx, ny, nz) = (2 * cells.0, 2 * cells.1, 2 * cells.2)
    let sx = closed ? nx : nx + 1
    func number(_ p: (Int, Int, Int)) -> Int { ((p.1 * sx) + (closed ? p.0 % nx : p.0)) * (nz + 1) + p.2 }

    // Corner offsets of the five tetrahedra of an even and of an odd cell.
    let corners = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)]
    let even = [[0, 1, 2, 5], [0, 2, 3, 7], [0, 5, 7, 4], [2, 7, 5, 6], [0, 2, 7, 5]]
    let odd = [[1, 2, 3, 6], [1, 3, 0, 4], [1, 6, 4, 5], [3, 4, 6, 7], [1, 3, 4, 6]]
    var elements: [[(Int, Int, Int)]] = []
    for j in 0..<cells.1 {
      for i in 0..<cells.0 {
        for k in 0..<cells.2 {
          for tet in (i + j + k) % 2 == 0 ? even : odd {
            let c = tet.map { (2 * (i + corners[$0].0), 2 * (j + corners[$0].1), 2 * (k + corners[$0].2)) }
            var nodes = c
            for e in QuadraticTetrahedron.edges {
              let (a, b) = (c[e.0], c[e.1])
              nodes.append(((a.0 + b.0) / 2, (a.1 + b.1) / 2, (a.2 + b.2) / 2))
            }
            elements.append(nodes)
          }
        }
      }
    }

    // Only places that an element uses become nodes, in the order of the grid.
    var index: [Int: Int] = [:]
    var places: [(Int, Int, Int)] = []
    var nodes: [Vector3D] = []
    for j in 0...ny {
      for i in 0..<sx {
        for k in 0...nz {
          let odds = (i & 1) + (j & 1) + (k & 1)
          guard odds < 3 else { continue }
          let p = (i, j, k)
          index[number(p)] = nodes.count
          places.append(p)
          nodes.append(map(Double(i) / Double(nx), Double(j) / Double(ny), Double(k) / Double(nz)))
        }
      }
    }
    var tetrahedra: [[Int]] = []
    var bottom: [[Int]] = []
    var top: [[Int]] = []
    for element in elements {
      var tet = element.map { index[number($0)]! }
      let x = tet.map { nodes[$0] }
      if (x[1] - x[0]).cross(x[2] - x[0]).dot(x[3] - x[0]) < 0 {
        let order = [0, 2, 1, 3, 6, 5, 4, 7, 9, 8]
        tet = order.map { tet[$0] }
      }
      tetrahedra.append(tet)
      for face in Self.faces {
        let f = face.map { tet[$0] }
        if f.allSatisfy({ places[$0].2 == 0 }) { bottom.append(f) }
        if f.allSatisfy({ places[$0].2 == nz }) { top.append(f) }
      }
    }
    let mesh = TissueMesh(
      nodes: nodes, tetrahedra: tetrahedra, fixed: [Bool](repeating: false, count: nodes.count))
    return Result(mesh: mesh, places: places, bottom: bottom, top: top)
  }

  /// The four faces of a tetrahedron as local nodes in the order of `QuadraticTriangle`, normals outward.
  static let faces = [[0, 2, 1, 6, 5, 4], [0, 1, 3, 4, 8, 7], [1, 2, 3, 5, 9, 8], [0, 3, 2, 7, 9, 6]]

  /// A face seen from its other side.
  public static func reversed(_ face: [Int]) -> [Int] { [face[0], face[2], face[1], face[5], face[4], face[3]] }
}
