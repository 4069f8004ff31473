import SimMath

/// The outer coat of the vessel as a map: its own small vessels, streaks of fat, fibres and stains.
///
/// Unrolled: x is the angle about the axis over a full turn, y the axial distance from `margin` below the proximal to
/// `margin` above the distal end. Drawn from the patient's seed alone: it knows nothing of lesions.
struct Adventitia {
  static let width = 1024
  static let height = 768
  /// Beyond each end of the vessel, as a part of the whole height.
  static let margin: Float = 0.125

  /// RGBA: small arteries, fat, height of fibres, small veins and stains.
  private(set) var bytes: [UInt8]
  private var arteries: [Float]
  private var veins: [Float]
  private var random: Random

  init(seed: UInt64) {
    let (w, h) = (Self.width, Self.height)
    bytes = [UInt8](repeating: 0, count: 4 * w * h)
    arteries = [Float](repeating: 0, count: w * h)
    veins = arteries
    random = Random(seed: seed, stream: 31)
    grow()
    let noise = Noise(seed: seed)
    func byte(_ x: Float) -> UInt8 { UInt8(min(255, max(0, 255 * x))) }
    // What varies slowly is made on every second texel and interpolated.
    let (hw, hh) = (w / 2, h / 2 + 1)
    var soft = [SIMD3<Float>](repeating: .zero, count: hw * hh)
    for y in 0..<hh {
      for x in 0..<hw {
        let v = Float(y) / Float(hh - 1)
        // Noise on a cylinder, so that the map closes.
        let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(x) / Double(hw))
        let place = SIMD3(1.6 * Float(s), 1.6 * Float(c), v * 8)
        let cloud = noise.fractal(place, octaves: 4)
        let lobes = 1 - noise.cells(place * 4.5)
        // Fat gathers at the root and thins out distally.
        let share = 0.42 * smoothstep(0.34, 0.1, v) + 0.2 * smoothstep(0.8, 0.97, v) - 0.3
        let fat = smoothstep(0.0, 0.34, cloud * 0.75 + share + 0.16 * (lobes - 0.5))
        let fibre = noise.fractal(SIMD3(Float(s) * 3, Float(c) * 3, v * 60), octaves: 2)
        let stain = 0.25 * smoothstep(0.25, 0.6, noise.fractal(place * 1.3, octaves: 3))
        soft[y * hw + x] = SIMD3(fat, 0.5 + 0.22 * fibre + 0.2 * cloud + 0.3 * fat * lobes, stain)
      }
    }
    for y in 0..<h {
      for x in 0..<w {
        let (i, j) = (x / 2, y / 2)
        let right = (i + 1) % hw
        let (u, v) = (Float(x & 1) / 2, Float(y & 1) / 2)
        let low = mix(soft[j * hw + i], soft[j * hw + right], u)
        let high = mix(soft[(j + 1) * hw + i], soft[(j + 1) * hw + right], u)
        let value = mix(low, high, v)
        let at = y * w + x
        bytes[4 * at] = byte(arteries[at])
        bytes[4 * at + 1] = byte(value.x)
        bytes[4 * at + 2] = byte(value.y)
        bytes[4 * at + 3] = byte(veins[at] + value.z)
      }
    }
  }

  /// Small vessels walk with slowly turning headings and branch into thinner ones.
  private mutating func grow() {
    struct Tip {
      var x, y, heading, radius: Float
      var steps: Int
      var isVein: Bool
    }
    var tips: [Tip] = []
    for i in 0..<30 {
      let up = random.unit() < 0.5
      tips.append(
        Tip(
          x: random.unit() * Float(Self.width), y: (random.unit() * 1.1 - 0.05) * Float(Self.height),
          heading: (up ? 1.57 : -1.57) + (random.unit() - 0.5) * 1.6, radius: 1.5 + random.unit() * 1.5,
          steps: 260 + Int(random.unit() * 320), isVein: i % 3 == 0))
    }
    while var tip = tips.popLast() {
      var bend: Float = 0
      while tip.steps > 0, tip.radius > 0.38 {
        bend = 0.9 * bend + 0.05 * (random.unit() - 0.5)
        tip.heading += bend + 0.12 * (random.unit() - 0.5)
        let (s, c) = Trigonometry.sincos(Double(tip.heading))
        tip.x += Float(c)
        tip.y += Float(s)
        tip.steps -= 1
        tip.radius *= 0.9992
        splat(tip.x, tip.y, tip.radius, vein: tip.isVein)
        if random.unit() < 0.018, tips.count < 400 {
          let side: Float = random.unit() < 0.5 ? 1 : -1
          tips.append(
            Tip(
              x: tip.x, y: tip.y, heading: tip.heading + side * (0.5 + 0.7 * random.unit()),
              radius: tip.radius * (0.55 + 0.2 * random.unit()), steps: tip.steps / 2 + 20, isVein: tip.isVein))
          tip.radius *= 0.94
        }
      }
    }
  }

  private mutating func splat(_ x: Float, _ y: Float, _ radius: Float, vein: Bool) {
    let reach = Int(radius + 1.5)
    let (cx, cy) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    for j in (cy - reach)...(cy + reach) where (0..<Self.height).contains(j) {
      for i in (cx - reach)...(cx + reach) {
        let dx = Float(i) + 0.5 - x
        let dy = Float(j) + 0.5 - y
        let cover = min(1, max(0, radius + 0.5 - (dx * dx + dy * dy).squareRoot())) * min(1, 0.3 + 0.35 * radius)
        let at = j * Self.width + (i % Self.width + Self.width) % Self.width
        if vein { veins[at] = max(veins[at], cover) } else { arteries[at] = max(arteries[at], cover) }
      }
    }
  }
}
