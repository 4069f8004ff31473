/// Eight lanes filled from two tetrahedra by their addresses.
extension MatrixLanes {
  /// Four matrices from `p` on, [9][4], in the low lanes and four from `q` on in the high ones.
  @inline(__always) init(at p: UnsafeMutablePointer<Float>, _ q: UnsafeMutablePointer<Float>) {
    f0x = Lanes(at: p, q)
    f0y = Lanes(at: p + 4, q + 4)
    f0z = Lanes(at: p + 8, q + 8)
    f1x = Lanes(at: p + 12, q + 12)
    f1y = Lanes(at: p + 16, q + 16)
    f1z = Lanes(at: p + 20, q + 20)
    f2x = Lanes(at: p + 24, q + 24)
    f2y = Lanes(at: p + 28, q + 28)
    f2z = Lanes(at: p + 32, q + 32)
  }

  @inline(__always) func store(at p: UnsafeMutablePointer<Float>, _ q: UnsafeMutablePointer<Float>) {
    f0x.store(at: p, q)
    f0y.store(at: p + 4, q + 4)
    f0z.store(at: p + 8, q + 8)
    f1x.store(at: p + 12, q + 12)
    f1y.store(at: p + 16, q + 16)
    f1z.store(at: p + 20, q + 20)
    f2x.store(at: p + 24, q + 24)
    f2y.store(at: p + 28, q + 28)
    f2z.store(at: p + 32, q + 32)
  }

  /// Those of two tetrahedra from an array of [T][9][4].
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ pair: TissueSolver.ElementPair) {
    self.init(at: array + 36 * pair.t, array + 36 * pair.s)
  }
  @inline(__always) func store(_ array: UnsafeMutablePointer<Float>, _ pair: TissueSolver.ElementPair) {
    store(at: array + 36 * pair.t, array + 36 * pair.s)
  }
}

extension VectorLanes {
  /// Eight of each component from `p` on, [3][8].
  @inline(__always) init(at p: UnsafeMutablePointer<Float>) {
    x = Lanes(at: p)
    y = Lanes(at: p + 8)
    z = Lanes(at: p + 16)
  }
}
