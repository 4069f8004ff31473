import SimMath

/// How a tool answers to a force without the tissue's help: the inverse of its own stiffness.
struct ToolCompliance {
  /// Of a ball, m/N.
  var ball: Float = 0
  /// Of an instrument, in all its unknowns.
  var matrix = BodyMatrix()
  var isBall = true

  static func * (a: borrowing ToolCompliance, f: BodyVector) -> BodyVector {
    a.isBall ? BodyVector(linear: a.ball * f.linear) : a.matrix * f
  }
}
