/// Eight vectors at once.
struct VectorLanes {
  var x, y, z: Lanes

  @inline(__always) static var zero: VectorLanes { VectorLanes(x: .zero, y: .zero, z: .zero) }

  @inline(__always) init(x: Lanes, y: Lanes, z: Lanes) {
    self.x = x
    self.y = y
    self.z = z
  }
  /// Eight of each component from `p` on, [3][8].
  @inline(__always) init(at p: UnsafeMutablePointer<Float>) {
    x = Lanes(at: p)
    y = Lanes(at: p + 8)
    z = Lanes(at: p + 16)
  }

  @inline(__always) func dot(_ v: VectorLanes) -> Lanes { fma(x, v.x, fma(y, v.y, z * v.z)) }
}
