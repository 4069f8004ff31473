import SimMath
public import Simulation

extension TissueMesh {
  /// Adds another mesh, with nodes that lie within `distance` (m) of a node of this one made the same: a leaflet on a wall, a
  /// patch on a rim.
  ///
  /// - Returns: the number that each node of the other mesh has now.
  @discardableResult public mutating func sew(_ other: TissueMesh, within distance: Double = 1e-6) -> [Int] {
    let own = nodes.count
    var number: [Int] = []
    for (v, p) in other.nodes.enumerated() {
      let near = (0..<own).min { (nodes[$0] - p).lengthSquared < (nodes[$1] - p).lengthSquared }
      if let near, (nodes[near] - p).length <= distance {
        number.append(near)
        fixed[near] = fixed[near] || other.fixed[v]
      } else {
        number.append(nodes.count)
        nodes.append(p)
        fixed.append(other.fixed[v])
      }
    }
    tetrahedra += other.tetrahedra.map { $0.map { number[$0] } }
    contactFaces += other.contactFaces.map { $0.map { number[$0] } }
    cavityFaces += other.cavityFaces.map { $0.map { number[$0] } }
    let sheets = 1 + (shells.map(\.sheet).max() ?? -1)
    shells += other.shells.map {
      ShellTriangle(vertices: $0.vertices.map { number[$0] }, material: $0.material, sheet: sheets + $0.sheet)
    }
    return number
  }
}
