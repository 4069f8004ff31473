import Anatomy
import SimMath
import Simulation

/// One of two blocks, 15 mm long, 30 mm wide and 4 mm thick, whose edges lie 10 mm from each other; the left one is held at its far
/// side.
struct ParachuteSide {
  private static let (half, edge, thickness, width) = (0.020, 0.005, 0.004, 0.030)

  let mesh: TissueMesh
  /// The node in the middle of its edge, upper side.
  let middle: Int

  /// - Parameter side: -1 left, 1 right.
  init(_ side: Double) {
    let from = side > 0 ? Self.edge : -Self.half
    var built = QuadraticGrid(cells: (4, 8, 1)).build { u, v, w in
      Vector3D(from + (Self.half - Self.edge) * u, Self.thickness * (w - 1), -Self.width * (v - 0.5))
    }
    built.mesh.contactFaces = built.top
    for (i, place) in built.places.enumerated() where side < 0 && place.0 == 0 { built.mesh.fixed[i] = true }
    middle = built.places.firstIndex { $0.0 == (side < 0 ? 8 : 0) && $0.1 == 8 && $0.2 == 2 }!
    mesh = built.mesh
  }

  /// Where a stitch goes through the upper side, and through the wall of the edge, m.
  static func bite(_ side: Double, _ z: Double) -> Vector3D { Vector3D(side * (edge + 0.003), -1e-4, z) }
  static func wall(_ side: Double, _ z: Double) -> Vector3D { Vector3D(side * (edge + 1e-5), -0.5 * thickness, z) }
}
