import SimMath

/// The turn by the least angle that takes one direction to another.
struct ThreadTurn {
  /// Axis x sine.
  private let axis: Vector3D
  /// 1 / (1 + cosine); 0 where the directions are nearly opposite, which turns nothing.
  private let share: Double

  /// Vectors of any length; one without length turns nothing.
  @inline(__always) init(from a: Vector3D, to b: Vector3D) {
    let lengths = (a.lengthSquared * b.lengthSquared).squareRoot()
    let inverse = lengths > 0 ? 1 / lengths : 0
    let cosine = inverse * a.dot(b)
    let isUsable = lengths > 0 && cosine > -0.9
    axis = isUsable ? inverse * a.cross(b) : .zero
    share = isUsable ? 1 / (1 + cosine) : 0
  }

  /// Rodrigues' formula.
  @inline(__always) func apply(_ v: Vector3D) -> Vector3D {
    let once = axis.cross(v)
    return (v + once) + share * axis.cross(once)
  }
}
