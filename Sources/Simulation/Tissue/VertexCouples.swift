/// What the sweep reads of each vertex's tetrahedra, two at a time and in the order of reading, so that it streams.
struct VertexCouples {
  /// Where each vertex's couples begin; [N + 1].
  var start: [Int32] = [0]
  /// The two tetrahedra of each couple; T stands for none; [..][2].
  var tetrahedra: [Int32] = []
  /// Gradient of the vertex (3) and the two coefficients at the couple's eight points; zero where there is no tetrahedron,
  /// so that it adds nothing; [..][5][8].
  var points: [Float] = []

  /// - Parameters:
  ///   - incident: for each vertex, its tetrahedra as 10 t + local node.
  ///   - gradients: [T][10][3][4].
  ///   - coefficients: [T][2][4].
  init(
    incident: [[Int32]], tetrahedronCount t: Int, gradients: UnsafePointer<Float>, coefficients: UnsafePointer<Float>
  ) {
    for list in incident {
      for k in stride(from: 0, to: list.count, by: 2) {
        let two = (k..<(k + 2)).map { $0 < list.count ? Int(list[$0]) : nil }
        tetrahedra += two.map { Int32(($0 ?? 10 * t) / 10) }
        for row in 0..<5 {
          for i in two {
            for q in 0..<4 {
              guard let i else {
                points.append(0)
                continue
              }
              points.append(row < 3 ? gradients[12 * i + 4 * row + q] : coefficients[8 * (i / 10) + 4 * (row - 3) + q])
            }
          }
        }
      }
      start.append(Int32(tetrahedra.count / 2))
    }
  }
}
