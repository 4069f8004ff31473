/// What the sweep asks of the tetrahedra about the vertices of a batch: their gradients and Hessians.
///
/// One source for two widths: with eight lanes in `Simulation`, with sixteen in `WideTissue`. A group of four lanes holds the four
/// points of a tetrahedron; the groups are vertices of the batch side by side, each with its own tetrahedra one after the other
/// (``VertexRounds``). What is summed is summed within a group, so that the bits do not depend on how many groups there are.
///
/// Sums of a batch: [3][8 vertices][4], rows of (gx gy gz hxx), (hxy hxz hyy hyz), (hzz 0 0 0).
struct TissueKernel {
  /// Floats of a tetrahedron's tangents, [9][4 points], of its row (``ElementTable``), and of a node in the table of reference
  /// gradients, [3][4 points twice] (``ReferenceTetrahedron``).
  @inline(__always) static var tangentStride: Int { 36 }
  @inline(__always) static var elementStride: Int { 32 }
  @inline(__always) static var nodeStride: Int { 24 }

  typealias Sums = UnsafeMutablePointer<Float>

  let batches: UnsafeMutablePointer<Int32>
  let roundStart: UnsafeMutablePointer<Int32>
  let rounds: UnsafeMutablePointer<Int32>
  let reference: UnsafeMutablePointer<Float>
  let elements: UnsafeMutablePointer<Float>
  let tangents: UnsafeMutablePointer<Float>

  /// Calls `body` with the first vertex of each set of vertices that fill the lanes, 0 ..< 8, the rounds of their quartet, and
  /// where in a round they are. Vertices fill a batch from the first on.
  @inline(__always) private func forEachSet(_ b: Int, _ body: (_ first: Int, _ rounds: Range<Int>, _ lane: Int) -> Void) {
    var first = 0
    while first < 8 && batches[8 * b + first] >= 0 {
      let quartet = 2 * b + first / 4
      body(first, Int(roundStart[quartet])..<Int(roundStart[quartet + 1]), first % 4)
      first += Lanes.groups
    }
  }

  /// The tetrahedra of a round for the vertices from `lane` on.
  @inline(__always) private func points(_ tetrahedra: UnsafeMutablePointer<Int32>) -> IncidentPoints {
    let x = MatrixLanes(tangents, LanePlaces(tetrahedra, stride: Self.tangentStride))
    let c = VectorLanes(reference, LanePlaces(tetrahedra + 4, stride: Self.nodeStride))
    let row = LanePlaces(tetrahedra, stride: Self.elementStride)
    let k2 = Lanes(elements + 24, row)
    let cofactor = x.cofactor
    return IncidentPoints(
      x: x, c: c, metric: SymmetricLanes(elements, row), k2: k2,
      p: fms(k2, x.determinant(cofactor), Lanes(elements + 28, row)), a: cofactor.times(c))
  }

  /// Gradients of the vertices of a batch, N.
  ///
  /// - Parameter more: adds what further laws give in a round to the gradient; is handed the round's number, its tetrahedra
  ///   from the set's first vertex on, and what is known of them.
  @inline(__always) func gradients(
    _ b: Int, into sums: Sums,
    more: (_ round: Int, UnsafeMutablePointer<Int32>, IncidentPoints, inout VectorLanes) -> Void
  ) {
    forEachSet(b) { first, range, lane in
      var g = VectorLanes.zero
      for r in range {
        let tetrahedra = rounds + 8 * r + lane
        let e = points(tetrahedra)
        let own = e.gradient
        g = VectorLanes(x: g.x + own.x, y: g.y + own.y, z: g.z + own.z)
        more(r, tetrahedra, e, &g)
      }
      Lanes.groupSums(g.x, g.y, g.z, .zero).store(at: sums + 4 * first)
    }
  }

  /// Gradients and Hessians of the vertices of a batch, N, N/m.
  @inline(__always) func gradientsAndHessians(
    _ b: Int, into sums: Sums,
    more: (_ round: Int, UnsafeMutablePointer<Int32>, IncidentPoints, inout VectorLanes, inout SymmetricLanes) -> Void
  ) {
    forEachSet(b) { first, range, lane in
      var g = VectorLanes.zero
      var h = SymmetricLanes.zero
      for r in range {
        let tetrahedra = rounds + 8 * r + lane
        let e = points(tetrahedra)
        let own = e.gradient
        g = VectorLanes(x: g.x + own.x, y: g.y + own.y, z: g.z + own.z)
        h.addDyad(e.k2, e.a)
        more(r, tetrahedra, e, &g, &h)
      }
      Lanes.groupSums(g.x, g.y, g.z, h.xx).store(at: sums + 4 * first)
      Lanes.groupSums(h.xy, h.xz, h.yy, h.yz).store(at: sums + 32 + 4 * first)
      Lanes.groupSums(h.zz, .zero, .zero, .zero).store(at: sums + 64 + 4 * first)
    }
  }
}
