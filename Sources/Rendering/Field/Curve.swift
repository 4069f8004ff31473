/// A smooth curve through points (Catmull and Rom 1974).
struct Curve: Sendable {
  let points: [SIMD3<Float>]

  init(_ points: [SIMD3<Float>]) { self.points = points }

  /// The curve's point at `t` from 0 to `points.count - 1`.
  func at(_ t: Float) -> SIMD3<Float> {
    let last = points.count - 1
    let i = min(max(0, Int(t)), max(0, last - 1))
    let u = t - Float(i)
    let b = points[i]
    let c = points[min(i + 1, last)]
    let a = i > 0 ? points[i - 1] : b + (b - c)
    let d = i + 2 <= last ? points[i + 2] : c + (c - b)
    let linear = (c - a) * u
    let square = (2 * a - 5 * b + 4 * c - d) * (u * u)
    let cube = (3 * b - a - 3 * c + d) * (u * u * u)
    return b + 0.5 * (linear + square + cube)
  }

  /// `steps` pieces between each two points.
  func sampled(steps: Int) -> [SIMD3<Float>] {
    let n = (points.count - 1) * steps
    return (0...n).map { at(Float($0) / Float(steps)) }
  }
}
