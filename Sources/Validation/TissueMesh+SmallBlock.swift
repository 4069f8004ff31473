import Anatomy
import SimMath
public import Simulation

extension TissueMesh {
  /// A free block of 100 x 100 x 50 mm in 160 tetrahedra, centred on the z axis and standing on z = 0.
  public static func smallBlock() -> TissueMesh {
    QuadraticGrid(cells: (4, 4, 2)).build { u, v, w in Vector3D(0.1 * u - 0.05, 0.1 * v - 0.05, 0.05 * w) }.mesh
  }
}
