import SimMath

/// A place on the curve of a thread: the cubic B-spline of its vertices, which begins and ends with each piece of it.
///
/// On the polygon itself a place that slides would hang at every corner, where its way along the thread turns all at once.
struct ThreadSeat {
  /// First of four vertices and their weights.
  var first: Int
  var weight: SIMD4<Double>
  /// The weights' first and second derivatives by the length of thread in segments.
  var rate: SIMD4<Double>
  var bend: SIMD4<Double>

  /// - Parameters:
  ///   - u: length of thread from its first end, in segments; what is beyond the ends is at them.
  ///   - segments: at least 4.
  ///   - broken: of every segment.
  @inline(__always) init(at u: Double, segments: Int, broken: UnsafeMutablePointer<UInt8>) {
    var j = min(segments - 1, max(0, Int(u)))
    var s = min(1, max(0, u - Double(j)))
    if broken[j] != 0 {
      // The end of one of the two pieces.
      if j > 0 && (s < 0.5 || j == segments - 1) { (j, s) = (j - 1, 1) } else { (j, s) = (j + 1, 0) }
    }
    let r = 1 - s
    var w = SIMD4(r * r * r, 4 - 3 * s * s * (1 + r), 4 - 3 * r * r * (1 + s), s * s * s) * (1.0 / 6)
    var d = SIMD4(-0.5 * r * r, s * (1.5 * s - 2), r * (2 - 1.5 * r), 0.5 * s * s)
    var b = SIMD4(r, 3 * s - 2, 3 * r - 2, s)
    // Beyond an end the thread goes on straight.
    if j == 0 || broken[j - 1] != 0 { (w, d, b) = (Self.begun(w), Self.begun(d), Self.begun(b)) }
    if j == segments - 1 || broken[j + 1] != 0 { (w, d, b) = (Self.ended(w), Self.ended(d), Self.ended(b)) }
    first = min(segments - 3, max(0, j - 1))
    if j == 0 {
      (w, d, b) = (Self.earlier(w), Self.earlier(d), Self.earlier(b))
    } else if j == segments - 1 {
      (w, d, b) = (Self.later(w), Self.later(d), Self.later(b))
    }
    weight = w
    rate = d
    bend = b
  }

  @inline(__always) private static func begun(_ w: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(0, w[1] + 2 * w[0], w[2] - w[0], w[3])
  }
  @inline(__always) private static func ended(_ w: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(w[0], w[1] - w[3], w[2] + 2 * w[3], 0)
  }
  @inline(__always) private static func earlier(_ w: SIMD4<Double>) -> SIMD4<Double> { SIMD4(w[1], w[2], w[3], 0) }
  @inline(__always) private static func later(_ w: SIMD4<Double>) -> SIMD4<Double> { SIMD4(0, w[0], w[1], w[2]) }

  /// The weighted sum of the four of a list of vertices, [N][3].
  @inline(__always) func sum(_ w: SIMD4<Double>, _ p: UnsafeMutablePointer<Double>) -> Vector3D {
    let a = p + 3 * first
    return Vector3D(
      (w[0] * a[0] + w[1] * a[3]) + (w[2] * a[6] + w[3] * a[9]), (w[0] * a[1] + w[1] * a[4]) + (w[2] * a[7] + w[3] * a[10]),
      (w[0] * a[2] + w[1] * a[5]) + (w[2] * a[8] + w[3] * a[11]))
  }
}
