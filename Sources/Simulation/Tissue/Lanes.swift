import CSIMD

/// Eight single-precision numbers worked on at once. Each operator is one machine operation on every lane.
@frozen @usableFromInline struct Lanes {
  @usableFromInline var v: SIMD8<Float>

  @inline(__always) init(_ v: SIMD8<Float>) { self.v = v }
  @inline(__always) init(_ s: Float) { v = f8_splat(s) }
  /// Eight floats from `p` on.
  @inline(__always) init(at p: UnsafePointer<Float>) { v = f8_load(p) }
  @inline(__always) init(at p: UnsafeMutablePointer<Float>) { v = f8_load(p) }
  /// Four floats from `low` on and four from `high` on.
  @inline(__always) init(at low: UnsafePointer<Float>, _ high: UnsafePointer<Float>) { v = f8_load_halves(low, high) }
  @inline(__always) init(at low: UnsafeMutablePointer<Float>, _ high: UnsafeMutablePointer<Float>) {
    v = f8_load_halves(low, high)
  }
  /// One number in the low four lanes, another in the high four.
  @inline(__always) init(splat low: UnsafeMutablePointer<Float>, _ high: UnsafeMutablePointer<Float>) {
    v = f8_splat_halves(low, high)
  }

  /// Four floats from `p` on, twice.
  @inline(__always) init(twice p: UnsafeMutablePointer<Float>) { v = f8_load_twice(p) }
  /// Lane 0 in the low four lanes, lane 1 in the high four; lanes 2 and 3 likewise.
  @inline(__always) var spread01: Lanes { Lanes(f8_spread_01(v)) }
  @inline(__always) var spread23: Lanes { Lanes(f8_spread_23(v)) }

  @inline(__always) func store(at p: UnsafeMutablePointer<Float>) { f8_store(p, v) }
  /// Stores the high half and then the low one: where both go to one place the low one stays.
  @inline(__always) func store(at low: UnsafeMutablePointer<Float>, _ high: UnsafeMutablePointer<Float>) {
    f8_store_halves(low, high, v)
  }

  // MARK: Groups of four lanes

  /// How many there are.
  @inline(__always) static var groups: Int { 2 }
  /// Four floats of an array for each group.
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    v = f8_load_halves(array + at.low, array + at.high)
  }
  /// By groups the sums (0+1)+(2+3) of four: [a b c d] of each.
  @inline(__always) static func groupSums(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> Lanes {
    Lanes(f8_sum_groups(a.v, b.v, c.v, d.v))
  }
  /// Rows of four become columns of four, in both halves.
  @inline(__always) static func transposed(
    _ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes
  ) -> (Lanes, Lanes, Lanes, Lanes) {
    let ab = (f8_unpack_low(a.v, b.v), f8_unpack_high(a.v, b.v))
    let cd = (f8_unpack_low(c.v, d.v), f8_unpack_high(c.v, d.v))
    return (
      Lanes(f8_low_pairs(ab.0, cd.0)), Lanes(f8_high_pairs(ab.0, cd.0)), Lanes(f8_low_pairs(ab.1, cd.1)),
      Lanes(f8_high_pairs(ab.1, cd.1))
    )
  }

  /// Stores the low four lanes.
  @inline(__always) func storeLow(at p: UnsafeMutablePointer<Float>) { f8_store_low(p, v) }

  /// The sum of the lanes in the shim's fixed order.
  @inline(__always) var sum: Float { f8_sum(v) }

  @inline(__always) static var zero: Lanes { Lanes(f8_splat(0)) }
  @inline(__always) static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(f8_add(a.v, b.v)) }
  @inline(__always) static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(f8_sub(a.v, b.v)) }
  @inline(__always) static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(f8_mul(a.v, b.v)) }
  @inline(__always) static func / (a: Lanes, b: Lanes) -> Lanes { Lanes(f8_div(a.v, b.v)) }
}

/// a * b + c, rounded once.
@inline(__always) func fma(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { Lanes(f8_fma(a.v, b.v, c.v)) }
/// a * b - c, rounded once.
@inline(__always) func fms(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { Lanes(f8_fms(a.v, b.v, c.v)) }
/// c - a * b, rounded once.
@inline(__always) func fnma(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { Lanes(f8_fnma(a.v, b.v, c.v)) }

/// Where the four floats of each group of lanes are in an array.
struct LanePlaces {
  let low, high: Int

  @inline(__always) init(low: Int, high: Int) {
    self.low = low
    self.high = high
  }

  /// - Parameter numbers: one of each group, [2].
  @inline(__always) init(_ numbers: UnsafeMutablePointer<Int32>, stride: Int) {
    self.init(low: stride * Int(numbers[0]), high: stride * Int(numbers[1]))
  }
}
