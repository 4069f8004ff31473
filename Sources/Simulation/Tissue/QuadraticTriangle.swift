/// The six-node triangle, a face of the ten-node tetrahedron: corners 0-2, middles 3-5 of the edges 01, 12, 20.
public enum QuadraticTriangle {
  public static let nodes = 6

  /// Shape functions at barycentric (l0, l1, l2).
  public static func shape(_ l: (Double, Double, Double)) -> [Double] {
    [
      l.0 * (2 * l.0 - 1), l.1 * (2 * l.1 - 1), l.2 * (2 * l.2 - 1), 4 * l.0 * l.1, 4 * l.1 * l.2, 4 * l.2 * l.0,
    ]
  }

  /// Derivatives by u = l1 and v = l2 with l0 = 1 - u - v.
  public static func derivatives(_ l: (Double, Double, Double)) -> (u: [Double], v: [Double]) {
    (
      [1 - 4 * l.0, 4 * l.1 - 1, 0, 4 * (l.0 - l.1), 4 * l.2, -4 * l.2],
      [1 - 4 * l.0, 0, 4 * l.2 - 1, -4 * l.1, 4 * l.1, 4 * (l.0 - l.2)]
    )
  }

  /// The six-point rule of degree 4 (Dunavant 1985): exact for the volume swept by a quadratic face. Weights sum to 1/2.
  public static let rule: [(l: (Double, Double, Double), weight: Double)] = {
    let a = 0.445_948_490_915_965
    let b = 0.091_576_213_509_771
    let wa = 0.111_690_794_839_005_5
    let wb = 0.054_975_871_827_661
    return [
      ((1 - 2 * a, a, a), wa), ((a, 1 - 2 * a, a), wa), ((a, a, 1 - 2 * a), wa), ((1 - 2 * b, b, b), wb),
      ((b, 1 - 2 * b, b), wb), ((b, b, 1 - 2 * b), wb),
    ]
  }()

  /// Centres of the 4^2 triangles that each face is divided into: the samples of contact, all of equal share.
  public static let samples: [(Double, Double, Double)] = {
    var s: [(Double, Double, Double)] = []
    let n = 4
    for i in 0..<n {
      for j in 0..<(n - i) {
        let h = 1 / Double(n)
        let u = (Double(i) + 1.0 / 3) * h
        let v = (Double(j) + 1.0 / 3) * h
        s.append((1 - u - v, u, v))
        if j < n - i - 1 {
          let u2 = (Double(i) + 2.0 / 3) * h
          let v2 = (Double(j) + 2.0 / 3) * h
          s.append((1 - u2 - v2, u2, v2))
        }
      }
    }
    return s
  }()
}
