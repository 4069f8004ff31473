import SimMath

/// Which tetrahedra lie beside each other and how they are pierced, for what moves through the tissue.
final class TissueNeighbours: Sendable {
  /// Across the face opposite to each corner, -1 for none; [T][4].
  let across: FixedBuffer<Int32>
  /// The ten vertices of each; [T][10].
  let tetrahedra: FixedBuffer<Int32>
  /// [T].
  let puncture: FixedBuffer<PunctureResistance>

  init(_ mesh: TissueMesh, _ points: [MaterialPoint]) {
    tetrahedra = FixedBuffer(mesh.tetrahedra.flatMap { $0.map { Int32($0) } }, padding: 0)
    puncture = FixedBuffer(mesh.tetrahedra.indices.map { points[4 * $0].puncture }, padding: .aorta)
    across = FixedBuffer(Self.across(mesh), padding: -1)
  }

  /// The tetrahedron across the face opposite to each corner, -1 for none; [T][4].
  static func across(_ mesh: TissueMesh) -> [Int32] {
    var across = [Int32](repeating: -1, count: 4 * mesh.tetrahedra.count)
    var open: [[Int]: Int] = [:]
    for (e, tet) in mesh.tetrahedra.enumerated() {
      for k in 0..<4 {
        let face = (0..<4).filter { $0 != k }.map { tet[$0] }.sorted()
        if let other = open.removeValue(forKey: face) {
          across[4 * e + k] = Int32(other / 4)
          across[other] = Int32(e)
        } else {
          open[face] = 4 * e + k
        }
      }
    }
    return across
  }

  func combine(into h: inout StateHash) {
    for t in 0..<puncture.count {
      let p = puncture[t]
      for x in [p.threshold, p.cutting, p.friction, p.tearForce, p.threadGrip] { h.combine(x.bitPattern) }
    }
  }
}
