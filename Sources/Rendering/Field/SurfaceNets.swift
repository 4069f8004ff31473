/// Turns a signed distance into triangles: one vertex in each cell of a grid that the surface crosses, at the mean of
/// the crossings of its edges (Gibson 1998), moved onto the surface.
enum SurfaceNets {
  /// - Parameters:
  ///   - low, high: corners of the box, m.
  ///   - cell: edge of a cell, m.
  ///   - distance: m, negative inside; changes by no more than about 1.2 m/m.
  static func positions(
    low: SIMD3<Float>, high: SIMD3<Float>, cell: Float, distance: (SIMD3<Float>) -> Float
  ) -> (positions: [SIMD3<Float>], indices: [UInt32]) {
    let size = SIMD3<Int>(
      Int(((high.x - low.x) / cell).rounded(.up)) + 1, Int(((high.y - low.y) / cell).rounded(.up)) + 1,
      Int(((high.z - low.z) / cell).rounded(.up)) + 1)
    let values = sample(low: low, size: size, cell: cell, distance: distance)
    func index(_ x: Int, _ y: Int, _ z: Int) -> Int { (z * size.y + y) * size.x + x }

    var positions: [SIMD3<Float>] = []
    var vertexOf = [Int32](repeating: -1, count: values.count)
    let corners = (0..<8).map { SIMD3($0 & 1, ($0 >> 1) & 1, $0 >> 2) }
    let edges = (0..<8).flatMap { a in [1, 2, 4].compactMap { a & $0 == 0 ? (a, a | $0) : nil } }
    for z in 0..<(size.z - 1) {
      for y in 0..<(size.y - 1) {
        for x in 0..<(size.x - 1) {
          let d = corners.map { values[index(x + $0.x, y + $0.y, z + $0.z)] }
          let inside = d.filter { $0 < 0 }.count
          guard inside > 0, inside < 8 else { continue }
          var sum = SIMD3<Float>.zero
          var count: Float = 0
          for (a, b) in edges where (d[a] < 0) != (d[b] < 0) {
            let t = d[a] / (d[a] - d[b])
            sum += mix(SIMD3<Float>(corners[a]), SIMD3<Float>(corners[b]), t)
            count += 1
          }
          vertexOf[index(x, y, z)] = Int32(positions.count)
          positions.append(low + cell * (SIMD3(Float(x), Float(y), Float(z)) + sum / count))
        }
      }
    }

    // A quad around every edge of the grid that the surface crosses.
    var indices: [UInt32] = []
    let axes = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    for z in 1..<(size.z - 1) {
      for y in 1..<(size.y - 1) {
        for x in 1..<(size.x - 1) {
          let here = values[index(x, y, z)]
          for a in 0..<3 {
            let e = axes[a]
            let there = values[index(x + e.x, y + e.y, z + e.z)]
            guard (here < 0) != (there < 0) else { continue }
            let u = axes[(a + 1) % 3]
            let v = axes[(a + 2) % 3]
            let quad = [(0, 0), (1, 0), (1, 1), (0, 1)].map { i, j in
              vertexOf[index(x - i * u.x - j * v.x, y - i * u.y - j * v.y, z - i * u.z - j * v.z)]
            }
            guard quad.allSatisfy({ $0 >= 0 }) else { continue }
            let q = quad.map { UInt32($0) }
            indices += here < 0 ? [q[0], q[1], q[2], q[0], q[2], q[3]] : [q[0], q[2], q[1], q[0], q[3], q[2]]
          }
        }
      }
    }
    return (positions, indices)
  }

  /// The distance at all grid points; blocks far from the surface get that of their middle.
  private static func sample(
    low: SIMD3<Float>, size: SIMD3<Int>, cell: Float, distance: (SIMD3<Float>) -> Float
  ) -> [Float] {
    var values = [Float](repeating: 0, count: size.x * size.y * size.z)
    let block = 8
    let halfDiagonal = 0.5 * Float(block) * cell * 1.7321 * 1.25
    for bz in stride(from: 0, to: size.z, by: block) {
      for by in stride(from: 0, to: size.y, by: block) {
        for bx in stride(from: 0, to: size.x, by: block) {
          let middle = low + cell * (SIMD3(Float(bx), Float(by), Float(bz)) + SIMD3(repeating: Float(block) / 2))
          let d = distance(middle)
          let isFar = abs(d) > halfDiagonal
          for z in bz..<min(bz + block, size.z) {
            for y in by..<min(by + block, size.y) {
              for x in bx..<min(bx + block, size.x) {
                let at = (z * size.y + y) * size.x + x
                values[at] = isFar ? d : distance(low + cell * SIMD3(Float(x), Float(y), Float(z)))
              }
            }
          }
        }
      }
    }
    return values
  }
}
