import SimMath

/// A symmetric sparse matrix of 3 x 3 blocks in double precision, for building and analysis; not used in the tick.
struct BlockMatrix: Sendable {
  /// For each row, its columns in ascending order and their blocks.
  private(set) var columns: [[Int32]]
  private(set) var blocks: [[Matrix3D]]

  init(rows: Int) {
    columns = [[Int32]](repeating: [], count: rows)
    blocks = [[Matrix3D]](repeating: [], count: rows)
  }

  var rows: Int { columns.count }

  mutating func add(_ block: Matrix3D, row: Int, column: Int) {
    let c = Int32(column)
    // Binary search for the place of the column.
    var low = 0
    var high = columns[row].count
    while low < high {
      let middle = (low + high) / 2
      if columns[row][middle] < c { low = middle + 1 } else { high = middle }
    }
    if low < columns[row].count && columns[row][low] == c {
      blocks[row][low] = blocks[row][low] + block
    } else {
      columns[row].insert(c, at: low)
      blocks[row].insert(block, at: low)
    }
  }

  func diagonal(_ row: Int) -> Matrix3D {
    guard let k = columns[row].firstIndex(of: Int32(row)) else { return .zero }
    return blocks[row][k]
  }

  func times(_ x: [Vector3D]) -> [Vector3D] {
    var y = [Vector3D](repeating: .zero, count: rows)
    for i in 0..<rows {
      var s = Vector3D.zero
      for (k, c) in columns[i].enumerated() { s += blocks[i][k] * x[Int(c)] }
      y[i] = s
    }
    return y
  }
}
