/// Many organs as one surface that flows from one into the next, with the material of the nearest.
struct OrganField: Sendable {
  /// An organ as plain numbers: a ball around it, and its points.
  private struct Body: Sendable {
    var center: SIMD3<Float>
    var reach: Float
    var first: Int32
    /// Points of a tube; 0 for an ellipsoid, whose points are its middle and its radii.
    var count: Int32
    var lobes: Float
    var lobeDensity: Float
    var blend: Float
  }

  private let bodies: [Body]
  /// Place and radius, m.
  private let points: [SIMD4<Float>]
  private let materials: [FieldMaterial]
  private let noise: Noise
  /// What is left free: a cylinder about z between two heights, and just inside its ends a narrower one, m.
  private let freeRadius: Float
  private let free: ClosedRange<Float>

  /// - Parameters:
  ///   - freeRadius, free: nothing stands in this cylinder about z, where the deforming vessel is.
  init(organs: [Organ], noise: Noise, freeRadius: Float, free: ClosedRange<Float>) {
    var bodies: [Body] = []
    var points: [SIMD4<Float>] = []
    for organ in organs {
      var body = Body(
        center: .zero, reach: 0, first: Int32(points.count), count: 0, lobes: organ.lobes,
        lobeDensity: organ.lobeDensity, blend: organ.blend)
      switch organ.shape {
      case .ellipsoid(let c, let r):
        body.center = c
        body.reach = max(r.x, max(r.y, r.z))
        points += [SIMD4(c, 0), SIMD4(r, 0)]
      case .tube(let path, let radii):
        body.count = Int32(path.count)
        body.center = path.reduce(SIMD3<Float>.zero, +) / Float(path.count)
        for (p, r) in zip(path, radii) {
          body.reach = max(body.reach, length(p - body.center) + r)
          points.append(SIMD4(p, r))
        }
      }
      body.reach += organ.lobes
      bodies.append(body)
    }
    self.bodies = bodies
    self.points = points
    materials = organs.map(\.material)
    self.noise = noise
    self.freeRadius = freeRadius
    self.free = free
  }

  /// Signed distance, m: negative inside.
  func distance(_ p: SIMD3<Float>) -> Float {
    bodies.withUnsafeBufferPointer { bodies in
      points.withUnsafeBufferPointer { points in
        // The smooth minimum of all, one after the other.
        var d: Float = 0.05
        for i in bodies.indices {
          let body = bodies[i]
          let bound = d + body.blend
          let away = p - body.center
          let reach = bound + body.reach
          if reach < 0 || dot(away, away) > reach * reach { continue }
          let e = distance(p, body, points)
          if e >= bound { continue }
          let h = max(0, body.blend - abs(d - e)) / body.blend
          d = min(d, e) - h * h * body.blend * 0.25
        }
        return max(d, freeSpace(p))
      }
    }
  }

  /// Depth in the space of the deforming vessel, m. For 2 mm at its ends what lies under its wall may stay, so that no
  /// gap shows.
  private func freeSpace(_ p: SIMD3<Float>) -> Float {
    let r = (p.x * p.x + p.y * p.y).squareRoot()
    func cylinder(_ radius: Float, _ margin: Float) -> Float {
      min(radius - r, min(p.z - free.lowerBound - margin, free.upperBound - margin - p.z))
    }
    let whole = cylinder(freeRadius, 0.002)
    let ends = min(cylinder(freeRadius, 0), r - freeRadius + 0.0017)
    return max(whole, ends)
  }

  private func distance(
    _ p: SIMD3<Float>, _ body: Body, _ points: UnsafeBufferPointer<SIMD4<Float>>
  ) -> Float {
    var d: Float
    let first = Int(body.first)
    if body.count == 0 {
      // A good bound near the surface (Quilez): k0 (k0 - 1) / k1.
      let r = SIMD3(points[first + 1].x, points[first + 1].y, points[first + 1].z)
      let q = (p - body.center) / r
      let k0 = length(q)
      let k1 = length(q / r)
      d = k1 > 0 ? k0 * (k0 - 1) / k1 : -min(r.x, min(r.y, r.z))
    } else {
      d = .infinity
      for i in first..<(first + Int(body.count) - 1) {
        let a = points[i]
        let ab = points[i + 1] - a
        let pa = SIMD4(p, 0) - a
        let along = SIMD3(ab.x, ab.y, ab.z)
        let from = SIMD3(pa.x, pa.y, pa.z)
        let t = min(1, max(0, dot(from, along) / max(1e-12, dot(along, along))))
        d = min(d, length(from - along * t) - a.w - t * ab.w)
      }
    }
    if body.lobes > 0, d < 4 * body.lobes { d -= body.lobes * (0.62 - noise.cells(p * body.lobeDensity)) }
    return d
  }

  /// Out of the surface near a place.
  func normal(_ p: SIMD3<Float>) -> SIMD3<Float> {
    let h: Float = 0.0004
    // Four corners of a tetrahedron are enough.
    let (a, b) = (SIMD3<Float>(1, -1, -1), SIMD3<Float>(-1, -1, 1))
    let (c, d) = (SIMD3<Float>(-1, 1, -1), SIMD3<Float>(1, 1, 1))
    let first = a * distance(p + a * h) + b * distance(p + b * h)
    return normalize(first + c * distance(p + c * h) + d * distance(p + d * h))
  }

  /// The materials around a place, weighted by nearness.
  func material(_ p: SIMD3<Float>) -> FieldMaterial {
    var sum = 0 * FieldMaterial.fat
    var weights: Float = 0
    points.withUnsafeBufferPointer { points in
      for (i, body) in bodies.enumerated() {
        guard length(p - body.center) < body.reach + 0.004 else { continue }
        let d = distance(p, body, points)
        guard d < 0.004 else { continue }
        let near = max(0, 1 - max(0, d) / 0.003)
        let w = near * near * near * near + 1e-6
        sum = sum + w * materials[i]
        weights += w
      }
    }
    return weights > 0 ? (1 / weights) * sum : .pericardium
  }

  /// How much of the sky over a place on the surface is free of the field, 0 to 1, from a few distances along its
  /// normal.
  func openness(_ p: SIMD3<Float>, _ n: SIMD3<Float>) -> Float {
    var shut: Float = 0
    var scale: Float = 1
    for i in 1...5 {
      let step = 0.0016 * Float(i * i)
      shut += scale * max(0, step - distance(p + n * step)) / step
      scale *= 0.62
    }
    return max(0, 1 - shut / 2.2)
  }
}
