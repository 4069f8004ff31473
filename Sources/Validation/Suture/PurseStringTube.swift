import Anatomy
import SimMath
import Simulation

/// The end of a tube with a purse string near its rim: twelve holes around it, on the middle of its wall.
///
/// Its axis is z; the first hole and the last lie beside each other at the top (+y), where both ends of the thread leave.
struct PurseStringTube {
  static let outer = 0.008
  static let wall = 0.001_5
  static let length = 0.020
  static let bites = 12

  let mesh: TissueMesh
  /// Where the thread goes through, first to last, m; one more than there are bites.
  let ring: [Vector3D]

  init() {
    var built = QuadraticGrid(cells: (24, 6, 1), closed: true).build { u, v, w in
      let (s, c) = Trigonometry.sincos(2 * Double.pi * u)
      let radius = Self.outer - Self.wall * (1 - w)
      return Vector3D(radius * s, radius * c, Self.length * v)
    }
    for (i, p) in built.places.enumerated() where p.1 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    mesh = built.mesh
    let (level, radius) = (Self.length - 0.003, Self.outer - 0.5 * Self.wall)
    ring = (0...Self.bites).map { k in
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(k) / Double(Self.bites))
      // The last is beside the first.
      return Vector3D(radius * s, radius * c, level + (k == Self.bites ? 0.000_6 : 0))
    }
  }
}
