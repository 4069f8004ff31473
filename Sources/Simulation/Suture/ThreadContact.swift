import SimMath

/// Two pieces of thread, or one and an obstacle, that press each other.
struct ThreadContact: BitwiseCopyable {
  /// Segment, and the other segment, or -1 - the number of an obstacle, and beyond those of the vertex over a place of tissue.
  var a, b: Int32
  /// Where along each segment the contact is, 0 ... 1.
  var s, t: Double
  /// From the other one to segment `a`; unit vector.
  var normal: Vector3D
  /// Distance of the surfaces, m.
  var gap: Double
  /// Normal force, N, and its change per depth, N/m.
  var force: Double
  var stiffness: Double
  /// Elastic part of the sliding way before the tick and now, m: friction is `tangential` x it.
  var heldBefore: Vector3D
  var held: Vector3D
  var slides: Bool
  /// Friction per way, N/m.
  var tangential: Double
  /// Friction's limit, N: Coulomb's, of what the contact has pressed with in the tick before.
  var limit: Double
  /// Whether only the step to come would lead into it.
  var isExpected = false
  /// Stiffness of the contact in the last Newton step, N/m; of two pieces of thread only.
  var block = SymmetricBlockD.zero

  static var none: ThreadContact {
    ThreadContact(
      a: 0, b: 0, s: 0, t: 0, normal: .zero, gap: 0, force: 0, stiffness: 0, heldBefore: .zero, held: .zero,
      slides: false, tangential: 0, limit: 0)
  }
}
