/// How stiff a place feels: the rise of force over the depth of the hand while pressing and easing.
///
/// The wall moves with every heart beat, by as much as a press; a slow swing of the force is therefore taken away by a
/// cubic in time, and only what rises and falls with the hand counts. Least squares over the touched moments.
struct StiffnessSense: Equatable {
  private static let n = 5
  private var a = [Double](repeating: 0, count: n * n)
  private var b = [Double](repeating: 0, count: n)
  private(set) var samples = 0
  private var forceSum = 0.0
  private var heightSum = 0.0

  /// - Parameters:
  ///   - phase: -1 to 1 over the time of feeling.
  ///   - height: of the hand, m; force: away from the wall, N.
  mutating func add(phase: Double, height: Double, force: Double) {
    // Below a twentieth of a newton nothing is felt.
    guard force > 0.05 else { return }
    // Millimetres, so that the matrix is well scaled.
    let x = [1, phase, phase * phase, phase * phase * phase, -1000 * height]
    for i in 0..<Self.n {
      b[i] += x[i] * force
      for j in 0..<Self.n { a[i * Self.n + j] += x[i] * x[j] }
    }
    samples += 1
    forceSum += force
    heightSum += height
  }

  /// Mean force while touching, N.
  var meanForce: Double { samples > 0 ? forceSum / Double(samples) : 0 }
  var meanHeight: Double { samples > 0 ? heightSum / Double(samples) : 0 }

  /// Felt stiffness, N/m; nil if it was not touched for long enough to tell.
  var stiffness: Double? {
    guard samples >= 100 else { return nil }
    let n = Self.n
    var l = a
    var y = b
    // Cholesky's factorisation, forward and backward.
    for j in 0..<n {
      for i in j..<n {
        var s = l[i * n + j]
        for k in 0..<j { s -= l[i * n + k] * l[j * n + k] }
        if i == j {
          guard s > 1e-9 else { return nil }
          l[j * n + j] = s.squareRoot()
        } else {
          l[i * n + j] = s / l[j * n + j]
        }
      }
    }
    for i in 0..<n {
      for k in 0..<i { y[i] -= l[i * n + k] * y[k] }
      y[i] /= l[i * n + i]
    }
    // The last unknown is all that is wanted of the backward pass.
    let k = 1000 * y[n - 1] / l[n * n - 1]
    return k > 0 ? k : nil
  }
}
