import SimMath

/// The matrix of a thread in its own order, where no two distant pieces touch, factored as L D L' in blocks of a vertex.
///
/// A vertex is coupled with the next and the next but one, by symmetric blocks. Eliminating vertex i with D its own block, B
/// and C those of the next two with it, takes B D^-1 B' and C D^-1 C' from the blocks of the next two and C D^-1 B' from
/// the one between them: all stays within the band, and C is never changed before its turn.
struct ThreadBand {
  /// Of a vertex: the parts of D = l d l', 1/d and l; the blocks B l'^-1 d^-1 and C l'^-1 d^-1 by rows.
  struct Column: BitwiseCopyable {
    var inverse = Vector3D.zero
    var l10 = 0.0, l20 = 0.0, l21 = 0.0
    var b0 = Vector3D.zero, b1 = Vector3D.zero, b2 = Vector3D.zero
    var c0 = Vector3D.zero, c1 = Vector3D.zero, c2 = Vector3D.zero
  }

  let vertexCount: Int
  /// Blocks of each vertex with itself, with the next, and with the next but one; [V] each.
  let own: UnsafeMutablePointer<SymmetricBlockD>
  let next: UnsafeMutablePointer<SymmetricBlockD>
  let far: UnsafeMutablePointer<SymmetricBlockD>
  /// The factor; [V].
  let column: UnsafeMutablePointer<Column>

  /// Factors the matrix, which it leaves as it is, and solves; `y` is the right-hand side and then the solution, [V][3].
  func solve(_ y: UnsafeMutablePointer<Vector3D>) {
    eliminate(y)
    substitute(y)
  }

  /// The factor, and L D z = y.
  private func eliminate(_ y: UnsafeMutablePointer<Vector3D>) {
    let n = vertexCount
    // What is left of the blocks of this vertex and the next, of that between them, and of the right-hand side.
    var d = own[0]
    var dNext = n > 1 ? own[1] : .zero
    var b = next[0].rows
    var r = y[0]
    var rNext = n > 1 ? y[1] : .zero
    for i in 0..<n {
      let i0 = inverse(d.xx)
      let l10 = d.xy * i0
      let l20 = d.xz * i0
      let i1 = inverse(d.yy.addingProduct(-l10, d.xy))
      let s21 = d.yz.addingProduct(-l20, d.xy)
      let l21 = s21 * i1
      let i2 = inverse(d.zz.addingProduct(-l20, d.xz).addingProduct(-l21, s21))
      /// Row times l'^-1.
      func reduce(_ p: Vector3D) -> Vector3D {
        let q = p.y.addingProduct(-l10, p.x)
        return Vector3D(p.x, q, p.z.addingProduct(-l20, p.x).addingProduct(-l21, q))
      }
      func scale(_ p: Vector3D) -> Vector3D { Vector3D(p.x * i0, p.y * i1, p.z * i2) }
      let c = far[i].rows
      let (w0, w1, w2) = (reduce(b.0), reduce(b.1), reduce(b.2))
      let (v0, v1, v2) = (reduce(c.0), reduce(c.1), reduce(c.2))
      let (b0, b1, b2) = (scale(w0), scale(w1), scale(w2))
      let (c0, c1, c2) = (scale(v0), scale(v1), scale(v2))
      column[i] = Column(
        inverse: Vector3D(i0, i1, i2), l10: l10, l20: l20, l21: l21, b0: b0, b1: b1, b2: b2, c0: c0, c1: c1, c2: c2)
      let z = reduce(r)
      y[i] = z
      // The next vertex takes the place of this one.
      d = SymmetricBlockD(
        xx: less(dNext.xx, w0, b0), xy: less(dNext.xy, w0, b1), xz: less(dNext.xz, w0, b2),
        yy: less(dNext.yy, w1, b1), yz: less(dNext.yz, w1, b2), zz: less(dNext.zz, w2, b2))
      r = Vector3D(less(rNext.x, z, b0), less(rNext.y, z, b1), less(rNext.z, z, b2))
      guard i + 2 < n else {
        if i + 1 < n { b = (.zero, .zero, .zero) }
        dNext = .zero
        rNext = .zero
        continue
      }
      let m = next[i + 1]
      b = (
        Vector3D(less(m.xx, v0, b0), less(m.xy, v0, b1), less(m.xz, v0, b2)),
        Vector3D(less(m.xy, v1, b0), less(m.yy, v1, b1), less(m.yz, v1, b2)),
        Vector3D(less(m.xz, v2, b0), less(m.yz, v2, b1), less(m.zz, v2, b2))
      )
      let e = own[i + 2]
      dNext = SymmetricBlockD(
        xx: less(e.xx, v0, c0), xy: less(e.xy, v0, c1), xz: less(e.xz, v0, c2),
        yy: less(e.yy, v1, c1), yz: less(e.yz, v1, c2), zz: less(e.zz, v2, c2))
      let s = y[i + 2]
      rNext = Vector3D(less(s.x, z, c0), less(s.y, z, c1), less(s.z, z, c2))
    }
  }

  /// L' x = z, from the last vertex on.
  private func substitute(_ y: UnsafeMutablePointer<Vector3D>) {
    var next = Vector3D.zero
    var far = Vector3D.zero
    var i = vertexCount - 1
    while i >= 0 {
      let p = column + i
      let q = y[i]
      func less(_ s: Double, _ b: (Double, Double, Double), _ c: (Double, Double, Double)) -> Double {
        let t = s.addingProduct(-c.0, far.x).addingProduct(-c.1, far.y).addingProduct(-c.2, far.z)
        return t.addingProduct(-b.0, next.x).addingProduct(-b.1, next.y).addingProduct(-b.2, next.z)
      }
      let (b0, b1, b2) = (p.pointee.b0, p.pointee.b1, p.pointee.b2)
      let (c0, c1, c2) = (p.pointee.c0, p.pointee.c1, p.pointee.c2)
      let z = less(q.z * p.pointee.inverse.z, (b0.z, b1.z, b2.z), (c0.z, c1.z, c2.z))
      let v = less(q.y * p.pointee.inverse.y, (b0.y, b1.y, b2.y), (c0.y, c1.y, c2.y)).addingProduct(-p.pointee.l21, z)
      let u = less(q.x * p.pointee.inverse.x, (b0.x, b1.x, b2.x), (c0.x, c1.x, c2.x)).addingProduct(-p.pointee.l20, z)
        .addingProduct(-p.pointee.l10, v)
      far = next
      next = Vector3D(u, v, z)
      y[i] = next
      i -= 1
    }
  }

  /// s - a b.
  @inline(__always) private func less(_ s: Double, _ a: Vector3D, _ b: Vector3D) -> Double {
    s.addingProduct(-a.x, b.x).addingProduct(-a.y, b.y).addingProduct(-a.z, b.z)
  }

  /// A pivot that is not positive is replaced by a large one, which holds that direction still.
  @inline(__always) private func inverse(_ pivot: Double) -> Double { pivot > 0 ? 1 / pivot : 1e-24 }
}
