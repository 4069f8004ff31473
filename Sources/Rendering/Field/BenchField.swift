import Frames
import SimMath

/// What is around vessels on a workbench: what holds them, over a cloth.
enum BenchField {
  /// The cloth's height from the vessels' axis, m: as low as a large vessel needs.
  private static func cloth(_ stage: Stage) -> Float { min(-0.012, -Float(stage.vessel.outerRadius) - 0.006) }

  static func things(_ stage: Stage) -> TriangleMesh {
    stage.surroundings == .mandrel ? mandrel(stage) : approximator(stage)
  }

  /// A rod through the vessel, on a stand at either end.
  private static func mandrel(_ stage: Stage) -> TriangleMesh {
    let length = Float(stage.vessel.length)
    let radius = Float(stage.vessel.outerRadius - stage.vessel.wallThickness)
    let cloth = cloth(stage)
    let reach: Float = 0.018
    let (low, high, bevel) = (-reach, length + reach, Float(0.001))
    var mesh = TriangleMesh.lathe(
      profile: [
        (0, low, .brushed), (radius - bevel, low, .brushed), (radius, low + bevel, .brushed),
        (radius, high - bevel, .brushed), (radius - bevel, high, .brushed), (0, high, .brushed),
      ], sides: 96)
    // From about y to along the vessel.
    for i in mesh.vertices.indices {
      let (p, n) = (mesh.vertices[i].position, mesh.vertices[i].normal)
      mesh.vertices[i].position = SIMD3(p.x, -p.z, p.y)
      mesh.vertices[i].normal = SIMD3(n.x, -n.z, n.y)
    }
    for z in [-0.6 * reach, length + 0.6 * reach] {
      mesh.append(
        .box(
          center: SIMD3(0, 0.5 * (cloth - 0.3 * radius), z), half: SIMD3(0.8 * radius, -0.5 * (cloth + 0.3 * radius), 0.003),
          radius: 0.001, material: .steel))
    }
    return mesh
  }

  /// A clamp at either end, on one bar.
  private static func approximator(_ stage: Stage) -> TriangleMesh {
    let cloth = cloth(stage)
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
    sheet(stage, edge: 0.16, height: cloth(stage) - 0.0005, rough: 0.0008, material: .towel, steps: Int(0.08 / cell))
  }

  /// The drape over the table.
  static func drape(_ stage: Stage, cell: Float) -> TriangleMesh {
    sheet(stage, edge: 1.2, height: cloth(stage) - 0.006, rough: 0.004, material: .drape, steps: Int(0.16 / cell))
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
