import SimMath

/// How a hand's jaws hold a thread, or one blade of scissors pushes it.
struct ThreadGrasp: BitwiseCopyable {
  var isActive = false
  /// The jaws were closed at the end of the last tick: what is between them must have come in before.
  var wasClosed = false
  /// What it moves with: the instrument for jaws that hold it, one jaw for a blade that pushes it.
  var part = ShapePrimitive.Part.body
  /// Place of the thread in the axes of that part, m.
  var place = Vector3.zero
  /// Where the thread was after its last solve, m.
  var anchor = Vector3.zero

  /// Pads: half of their width and how far up from the tip they reach, m. Usual: 1.3 mm and half of the jaws, at most
  /// 10 mm.
  static var halfWidth: Float { 0.001_3 }
  static func reach(_ jaw: Jaw) -> Float { min(0.010, 0.5 * jaw.length) }
}
