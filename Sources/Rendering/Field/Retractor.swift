import Frames
import SimMath

/// The sternal retractor, stay sutures of the pericardium, and what else lies on the drapes.
enum Retractor {
  static func mesh(stage: Stage) -> TriangleMesh {
    let z = Wound.middle(stage)
    var mesh = TriangleMesh()
    for side in [Float(-1), 1] {
      let x = side * (Wound.halfWidth + 0.0015)
      // Two blades on each side, joined by a bar over the edge.
      for along in [Float(-0.034), 0.034] {
        mesh.append(
          .box(
            center: SIMD3(x, 0.034, z + along), half: SIMD3(0.0012, 0.0185, 0.021), radius: 0.0011, material: .satin))
        mesh.append(
          .box(
            center: SIMD3(x - side * 0.0022, 0.0165, z + along), half: SIMD3(0.0030, 0.0012, 0.020), radius: 0.0011,
            material: .satin))
        mesh.append(
          .box(
            center: SIMD3(x + side * 0.0105, 0.0525, z + along), half: SIMD3(0.0120, 0.0015, 0.010), radius: 0.0013,
            material: .steel))
      }
      mesh.append(
        .box(
          center: SIMD3(x + side * 0.021, 0.0560, z - 0.030), half: SIMD3(0.0058, 0.0038, 0.105), radius: 0.0028,
          material: .steel))
      // Screws that hold the blades.
      for along in [Float(-0.034), 0.034] {
        let head: [(radius: Float, height: Float, material: FieldMaterial)] = [
          (0.0, 0.0605, .steel), (0.0030, 0.0605, .steel), (0.0038, 0.0600, .steel), (0.0040, 0.0592, .steel),
          (0.0040, 0.0570, .steel),
        ]
        mesh.append(
          TriangleMesh.lathe(profile: head.reversed(), sides: 20).moved(by: SIMD3(x + side * 0.021, 0, z + along)))
      }
    }
    // The rack across, with its teeth.
    let rack = z - 0.128
    mesh.append(
      .box(center: SIMD3(0, 0.0575, rack), half: SIMD3(0.128, 0.0042, 0.0075), radius: 0.0022, material: .steel))
    for i in 0..<52 {
      mesh.append(
        .box(
          center: SIMD3(-0.122 + 0.0047 * Float(i), 0.0610, rack + 0.0075), half: SIMD3(0.0014, 0.0022, 0.0022),
          radius: 0.0005, material: .satin, steps: 3))
    }
    mesh.append(stays(stage))
    return mesh
  }

  /// Braided sutures from the pericardium's edge over the wound to the drapes.
  private static func stays(_ stage: Stage) -> TriangleMesh {
    let z = Wound.middle(stage)
    var mesh = TriangleMesh()
    for side in [Float(-1), 1] {
      for along in [Float(-0.070), -0.008, 0.008, 0.066] {
        let x = side * Wound.halfWidth
        let drift = along * 1.15
        mesh.append(
          .tube(
            through: [
              SIMD3(x - side * 0.0035, 0.0170, z + along), SIMD3(x - side * 0.0010, 0.0225, z + along),
              SIMD3(x + side * 0.0095, 0.0490, z + mix(along, drift, 0.4)),
              SIMD3(x + side * 0.0320, 0.0562, z + mix(along, drift, 0.8)),
              SIMD3(x + side * 0.0720, 0.0600, z + drift),
            ], radius: 0.00038, sides: 6, steps: 8, material: .suture))
      }
    }
    return mesh
  }
}
