import SimMath

extension TriangleMesh {
  /// A box with rounded edges about `center`.
  ///
  /// - Parameters:
  ///   - half: half its edges, m; each more than `radius`.
  ///   - radius: of the rounding, m.
  ///   - turn: about y, rad.
  ///   - steps: cells along an edge, at least 3.
  static func box(
    center: SIMD3<Float>, half: SIMD3<Float>, radius: Float, material: FieldMaterial, turn: Float = 0, steps: Int = 6
  ) -> TriangleMesh {
    // A fine cube pushed onto the rounded box: all of each edge's rounding lies in its outer cells.
    let core = half - SIMD3(repeating: radius)
    let (s, c) = Trigonometry.sincos(Double(turn))
    var mesh = TriangleMesh()
    for axis in 0..<3 {
      for side in [Float(-1), 1] {
        let base = UInt32(mesh.vertices.count)
        let (u, v) = ((axis + 1) % 3, (axis + 2) % 3)
        for j in 0...steps {
          for i in 0...steps {
            var q = SIMD3<Float>(repeating: 0)
            q[axis] = side
            q[u] = Self.spread(i, steps)
            q[v] = Self.spread(j, steps)
            // Where the direction leaves the core, and the ball around that corner, edge or face.
            var inner = SIMD3<Float>.zero
            var outward = SIMD3<Float>.zero
            for k in 0..<3 {
              let edge = min(1, abs(q[k])) * half[k]
              inner[k] = min(core[k], max(-core[k], (q[k] < 0 ? -1 : 1) * edge))
              outward[k] = q[k] * half[k] - inner[k]
            }
            let n = normalize(outward)
            let p = inner + radius * n
            let turned = SIMD3(Float(c) * p.x + Float(s) * p.z, p.y, Float(c) * p.z - Float(s) * p.x)
            let normal = SIMD3(Float(c) * n.x + Float(s) * n.z, n.y, Float(c) * n.z - Float(s) * n.x)
            mesh.vertices.append(Vertex(position: center + turned, normal: normal, material: material))
          }
        }
        let w = UInt32(steps + 1)
        for j in 0..<UInt32(steps) {
          for i in 0..<UInt32(steps) {
            let a = base + j * w + i
            let (b, c, d) = (a + 1, a + w + 1, a + w)
            mesh.indices += side > 0 ? [a, b, c, a, c, d] : [a, c, b, a, d, c]
          }
        }
      }
    }
    return mesh
  }

  /// Grid lines of a box's side: dense at its ends, where the rounding is.
  private static func spread(_ i: Int, _ n: Int) -> Float {
    let t = 2 * Float(i) / Float(n) - 1
    let a = abs(t)
    return (t < 0 ? -1 : 1) * (1 - (1 - a) * (1 - a))
  }

  /// A body of revolution about +y: `profile` runs from its lower to its upper end as (radius, height), m. Each section
  /// may be squeezed: `shape` stretches x and z.
  static func lathe(
    profile: [(radius: Float, height: Float, material: FieldMaterial)], sides: Int,
    shape: (Float) -> SIMD2<Float> = { _ in SIMD2(1, 1) }, roundness: Float = 2
  ) -> TriangleMesh {
    grid(columns: sides, rows: profile.count, closed: true) { i, j in
      let (s, c) = Trigonometry.sincos(-2 * Double.pi * Double(i) / Double(sides))
      let point = profile[j]
      let stretch = shape(point.height)
      // A superellipse: 2 is round, more is boxy.
      let r = max(point.radius, 1e-6)
      let e = 2 / roundness
      return (SIMD3(r * power(c, e) * stretch.x, point.height, r * power(s, e) * stretch.y), point.material)
    }
  }

  /// A round tube along a smooth curve through `points`.
  static func tube(
    through points: [SIMD3<Float>], radius: Float, sides: Int = 8, steps: Int = 6, material: FieldMaterial
  ) -> TriangleMesh {
    let curve = Curve(points).sampled(steps: steps)
    return grid(columns: sides, rows: curve.count, closed: true) { i, j in
      let along = normalize(curve[min(j + 1, curve.count - 1)] - curve[max(j - 1, 0)])
      let side = normalize(cross(along, abs(along.y) < 0.9 ? SIMD3(0, 1, 0) : SIMD3(1, 0, 0)))
      let up = cross(side, along)
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(i) / Double(sides))
      return (curve[j] + radius * (Float(c) * side - Float(s) * up), material)
    }
  }

  /// A level cut through a long body: a rounded rectangle.
  struct Section {
    var center: SIMD3<Float>
    /// Half its width along x and z, m.
    var half: SIMD2<Float>
    var material: FieldMaterial
    /// 2 is an ellipse, more is boxy.
    var roundness: Float = 4
  }

  /// A body through cuts from its lower to its upper end, with bevelled ends.
  static func loft(_ sections: [Section], sides: Int = 24) -> TriangleMesh {
    guard var first = sections.first, var last = sections.last else { return TriangleMesh() }
    var rows = sections
    func bevel(_ s: Section) -> Float { 0.3 * min(s.half.x, s.half.y) }
    let (low, high) = (bevel(first), bevel(last))
    rows[0].center.y += low
    rows[rows.count - 1].center.y -= high
    first.half -= SIMD2(repeating: low)
    last.half -= SIMD2(repeating: high)
    let (bottom, top) = (first, last)
    first.half *= 0.001
    last.half *= 0.001
    rows = [first, bottom] + rows + [top, last]
    return grid(columns: sides, rows: rows.count, closed: true) { i, j in
      let s = rows[j]
      let (sine, cosine) = Trigonometry.sincos(-2 * Double.pi * Double(i) / Double(sides))
      return (
        s.center
          + SIMD3(s.half.x * power(cosine, 2 / s.roundness), 0, s.half.y * power(sine, 2 / s.roundness)), s.material
      )
    }
  }

  /// |x|^e with the sign of x.
  private static func power(_ x: Double, _ e: Float) -> Float {
    let m = Float(Trigonometry.exp(Double(e) * Trigonometry.log(max(1e-9, abs(x)))))
    return x < 0 ? -m : m
  }

  /// A closed ring of wire in the plane of x and y.
  static func ring(
    center: SIMD3<Float>, half: SIMD2<Float>, radius: Float, material: FieldMaterial, steps: Int = 32
  ) -> TriangleMesh {
    let points = (0...steps).map { i -> SIMD3<Float> in
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(i) / Double(steps))
      return center + SIMD3(half.x * Float(c), half.y * Float(s), 0)
    }
    return tube(through: points, radius: radius, sides: 12, steps: 1, material: material)
  }
}
