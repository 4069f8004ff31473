import Frames
import SimMath

/// Everything around the vessel that stands still: heart, great vessels, fat, pericardium, wound, retractor and drapes.
///
/// Dressing of the scene: placed around the vessel's sizes, varied by the seed, and without any bearing on the
/// procedure. Nothing here is touched or simulated. The patient lies on the back with the head towards +z, the surgeon
/// stands at +x, and +y is up.
struct OperatingField {
  let tissue: TriangleMesh
  let wound: TriangleMesh
  let things: TriangleMesh

  /// - Parameter cell: size of the finest detail of organs, m. Usual: 1.4 mm; 2.4 mm for a slow machine.
  init(stage: Stage, cell: Float) {
    guard stage.surroundings == .chest else {
      tissue = BenchField.towel(stage, cell: cell)
      wound = BenchField.drape(stage, cell: cell)
      things = BenchField.things(stage)
      return
    }
    let organs = Self.organs(stage)
    tissue = Self.mesh(organs, cell: cell)
    wound = Wound(stage: stage).mesh(step: cell / 0.0014)
    things = Retractor.mesh(stage: stage)
  }

  /// Heart and great vessels about an aorta of radius r along z from 0 to l.
  static func organs(_ stage: Stage) -> OrganField {
    let r = Float(stage.vessel.outerRadius)
    let l = Float(stage.vessel.length)
    var random = Random(seed: stage.seed, stream: 32)
    var all: [Organ] = []
    func ball(
      _ c: SIMD3<Float>, _ radii: SIMD3<Float>, _ m: FieldMaterial, lobes: Float = 0, density: Float = 150,
      blend: Float = 0.003
    ) {
      all.append(Organ(.ellipsoid(center: c, radii: radii), m, lobes: lobes, lobeDensity: density, blend: blend))
    }

    // The aorta goes on at both ends: the root below, the arch and its first branch above.
    all.append(
      .vessel(
        [SIMD3(0, 0, 0.002), SIMD3(0, 0, -0.010), SIMD3(-0.002, -0.006, -0.026), SIMD3(-0.006, -0.016, -0.045)],
        radii: [r - 0.0002, r, r + 0.002, r + 0.003], .aorta))
    all.append(
      .vessel(
        [
          SIMD3(0, 0, l - 0.002), SIMD3(0, 0, l + 0.010), SIMD3(-0.004, -0.008, l + 0.028),
          SIMD3(-0.014, -0.034, l + 0.044),
        ],
        radii: [r - 0.0002, r, r - 0.001, r - 0.002], .aorta))
    all.append(
      .vessel(
        [SIMD3(0.001, 0.0, l + 0.022), SIMD3(0.006, 0.008, l + 0.045), SIMD3(0.014, 0.004, l + 0.11)],
        radii: [0.0075, 0.0065, 0.0062], .aorta))
    // Pulmonary artery at the patient's left; superior vena cava and atrium at the right.
    all.append(
      .vessel(
        [
          SIMD3(-0.012, 0.000, -0.062), SIMD3(-0.026, -0.004, -0.034), SIMD3(-0.037, -0.011, 0.000),
          SIMD3(-0.039, -0.018, 0.030), SIMD3(-0.030, -0.034, 0.052),
        ], radii: [0.019, 0.017, 0.0152, 0.015, 0.014], .pulmonaryArtery))
    all.append(
      .vessel(
        [
          SIMD3(0.033, -0.010, l + 0.075), SIMD3(0.034, -0.005, l + 0.035), SIMD3(0.036, -0.008, l),
          SIMD3(0.037, -0.014, 0.022), SIMD3(0.035, -0.018, -0.02),
        ], radii: [0.0082, 0.0088, 0.0098, 0.0105, 0.013], .vein))
    all.append(
      .vessel(
        [
          SIMD3(-0.085, -0.010, l + 0.050), SIMD3(-0.020, 0.0115, l + 0.032), SIMD3(0.010, 0.0165, l + 0.026),
          SIMD3(0.030, 0.004, l + 0.022), SIMD3(0.036, -0.006, l + 0.012),
        ], radii: [0.0058, 0.006, 0.0062, 0.0066, 0.007], .vein))
    ball(SIMD3(0.032, -0.012, -0.040), SIMD3(0.026, 0.022, 0.034), .atrium, lobes: 0.0008, density: 220)
    // The appendage leans against the root with a crenated edge.
    ball(SIMD3(0.019, 0.0105, -0.022), SIMD3(0.012, 0.007, 0.011), .atrium, lobes: 0.0018, density: 240)
    ball(SIMD3(0.026, 0.004, -0.030), SIMD3(0.015, 0.012, 0.014), .atrium, lobes: 0.0012, density: 260)
    // Right ventricle with its outflow tract.
    ball(SIMD3(-0.016, -0.014, -0.088), SIMD3(0.052, 0.036, 0.048), .muscle)
    ball(SIMD3(-0.012, -0.002, -0.052), SIMD3(0.022, 0.016, 0.020), .muscle)
    // The right coronary in its groove, an acute marginal, and a vein beside it.
    let groove: [SIMD3<Float>] = [
      SIMD3(0.006, 0.0165, -0.026), SIMD3(0.014, 0.0175, -0.043), SIMD3(0.024, 0.012, -0.064),
      SIMD3(0.030, 0.002, -0.090),
    ]
    all.append(.vessel(groove, radii: [0.0017, 0.0017, 0.0016, 0.0014], .coronary, blend: 0.001))
    all.append(
      .vessel(
        [SIMD3(0.014, 0.0180, -0.046), SIMD3(0.000, 0.0195, -0.068), SIMD3(-0.010, 0.0215, -0.096)],
        radii: [0.0011, 0.0010, 0.0008], .coronary, blend: 0.0008))

    // Fat: along the groove, over the root, between aorta and pulmonary artery, and at the pericardial reflection.
    // Lobes melt into one another, flat on what they lie on.
    func lobe(_ at: SIMD3<Float>, _ size: SIMD3<Float>) {
      let c = at + SIMD3(random.between(-1, 1), random.between(-0.5, 0.5), random.between(-1, 1)) * (0.3 * size)
      let s = size * random.between(0.8, 1.25)
      ball(c, s, .fat, lobes: 0.0012, density: 215, blend: 0.004)
    }
    func round(_ angle: Float, _ radius: Float, _ z: Float) -> SIMD3<Float> {
      let (s, c) = Trigonometry.sincos(Double(angle))
      return SIMD3(radius * Float(s), radius * Float(c), z)
    }
    let path = Curve(groove)
    for i in 0...13 {
      let at = path.at(3 * Float(i) / 13) - SIMD3(0, 0.0036, 0)
      lobe(at, SIMD3(0.0062, 0.0040, 0.0075))
    }
    for i in 0...12 {
      // A fold across the front of the root, which also covers where the moving wall begins.
      let a = mix(-1.45, 1.45, Float(i) / 12)
      let thick = 0.0008 + 0.0022 * random.unit()
      lobe(round(a, r - 0.0002, -0.0052 - 0.003 * random.unit()), SIMD3(0.0054, thick + 0.0008, 0.0050))
      if i % 2 == 0 { lobe(round(a, r + 0.001, -0.0135), SIMD3(0.0070, 0.0030, 0.0065)) }
    }
    for i in 0...9 {
      // Depth of the groove between the two great arteries, and on the other side.
      let z = mix(-0.004, l - 0.002, Float(i) / 9)
      lobe(SIMD3(-0.0215, -0.0140, z), SIMD3(0.0045, 0.0040, 0.0065))
      lobe(SIMD3(0.0225, -0.0165, z), SIMD3(0.0050, 0.0040, 0.0070))
    }
    for i in 0...13 {
      // The pericardial reflection at the distal end: a thin grey edge, with fat behind it.
      let a = mix(-1.6, 1.6, Float(i) / 13)
      let z = l + 0.0035 + 0.003 * Float(Trigonometry.sin(Double(a * 2.3 + 1)))
      ball(
        round(a, r - 0.0001, z + 0.002 * random.unit()), SIMD3(0.0060, 0.0013, 0.0036), .pericardium, blend: 0.004)
      if i % 2 == 0 { lobe(round(a, r + 0.0012, l + 0.0125), SIMD3(0.0068, 0.0030, 0.0060)) }
    }
    // What lies behind everything.
    ball(SIMD3(0, -0.058, 0.02), SIMD3(0.065, 0.028, 0.13), .well)
    return OrganField(
      organs: all, noise: Noise(seed: stage.seed &+ 5), freeRadius: r + 0.0012, free: 0.0002...(l - 0.0002))
  }

  private static func mesh(_ field: OrganField, cell: Float) -> TriangleMesh {
    let low = SIMD3<Float>(-0.063, -0.045, -0.128)
    let high = SIMD3<Float>(0.063, 0.029, 0.142)
    let net = SurfaceNets.positions(low: low, high: high, cell: cell, distance: field.distance)
    var mesh = TriangleMesh()
    mesh.indices = net.indices
    mesh.vertices = net.positions.map { start in
      var p = start
      var n = field.normal(p)
      p -= n * min(cell, max(-cell, field.distance(p)))
      n = field.normal(p)
      return TriangleMesh.Vertex(
        position: p, normal: n, material: field.material(p), openness: field.openness(p, n),
        thickness: min(0.02, max(0.0005, -field.distance(p - n * 0.004) * 2)))
    }
    return mesh
  }
}
