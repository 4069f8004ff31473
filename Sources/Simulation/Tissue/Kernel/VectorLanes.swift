/// Vectors, one in each lane.
struct VectorLanes {
  var x, y, z: Lanes

  @inline(__always) static var zero: VectorLanes { VectorLanes(x: .zero, y: .zero, z: .zero) }

  @inline(__always) init(x: Lanes, y: Lanes, z: Lanes) {
    self.x = x
    self.y = y
    self.z = z
  }
  /// Components from `array`, `array + 8` and `array + 16`, four points in each group of lanes.
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    x = Lanes(array, at)
    y = Lanes(array + 8, at)
    z = Lanes(array + 16, at)
  }

  @inline(__always) func dot(_ v: VectorLanes) -> Lanes { fma(x, v.x, fma(y, v.y, z * v.z)) }
}
