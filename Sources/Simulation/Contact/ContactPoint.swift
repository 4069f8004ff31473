import SimMath

/// Force and stiffness of one sample in contact.
struct ContactPoint {
  /// Out of the tool, unit length.
  var normal: Vector3
  /// Depth of entry, m.
  var depth: Float
  /// Force of the tool on the tissue, N.
  var force: Vector3
  /// Normal part of it, N.
  var normalForce: Float
  /// Stiffness along the normal and, after slipping, across it, N/m. At least the true one.
  var normalStiffness: Float
  var tangentialStiffness: Float
  /// Tangential stretch of the friction spring, m.
  var slip: Vector3

  /// False where a sucker only pulls.
  @inline(__always) var touches: Bool { normalStiffness > 0 }

  /// K = k_n n n' + k_t (I - n n').
  @inline(__always) var stiffness: SymmetricBlock {
    var k = SymmetricBlock.zero
    k.addDiagonal(tangentialStiffness)
    k.addDyad(normalStiffness - tangentialStiffness, normal)
    return k
  }
}
