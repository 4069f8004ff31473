import SimMath

extension Matrix3D {
  /// The double contraction tr(A'B).
  func contraction(_ b: Matrix3D) -> Double { c0.dot(b.c0) + c1.dot(b.c1) + c2.dot(b.c2) }
  /// The sum of the diagonal.
  var trace: Double { c0.x + c1.y + c2.z }
}
