import Frames
import SimMath

/// What is around two vessels on a workbench: an approximator that holds their far ends, over a cloth.
enum BenchField {
  /// The cloth's height below the vessels' axis, m.
  private static let cloth: Float = -0.012

  /// The approximator: a clamp at either end, on one bar.
  static func things(_ stage: Stage) -> TriangleMesh {
    let length = Float(stage.vessel.length)
    let radius = Float(stage.vessel.outerRadius)
    let half = radius + 0.0012
    var mesh = TriangleMesh()
    for side in [Float(-1), 1] {
      let z = side < 0 ? -0.0016 : length + 0.0016
      mesh.append(
        .box(
          center: SIMD3(0, -0.0006, z), half: SIMD3(half, half + 0.0006, 0.0016), radius: 0.0006, material: .brushed))
      mesh.append(
        .box(
          center: SIMD3(0, 0.5 * (cloth - half), z), half: SIMD3(0.0012, 0.5 * (-cloth - half) + 0.0008, 0.0012),
          radius: 0.0005, material: .steel))
    }
    mesh.append(
      .box(
        center: SIMD3(0, cloth + 0.0014, 0.5 * length), half: SIMD3(0.0018, 0.0012, 0.5 * length + 0.006), radius: 0.0006,
        material: .steel))
    return mesh
  }

  /// A folded towel under them, with the creases of its cloth.
  static func towel(_ stage: Stage, cell: Float) -> TriangleMesh {
    sheet(stage, edge: 0.16, height: cloth - 0.0005, rough: 0.0008, material: .towel, steps: Int(0.08 / cell))
  }

  /// The drape over the table.
  static func drape(_ stage: Stage, cell: Float) -> TriangleMesh {
    sheet(stage, edge: 1.2, height: cloth - 0.006, rough: 0.004, material: .drape, steps: Int(0.16 / cell))
  }

  private static func sheet(
    _ stage: Stage, edge: Float, height: Float, rough: Float, material: FieldMaterial, steps: Int
  ) -> TriangleMesh {
    let noise = Noise(seed: stage.seed &+ 17)
    let middle = Float(stage.vessel.length) * 0.5
    let n = max(8, min(200, steps))
    return TriangleMesh.grid(columns: n, rows: n, closed: false) { i, j in
      // Columns along z and rows along x turn its upper side up.
      let x = edge * (Float(j) / Float(n - 1) - 0.5)
      let z = edge * (Float(i) / Float(n - 1) - 0.5) + middle
      let uneven = rough * noise.fractal(SIMD3(x, 0, z) * (6 / edge), octaves: 3)
      return (SIMD3(x, height + uneven, z), material)
    }
  }
}
