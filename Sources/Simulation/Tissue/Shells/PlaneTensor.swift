/// A symmetric 2 x 2 tensor in the plane of a triangle, in double precision.
struct PlaneTensor: Sendable {
  var xx, yy, xy: Double

  static func dyad(_ a: SIMD2<Double>) -> PlaneTensor { PlaneTensor(xx: a.x * a.x, yy: a.y * a.y, xy: a.x * a.y) }

  var trace: Double { xx + yy }
  var normSquared: Double { xx * xx + yy * yy + 2 * xy * xy }
  var determinant: Double { xx * yy - xy * xy }
  var inverse: PlaneTensor {
    let d = determinant
    return PlaneTensor(xx: yy / d, yy: xx / d, xy: -xy / d)
  }

  static func * (t: PlaneTensor, v: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(t.xx * v.x + t.xy * v.y, t.xy * v.x + t.yy * v.y)
  }
  static func * (k: Double, t: PlaneTensor) -> PlaneTensor { PlaneTensor(xx: k * t.xx, yy: k * t.yy, xy: k * t.xy) }
  static func + (a: PlaneTensor, b: PlaneTensor) -> PlaneTensor {
    PlaneTensor(xx: a.xx + b.xx, yy: a.yy + b.yy, xy: a.xy + b.xy)
  }
}
