import CSIMD

/// Sixteen single-precision numbers worked on at once, in four groups of four: what `Lanes` of `Simulation` is with eight, as far
/// as the kernel needs it.
struct Lanes {
  var v: SIMD16<Float>

  @inline(__always) init(_ v: SIMD16<Float>) { self.v = v }
  @inline(__always) func store(at p: UnsafeMutablePointer<Float>) { f16_store(p, v) }

  @inline(__always) static var zero: Lanes { Lanes(f16_splat(0)) }
  @inline(__always) static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(f16_add(a.v, b.v)) }
  @inline(__always) static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(f16_sub(a.v, b.v)) }
  @inline(__always) static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(f16_mul(a.v, b.v)) }

  // MARK: Groups of four lanes

  @inline(__always) static var groups: Int { 4 }
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    v = f16_load_groups(array + at.first, array + at.second, array + at.third, array + at.fourth)
  }
  @inline(__always) static func groupSums(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> Lanes {
    Lanes(f16_sum_groups(a.v, b.v, c.v, d.v))
  }
}

/// a * b + c, rounded once.
@inline(__always) func fma(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { Lanes(f16_fma(a.v, b.v, c.v)) }
/// a * b - c, rounded once.
@inline(__always) func fms(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { Lanes(f16_fms(a.v, b.v, c.v)) }

/// Where the four floats of each group of lanes are in an array.
struct LanePlaces {
  let first, second, third, fourth: Int

  /// - Parameter numbers: one of each group, [4].
  @inline(__always) init(_ numbers: UnsafeMutablePointer<Int32>, stride: Int) {
    first = stride * Int(numbers[0])
    second = stride * Int(numbers[1])
    third = stride * Int(numbers[2])
    fourth = stride * Int(numbers[3])
  }
}
