import SimMath

/// How a hand's jaws hold a thread.
struct ThreadGrasp: BitwiseCopyable {
  var isActive = false
  /// The jaws were closed at the end of the last tick: what is between them must have come in before.
  var wasClosed = false
  /// Place of the thread between the jaws, tool axes, m.
  var place = Vector3.zero
  /// Where the thread was after its last solve, m.
  var anchor = Vector3.zero

  /// Pads: half of their width and how far up from the tip they reach, m. Usual: 1.3 mm and half of the jaws, at most
  /// 10 mm.
  static var halfWidth: Float { 0.001_3 }
  static func reach(_ jaw: Jaw) -> Float { min(0.010, 0.5 * jaw.length) }
}
