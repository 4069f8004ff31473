/// How much of a tetrahedron, and of a triangle, lies on the positive side of a linear function that is given at its corners.
enum CutFraction {
  /// Share of a tetrahedron's volume where the function is positive, 0 ... 1.
  ///
  /// The positive part is a corner cut off, its complement, or a wedge, whose volume is the sum of three tetrahedra: no
  /// difference of nearly equal numbers.
  static func positive(_ d: InlineArray<4, Float>) -> Float {
    var inside = InlineArray<4, Int>(repeating: 0)
    var outside = InlineArray<4, Int>(repeating: 0)
    var m = 0
    var n = 0
    for k in 0..<4 {
      if d[k] > 0 {
        inside[m] = k
        m += 1
      } else {
        outside[n] = k
        n += 1
      }
    }
    // From corner i towards corner j, the share of the edge on i's side.
    func share(_ i: Int, _ j: Int) -> Float { d[i] / (d[i] - d[j]) }
    switch m {
    case 0: return 0
    case 1:
      let i = inside[0]
      return (share(i, outside[0]) * share(i, outside[1])) * share(i, outside[2])
    case 2:
      let (a, b, c, e) = (inside[0], inside[1], outside[0], outside[1])
      let (ac, ae, bc, be) = (share(a, c), share(a, e), share(b, c), share(b, e))
      return ac * ae + be * ac * (1 - ae) + (1 - ac) * be * bc
    case 3:
      let j = outside[0]
      return 1 - ((1 - share(inside[0], j)) * (1 - share(inside[1], j))) * (1 - share(inside[2], j))
    default: return 1
    }
  }

  /// Share of each material point's quarter of a tetrahedron on the positive side.
  ///
  /// A point's quarter is where its own barycentric coordinate is the largest: six small tetrahedra between corner, middle of
  /// an edge, middle of a face and middle of the whole, all of one size.
  static func ofPoints(_ d: InlineArray<4, Float>) -> InlineArray<4, Float> {
    var result = InlineArray<4, Float>(repeating: 0)
    let whole = 0.25 * ((d[0] + d[1]) + (d[2] + d[3]))
    for q in 0..<4 {
      var sum: Float = 0
      for j in 0..<4 where j != q {
        for k in 0..<4 where k != q && k != j {
          sum += positive([d[q], 0.5 * (d[q] + d[j]), (d[q] + d[j] + d[k]) * (1.0 / 3), whole])
        }
      }
      result[q] = sum * (1.0 / 6)
    }
    return result
  }

  /// Area of a triangle where two linear functions are positive, as a share of the smaller of the areas where one of them is;
  /// 0 where one is nowhere positive.
  static func overlap(_ a: InlineArray<3, Float>, _ b: InlineArray<3, Float>) -> Float {
    let both = area(a, b)
    let least = min(area(a, [1, 1, 1]), area(b, [1, 1, 1]))
    return least > 0 ? both / least : 0
  }

  /// Share of a triangle's area where both functions are positive.
  private static func area(_ a: InlineArray<3, Float>, _ b: InlineArray<3, Float>) -> Float {
    // Sutherland and Hodgman's clipping (1974), in the coordinates (l1, l2) of the triangle.
    var polygon = Polygon()
    polygon.append(0, 0)
    polygon.append(1, 0)
    polygon.append(0, 1)
    return 2 * polygon.clipped(a).clipped(b).area
  }

  /// A convex polygon of a triangle clipped twice.
  private struct Polygon {
    var x = InlineArray<8, Float>(repeating: 0)
    var y = InlineArray<8, Float>(repeating: 0)
    var count = 0

    mutating func append(_ px: Float, _ py: Float) {
      x[count] = px
      y[count] = py
      count += 1
    }

    func clipped(_ d: InlineArray<3, Float>) -> Polygon {
      func value(_ k: Int) -> Float { d[0] * (1 - x[k] - y[k]) + d[1] * x[k] + d[2] * y[k] }
      var result = Polygon()
      for k in 0..<count {
        let next = k + 1 < count ? k + 1 : 0
        let (u, v) = (value(k), value(next))
        if u > 0 { result.append(x[k], y[k]) }
        if (u > 0) != (v > 0) {
          let t = u / (u - v)
          result.append(x[k] + t * (x[next] - x[k]), y[k] + t * (y[next] - y[k]))
        }
      }
      return result
    }

    var area: Float {
      var twice: Float = 0
      for k in 0..<count {
        let next = k + 1 < count ? k + 1 : 0
        twice += x[k] * y[next] - x[next] * y[k]
      }
      return 0.5 * twice
    }
  }
}
