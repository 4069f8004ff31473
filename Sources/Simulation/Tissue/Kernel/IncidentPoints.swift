/// The points of tetrahedra as a vertex of each sees them: those of one tetrahedron in each group of four lanes.
///
/// With the tangents X of position, the table's row and the vertex's reference gradient c (``ElementTable`` has the equations) the
/// vertex feels X (V mu G) c + p a with p = k2 det X - k1 and a = cof(X) c, and its Hessian is exactly the constant
/// c.(V mu G) c I, kept elsewhere, and k2 a a', since J is linear in one vertex.
struct IncidentPoints {
  /// Tangents, and the vertex's reference gradient.
  let x: MatrixLanes
  let c: VectorLanes
  /// V mu G, and k2.
  let metric: SymmetricLanes
  let k2: Lanes
  /// k2 det X - k1, and the derivative cof(X) c of the determinant by the vertex.
  let p: Lanes
  let a: VectorLanes

  /// The vertex's gradient.
  @inline(__always) var gradient: VectorLanes {
    let m = metric.times(c)
    return VectorLanes(
      x: fma(x.f0x, m.x, fma(x.f1x, m.y, fma(x.f2x, m.z, p * a.x))),
      y: fma(x.f0y, m.x, fma(x.f1y, m.y, fma(x.f2y, m.z, p * a.y))),
      z: fma(x.f0z, m.x, fma(x.f1z, m.y, fma(x.f2z, m.z, p * a.z))))
  }
}
