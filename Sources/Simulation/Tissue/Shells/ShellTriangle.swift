/// A triangle of a shell: three vertices of the mesh, which may be vertices of tetrahedra too.
///
/// On a face of a ten-node tetrahedron four triangles lie, one at each corner and one between the middles of its edges, so
/// that all six nodes are shared.
public struct ShellTriangle: Equatable, Sendable {
  /// Three vertices; the triangles of a sheet turn the same way round.
  public var vertices: [Int]
  public var material: ShellMaterial
  /// Triangles of one sheet bend about the edges that they share; two sheets meet in a line of hinges without stiffness.
  public var sheet: Int

  public init(vertices: [Int], material: ShellMaterial, sheet: Int = 0) {
    self.vertices = vertices
    self.material = material
    self.sheet = sheet
  }

  /// The four triangles on a face of six nodes in the order of `QuadraticTriangle`.
  public static func split(_ face: [Int]) -> [[Int]] {
    let (a, b, c, ab, bc, ca) = (face[0], face[1], face[2], face[3], face[4], face[5])
    return [[a, ab, ca], [ab, b, bc], [ca, bc, c], [ab, bc, ca]]
  }
}
