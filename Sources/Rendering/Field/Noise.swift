/// Gradient noise on a lattice that repeats, for what has no bearing on the procedure. The same everywhere for the same
/// seed.
struct Noise: Sendable {
  let seed: UInt32

  init(seed: UInt64) { self.seed = UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) &* 0x9E37_79B9 | 1 }

  /// A hash of a lattice point (the finaliser of MurmurHash3).
  @inline(__always) func hash(_ x: Int32, _ y: Int32, _ z: Int32) -> UInt32 {
    var h = UInt32(bitPattern: x) &* 0x8DA6_B343 ^ UInt32(bitPattern: y) &* 0xD816_3841
    h ^= UInt32(bitPattern: z) &* 0xCB1A_B31F ^ seed
    h = (h ^ (h >> 16)) &* 0x85EB_CA6B
    h = (h ^ (h >> 13)) &* 0xC2B2_AE35
    return h ^ (h >> 16)
  }

  /// 0 to 1 for a lattice point.
  @inline(__always) func unit(_ x: Int32, _ y: Int32 = 0, _ z: Int32 = 0) -> Float {
    Float(hash(x, y, z) >> 8) / 16_777_216
  }

  /// Perlin's gradient noise (2002), about -1 to 1; repeats every `period` lattice steps, 0 for never.
  func gradient(_ p: SIMD3<Float>, period: Int32 = 0) -> Float {
    let f = p.rounded(.down)
    let d = p - f
    let i = SIMD3<Int32>(f)
    let u = d * d * d * (d * (d * 6 - 15) + 10)
    @inline(__always) func wrap(_ x: Int32) -> Int32 {
      guard period > 0 else { return x }
      let m = x % period
      return m < 0 ? m + period : m
    }
    @inline(__always) func corner(_ x: Int32, _ y: Int32, _ z: Int32) -> Float {
      let h = hash(wrap(i.x + x), wrap(i.y + y), wrap(i.z + z)) & 15
      let q = d - SIMD3(Float(x), Float(y), Float(z))
      let a = h < 8 ? q.x : q.y
      let b = h < 4 ? q.y : h == 12 || h == 14 ? q.x : q.z
      return (h & 1 == 0 ? a : -a) + (h & 2 == 0 ? b : -b)
    }
    let near = mix(mix(corner(0, 0, 0), corner(1, 0, 0), u.x), mix(corner(0, 1, 0), corner(1, 1, 0), u.x), u.y)
    let far = mix(mix(corner(0, 0, 1), corner(1, 0, 1), u.x), mix(corner(0, 1, 1), corner(1, 1, 1), u.x), u.y)
    return mix(near, far, u.z)
  }

  /// A sum of `octaves` of gradient noise, each of half the size and half the strength of the one before.
  func fractal(_ p: SIMD3<Float>, octaves: Int, period: Int32 = 0) -> Float {
    var sum: Float = 0
    var scale: Float = 1
    for o in 0..<octaves {
      let q = p * Float(1 << o)
      sum += scale * gradient(q + SIMD3(repeating: Float(o) * 17), period: period << Int32(o))
      scale *= 0.5
    }
    return sum
  }

  /// Distance to the nearest of random points, one to a lattice cell (Worley 1996): lobes of fat.
  func cells(_ p: SIMD3<Float>, period: Int32 = 0) -> Float {
    let f = p.rounded(.down)
    let i = SIMD3<Int32>(f)
    @inline(__always) func wrap(_ x: Int32) -> Int32 {
      guard period > 0 else { return x }
      let m = x % period
      return m < 0 ? m + period : m
    }
    var least: Float = 8
    for x in Int32(-1)...1 {
      for y in Int32(-1)...1 {
        for z in Int32(-1)...1 {
          let c = SIMD3(wrap(i.x + x), wrap(i.y + y), wrap(i.z + z))
          let point = SIMD3(unit(c.x, c.y, c.z), unit(c.y, c.z, c.x &+ 7919), unit(c.z, c.x, c.y &+ 104_729))
          let d = f + SIMD3(Float(x), Float(y), Float(z)) + point - p
          least = min(least, dot(d, d))
        }
      }
    }
    return least.squareRoot()
  }
}
