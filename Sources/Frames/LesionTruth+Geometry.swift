extension LesionTruth {
  /// Where `p` lies in the lesion's ellipse: 0 at the centre, 1 on the edge, more outside.
  public func normalizedRadius(at p: VesselCoordinate, outerRadius: Double) -> Double {
    let d = center.offset(to: p, radius: outerRadius)
    let u = d.circumferential / circumferentialRadius
    let v = d.axial / axialRadius
    return (u * u + v * v).squareRoot()
  }

  /// Distance over the outer surface from `p` to the edge of the lesion, m; negative inside.
  ///
  /// Found by Newton's method on the closest point of the ellipse, fixed at 12 steps so that the result is the same
  /// everywhere.
  public func signedDistance(from p: VesselCoordinate, outerRadius: Double) -> Double {
    let d = center.offset(to: p, radius: outerRadius)
    let a = circumferentialRadius
    let b = axialRadius
    let px = abs(d.circumferential)
    let py = abs(d.axial)
    // Closest point by iterating on the centre of curvature (Rousselle's robust scheme).
    var tx = 0.5.squareRoot()
    var ty = 0.5.squareRoot()
    for _ in 0..<12 {
      let x = a * tx
      let y = b * ty
      let ex = (a * a - b * b) * tx * tx * tx / a
      let ey = (b * b - a * a) * ty * ty * ty / b
      let rx = x - ex
      let ry = y - ey
      let qx = px - ex
      let qy = py - ey
      let r = (rx * rx + ry * ry).squareRoot()
      let q = (qx * qx + qy * qy).squareRoot()
      guard q > 0 else { break }
      tx = min(1, max(0, (qx * r / q + ex) / a))
      ty = min(1, max(0, (qy * r / q + ey) / b))
      let t = (tx * tx + ty * ty).squareRoot()
      guard t > 0 else { break }
      tx /= t
      ty /= t
    }
    let dx = px - a * tx
    let dy = py - b * ty
    let distance = (dx * dx + dy * dy).squareRoot()
    let inside = (px / a) * (px / a) + (py / b) * (py / b) < 1
    return inside ? -distance : distance
  }
}
