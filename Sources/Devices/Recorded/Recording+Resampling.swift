import SimMath

extension Recording {
  /// Length of the recording, s.
  var duration: Double { times[times.count - 1] }

  /// The pose at `time` (s, within the recording) in the interval that starts at sample `i`.
  ///
  /// Positions follow a monotone cubic (Fritsch and Butland 1984), which never leaves the span of its two samples;
  /// a gap is crossed in a straight line. Orientations turn at constant speed (Shoemake 1985).
  func pose(at time: Double, interval i: Int) -> Pose {
    let h = times[i + 1] - times[i]
    let s = min(1, max(0, (time - times[i]) / h))
    let position: Vector3D
    if intervalIsGap[i] {
      position = positions[i] + s * (positions[i + 1] - positions[i])
    } else {
      position = Vector3D(
        cubic(i, h, s) { $0.x }, cubic(i, h, s) { $0.y }, cubic(i, h, s) { $0.z })
    }
    let q = Self.slerp(orientations[i], orientations[i + 1], s)
    return Pose(
      position: Vector3(position),
      orientation: Quaternion(x: Float(q[0]), y: Float(q[1]), z: Float(q[2]), w: Float(q[3])).normalized)
  }

  private func cubic(_ i: Int, _ h: Double, _ s: Double, _ part: (Vector3D) -> Double) -> Double {
    let a = part(positions[i])
    let b = part(positions[i + 1])
    let ma = slope(i, part) * h
    let mb = slope(i + 1, part) * h
    let s2 = s * s
    let s3 = s2 * s
    return a * (2 * s3 - 3 * s2 + 1) + ma * (s3 - 2 * s2 + s) + b * (3 * s2 - 2 * s3) + mb * (s3 - s2)
  }

  /// Slope at a sample: the weighted harmonic mean of its neighbours', 0 at a turn; that of its only neighbour at an
  /// end and beside a gap.
  private func slope(_ i: Int, _ part: (Vector3D) -> Double) -> Double {
    func secant(_ k: Int) -> Double { (part(positions[k + 1]) - part(positions[k])) / (times[k + 1] - times[k]) }
    let before = i > 0 && !intervalIsGap[i - 1] ? secant(i - 1) : nil
    let after = i < times.count - 1 && !intervalIsGap[i] ? secant(i) : nil
    guard let d0 = before, let d1 = after else { return before ?? after ?? 0 }
    guard d0 * d1 > 0 else { return 0 }
    let h0 = times[i] - times[i - 1]
    let h1 = times[i + 1] - times[i]
    let w0 = 2 * h1 + h0
    let w1 = h1 + 2 * h0
    return (w0 + w1) / (w0 / d0 + w1 / d1)
  }

  static func slerp(_ a: [Double], _ b: [Double], _ s: Double) -> [Double] {
    let c = (a[0] * b[0] + a[1] * b[1]) + (a[2] * b[2] + a[3] * b[3])
    let angle = Trigonometry.acos(c)
    var wa = 1 - s
    var wb = s
    if angle > 1e-4 {
      let inverse = 1 / Trigonometry.sin(angle)
      wa = Trigonometry.sin((1 - s) * angle) * inverse
      wb = Trigonometry.sin(s * angle) * inverse
    }
    return (0..<4).map { wa * a[$0] + wb * b[$0] }
  }
}
