/// Eight lanes of two tetrahedra, which need not be those of vertices side by side.
extension LanePlaces {
  @inline(__always) init(_ pair: TissueSolver.ElementPair, stride: Int) {
    self.init(low: stride * pair.t, high: stride * pair.s)
  }
}

extension Lanes {
  @inline(__always) func store(_ array: UnsafeMutablePointer<Float>, _ at: LanePlaces) {
    store(at: array + at.low, array + at.high)
  }
}

extension MatrixLanes {
  /// Those of two tetrahedra from an array of [T][9][4].
  @inline(__always) init(_ array: UnsafeMutablePointer<Float>, _ pair: TissueSolver.ElementPair) {
    self.init(array, LanePlaces(pair, stride: TissueKernel.tangentStride))
  }
  @inline(__always) func store(_ array: UnsafeMutablePointer<Float>, _ pair: TissueSolver.ElementPair) {
    let at = LanePlaces(pair, stride: TissueKernel.tangentStride)
    f0x.store(array, at)
    f0y.store(array + 4, at)
    f0z.store(array + 8, at)
    f1x.store(array + 12, at)
    f1y.store(array + 16, at)
    f1z.store(array + 20, at)
    f2x.store(array + 24, at)
    f2y.store(array + 28, at)
    f2z.store(array + 32, at)
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
