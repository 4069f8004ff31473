public import SimMath
public import Simulation

/// A sheet of a shell: blocks of two by two cells bent into any shape by a map, all diagonals alike, which keeps the
/// curvature of `ShellPatch` exact in twist too.
///
/// A block is two faces of six nodes, so that tools can touch the sheet and blood can press on it.
public struct ShellGrid: Sendable {
  /// Blocks along both directions.
  public var blocks: (Int, Int)
  /// Whether the first direction closes on itself.
  public var closed: Bool

  public init(blocks: (Int, Int), closed: Bool = false) {
    precondition(blocks.0 > (closed ? 1 : 0) && blocks.1 > 0)
    self.blocks = blocks
    self.closed = closed
  }

  /// A mesh of the sheet alone, and its faces, whose normals are du x dv.
  public struct Result: Sendable {
    public var mesh: TissueMesh
    /// Grid place of each node in cells.
    public var places: [(Int, Int)]
    public var faces: [[Int]]
  }

  /// - Parameter map: from grid place, 0 ... 1 along both directions, to position, m.
  public func build(_ material: ShellMaterial, _ map: (Double, Double) -> Vector3D) -> Result {
    let (nx, ny) = (2 * blocks.0, 2 * blocks.1)
    let width = closed ? nx : nx + 1
    var nodes: [Vector3D] = []
    var places: [(Int, Int)] = []
    for j in 0...ny {
      for i in 0..<width {
        nodes.append(map(Double(i) / Double(nx), Double(j) / Double(ny)))
        places.append((i, j))
      }
    }
    var faces: [[Int]] = []
    for j in 0..<blocks.1 {
      for i in 0..<blocks.0 {
        func node(_ a: Int, _ b: Int) -> Int { (2 * j + b) * width + (2 * i + a) % width }
        faces.append([node(0, 0), node(2, 0), node(2, 2), node(1, 0), node(2, 1), node(1, 1)])
        faces.append([node(0, 0), node(2, 2), node(0, 2), node(1, 1), node(1, 2), node(0, 1)])
      }
    }
    let shells = faces.flatMap { ShellTriangle.split($0).map { ShellTriangle(vertices: $0, material: material) } }
    let mesh = TissueMesh(
      nodes: nodes, tetrahedra: [], fixed: [Bool](repeating: false, count: nodes.count), shells: shells)
    return Result(mesh: mesh, places: places, faces: faces)
  }
}
