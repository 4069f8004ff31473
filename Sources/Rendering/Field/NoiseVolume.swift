/// A cube of noise that repeats in all directions: what the shaders draw fine detail from.
enum NoiseVolume {
  static let edge = 64

  /// RGBA, 64^3: soft clouds, lobes of fat (bright in their middle), fine grain, and veins (bright lines).
  static func make() -> [UInt8] {
    let noise = Noise(seed: 20)
    let veins = Noise(seed: 77)
    var bytes = [UInt8](repeating: 0, count: 4 * edge * edge * edge)
    func byte(_ x: Float) -> UInt8 { UInt8(min(255, max(0, 255 * x))) }
    var at = 0
    for z in 0..<edge {
      for y in 0..<edge {
        for x in 0..<edge {
          let p = SIMD3(Float(x), Float(y), Float(z)) / Float(edge)
          let line = abs(veins.fractal(p * 5, octaves: 2, period: 5))
          bytes[at] = byte(0.5 + 0.5 * noise.fractal(p * 4, octaves: 4, period: 4))
          bytes[at + 1] = byte(1 - 0.9 * noise.cells(p * 6, period: 6))
          bytes[at + 2] = byte(0.5 + 0.6 * noise.fractal(p * 16, octaves: 2, period: 16))
          bytes[at + 3] = byte(1 - line * 9)
          at += 4
        }
      }
    }
    return bytes
  }
}
