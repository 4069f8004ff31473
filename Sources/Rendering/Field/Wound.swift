import Frames
import SimMath

/// The opening: from the back of the pericardium up its cradle, over the cut sternum and the skin to the drapes.
struct Wound {
  private let noise: Noise
  private let middle: Float
  /// Half-lengths of the opening at the sternum, m.
  static let halfWidth: Float = 0.066
  static let halfLength: Float = 0.112

  init(stage: Stage) {
    noise = Noise(seed: stage.seed &+ 9)
    middle = Self.middle(stage)
  }

  /// Where along z the opening has its middle.
  static func middle(_ stage: Stage) -> Float { Float(stage.vessel.length) * 0.5 - 0.016 }

  /// Distance outwards from the opening's outline (m), height (m), material, and how uneven it is (m).
  private static let profile: [(out: Float, height: Float, material: FieldMaterial, rough: Float)] = [
    (-0.064, -0.048, .well, 0.001), (-0.045, -0.046, .well, 0.002), (-0.026, -0.042, .well, 0.002),
    (-0.014, -0.033, .pericardium, 0.002), (-0.008, -0.020, .pericardium, 0.002),
    (-0.005, -0.004, .pericardium, 0.002), (-0.003, 0.008, .pericardium, 0.0025),
    (-0.0015, 0.0150, .pericardium, 0.0025), (-0.0025, 0.0185, .pericardium, 0.0025), (0.0005, 0.0200, .fat, 0.002),
    (0.0022, 0.0205, .fat, 0.002), (0.0030, 0.0220, .cortex, 0.0008), (0.0036, 0.0236, .marrow, 0.0006),
    (0.0042, 0.0275, .marrow, 0.0008), (0.0046, 0.0312, .marrow, 0.0006), (0.0052, 0.0330, .cortex, 0.0006),
    (0.0064, 0.0342, .fat, 0.0012), (0.0080, 0.0385, .fat, 0.0016), (0.0100, 0.0430, .fat, 0.0014),
    (0.0112, 0.0448, .skin, 0.0006), (0.0135, 0.0468, .skin, 0.0005), (0.0200, 0.0478, .skin, 0.0005),
    (0.0280, 0.0482, .skin, 0.0005), (0.0305, 0.0483, .skin, 0.0004), (0.0309, 0.0500, .towel, 0.0004),
    (0.0318, 0.0530, .towel, 0.0006), (0.0350, 0.0545, .towel, 0.001), (0.0520, 0.0550, .towel, 0.003),
    (0.0640, 0.0545, .towel, 0.003), (0.0648, 0.0565, .drape, 0.002), (0.0680, 0.0585, .drape, 0.003),
    (0.1000, 0.0540, .drape, 0.007), (0.1600, 0.0420, .drape, 0.010), (0.2400, 0.0200, .drape, 0.014),
    (0.3600, -0.0250, .drape, 0.018), (0.5200, -0.1000, .drape, 0.02),
  ]

  /// - Parameter step: 1 for full detail, more for less.
  func mesh(step: Float) -> TriangleMesh {
    let around = Int(220 / step) & ~1
    // Rows: close together where the material changes.
    var rows: [Float] = []
    for i in 0..<(Self.profile.count - 1) {
      let (a, b) = (Self.profile[i], Self.profile[i + 1])
      let run = ((b.out - a.out) * (b.out - a.out) + (b.height - a.height) * (b.height - a.height)).squareRoot()
      let size = (a.out > 0.06 ? 0.008 : 0.0016) * step
      let n = max(a.material == b.material ? 1 : 2, Int((run / size).rounded(.up)))
      for k in 0..<min(n, 40) { rows.append(Float(i) + Float(k) / Float(min(n, 40))) }
    }
    rows.append(Float(Self.profile.count - 1))
    var mesh = TriangleMesh.grid(columns: around, rows: rows.count, closed: true) { i, j in
      point(angle: 2 * Double.pi * Double(i) / Double(around), row: rows[j])
    }
    for i in mesh.vertices.indices {
      let p = mesh.vertices[i].position
      // The deeper in the opening, the less sky.
      mesh.vertices[i].openness = 0.3 + 0.7 * smoothstep(-0.045, 0.05, p.y)
      mesh.vertices[i].thickness = p.y < 0.021 ? 0.003 : 0.02
    }
    return mesh
  }

  private func point(angle: Double, row: Float) -> (position: SIMD3<Float>, material: FieldMaterial) {
    let k = min(Int(row), Self.profile.count - 2)
    let t = row - Float(k)
    let (a, b) = (Self.profile[k], Self.profile[k + 1])
    let (s, c) = Trigonometry.sincos(angle)
    // An outline between ellipse and box, and its outward direction.
    func root(_ x: Double) -> Float { (x < 0 ? -1 : 1) * Float(abs(x).squareRoot()) }
    let corner: Float = 0.62
    let outline = SIMD3(
      Self.halfWidth * mix(Float(c), root(c), corner), 0, Self.halfLength * mix(Float(s), root(s), corner))
    let direction = normalize(SIMD3(outline.x * Self.halfLength / Self.halfWidth, 0, outline.z))
    let out = mix(a.out, b.out, t)
    let height = mix(a.height, b.height, t)
    var base = outline
    if out < -0.02 {
      // The floor closes towards the middle instead of crossing over.
      let share = max(0, (out + 0.064) / 0.044)
      base = outline * (share * (Self.halfWidth - 0.02) / Self.halfWidth)
    } else {
      base += direction * out
    }
    let rough = mix(a.rough, b.rough, t)
    let at = SIMD3(base.x, height, base.z)
    let coarse = out > 0.06 ? Float(14) : 55
    let wave = noise.fractal(at * coarse + SIMD3(3, 1, 7), octaves: 3)
    let side = noise.fractal(at * coarse + SIMD3(31, 11, 5), octaves: 3)
    var p = at + direction * (rough * side) + SIMD3(0, rough * wave, 0)
    // Cloth falls in folds that run outwards and grow.
    if out > 0.055 {
      let around = SIMD3(Float(c) * 4.5, Float(s) * 4.5, out * 5)
      let ridge = 1 - min(1, 1.7 * abs(noise.gradient(around + SIMD3(5, 2, 9))))
      let small = 1 - min(1, 1.7 * abs(noise.gradient(2.3 * around + SIMD3(1, 8, 4))))
      p.y += (0.010 * ridge * ridge + 0.005 * small * small) * smoothstep(0.055, 0.13, out)
    }
    // The cradle's edge is drawn up between the stay sutures.
    let edge = smoothstep(0.0, 0.016, height) * smoothstep(0.024, 0.019, height)
    p.y += edge * 0.0022 * Float(Trigonometry.sin(angle * 9))
    p.z += middle
    // Borders of materials are not drawn with a ruler.
    let border = min(1, max(0, t + 0.35 * noise.gradient(at * 260)))
    let m = a.material == b.material ? a.material : (1 - border) * a.material + border * b.material
    return (p, m)
  }
}
