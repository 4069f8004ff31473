/// Symmetric 3 x 3 matrices, one in each lane.
struct SymmetricLanes {
  var xx, yy, zz, xy, xz, yz: Lanes

  @inline(__always) static var zero: SymmetricLanes {
    SymmetricLanes(xx: .zero, yy: .zero, zz: .zero, xy: .zero, xz: .zero, yz: .zero)
  }

  /// Entries from `array` on, [6][4 points] in this order, four points in each group of lanes.
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    xx = Lanes(array, at)
    yy = Lanes(array + 4, at)
    zz = Lanes(array + 8, at)
    xy = Lanes(array + 12, at)
    xz = Lanes(array + 16, at)
    yz = Lanes(array + 20, at)
  }

  @inline(__always) init(xx: Lanes, yy: Lanes, zz: Lanes, xy: Lanes, xz: Lanes, yz: Lanes) {
    self.xx = xx
    self.yy = yy
    self.zz = zz
    self.xy = xy
    self.xz = xz
    self.yz = yz
  }

  @inline(__always) var trace: Lanes { (xx + yy) + zz }

  /// The matrix times a vector.
  @inline(__always) func times(_ v: VectorLanes) -> VectorLanes {
    VectorLanes(
      x: fma(xx, v.x, fma(xy, v.y, xz * v.z)), y: fma(xy, v.x, fma(yy, v.y, yz * v.z)),
      z: fma(xz, v.x, fma(yz, v.y, zz * v.z)))
  }

  /// The double contraction with another.
  @inline(__always) func contraction(_ b: SymmetricLanes) -> Lanes {
    let outside = fma(xy, b.xy, fma(xz, b.xz, yz * b.yz))
    return fma(xx, b.xx, fma(yy, b.yy, fma(zz, b.zz, outside + outside)))
  }

  /// Adds a multiple of another.
  @inline(__always) mutating func add(_ k: Lanes, _ b: SymmetricLanes) {
    xx = fma(k, b.xx, xx)
    yy = fma(k, b.yy, yy)
    zz = fma(k, b.zz, zz)
    xy = fma(k, b.xy, xy)
    xz = fma(k, b.xz, xz)
    yz = fma(k, b.yz, yz)
  }

  /// Adds k I.
  @inline(__always) mutating func addDiagonal(_ k: Lanes) {
    xx = xx + k
    yy = yy + k
    zz = zz + k
  }

  /// Adds k v v'.
  @inline(__always) mutating func addDyad(_ k: Lanes, _ v: VectorLanes) {
    let w = VectorLanes(x: k * v.x, y: k * v.y, z: k * v.z)
    xx = fma(w.x, v.x, xx)
    yy = fma(w.y, v.y, yy)
    zz = fma(w.z, v.z, zz)
    xy = fma(w.x, v.y, xy)
    xz = fma(w.x, v.z, xz)
    yz = fma(w.y, v.z, yz)
  }

  /// Adds k (v w' + w v').
  @inline(__always) mutating func addDyads(_ k: Lanes, _ v: VectorLanes, _ w: VectorLanes) {
    let u = VectorLanes(x: k * v.x, y: k * v.y, z: k * v.z)
    xx = fma(u.x, w.x + w.x, xx)
    yy = fma(u.y, w.y + w.y, yy)
    zz = fma(u.z, w.z + w.z, zz)
    xy = fma(u.x, w.y, fma(u.y, w.x, xy))
    xz = fma(u.x, w.z, fma(u.z, w.x, xz))
    yz = fma(u.y, w.z, fma(u.z, w.y, yz))
  }
}
