import SimMath

/// Division of a polygon that is nearly flat and convex, with points along its sides, into triangles.
enum PolygonTriangles {
  /// The division whose worst triangle is best, by height over longest side.
  ///
  /// - Parameter p: corners in order, 3 or more, m.
  static func divide(_ p: [Vector3D]) -> [SIMD3<Int>] {
    let n = p.count
    guard n > 3 else { return [SIMD3(0, 1, 2)] }
    var normal = Vector3D.zero
    for i in 1..<(n - 1) { normal = normal + (p[i] - p[0]).cross(p[i + 1] - p[0]) }
    let size = normal.length
    if size > 0 { normal = (1 / size) * normal }
    func quality(_ i: Int, _ j: Int, _ k: Int) -> Double {
      let (a, b, c) = (p[j] - p[i], p[k] - p[j], p[i] - p[k])
      let longest = max(a.dot(a), max(b.dot(b), c.dot(c)))
      return longest > 0 ? a.cross(b).dot(normal) / longest : -1
    }
    // Of the points i ... j alone (Klincsek 1980).
    var best = [Double](repeating: .infinity, count: n * n)
    var apex = [Int](repeating: 0, count: n * n)
    for span in 2..<n {
      for i in 0..<(n - span) {
        let j = i + span
        var most = -Double.infinity
        for k in (i + 1)..<j {
          let worst = min(quality(i, k, j), min(best[i * n + k], best[k * n + j]))
          if worst > most {
            most = worst
            apex[i * n + j] = k
          }
        }
        best[i * n + j] = most
      }
    }
    var result: [SIMD3<Int>] = []
    var open = [(0, n - 1)]
    while let (i, j) = open.popLast() {
      guard j - i > 1 else { continue }
      let k = apex[i * n + j]
      result.append(SIMD3(i, k, j))
      open.append((i, k))
      open.append((k, j))
    }
    return result
  }
}
