/// A symmetric positive definite matrix stored by rows from the first non-zero column to the diagonal, factored in place
/// (Jennings 1966). Double precision; for reference solutions.
final class EnvelopeMatrix {
  let size: Int
  private let first: [Int]
  private let start: [Int]
  private let values: UnsafeMutablePointer<Double>
  private let count: Int

  /// - Parameter first: for each row its first column that can differ from zero.
  init(first: [Int]) {
    size = first.count
    self.first = first
    var starts: [Int] = []
    var total = 0
    for i in 0..<first.count {
      starts.append(total)
      total += i - first[i] + 1
    }
    start = starts
    count = total
    values = .allocate(capacity: max(1, total))
    values.initialize(repeating: 0, count: max(1, total))
  }

  deinit { values.deallocate() }

  func clear() { values.update(repeating: 0, count: count) }

  /// Adds to the entry in row `i`, column `j`, of which only the lower half (j at most i) is kept.
  func add(_ v: Double, _ i: Int, _ j: Int) {
    if j <= i { values[start[i] + j - first[i]] += v }
  }

  /// Replaces the matrix by its Cholesky factor; false if it is not positive definite.
  func factor() -> Bool {
    for i in 0..<size {
      let fi = first[i]
      let ri = values + start[i] - fi
      for j in fi..<i {
        let fj = first[j]
        let rj = values + start[j] - fj
        var k = max(fi, fj)
        var a = 0.0
        var b = 0.0
        var c = 0.0
        var d = 0.0
        while k + 4 <= j {
          a += ri[k] * rj[k]
          b += ri[k + 1] * rj[k + 1]
          c += ri[k + 2] * rj[k + 2]
          d += ri[k + 3] * rj[k + 3]
          k += 4
        }
        while k < j {
          a += ri[k] * rj[k]
          k += 1
        }
        ri[j] = (ri[j] - ((a + b) + (c + d))) / rj[j]
      }
      var s = ri[i]
      for k in fi..<i { s -= ri[k] * ri[k] }
      guard s > 0 else { return false }
      ri[i] = s.squareRoot()
    }
    return true
  }

  /// Solves with the factor, in place.
  func solve(_ x: inout [Double]) {
    for i in 0..<size {
      let row = values + start[i] - first[i]
      var s = x[i]
      for k in first[i]..<i { s -= row[k] * x[k] }
      x[i] = s / row[i]
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      let row = values + start[i] - first[i]
      let s = x[i] / row[i]
      x[i] = s
      for k in first[i]..<i { x[k] -= s * row[k] }
    }
  }
}
