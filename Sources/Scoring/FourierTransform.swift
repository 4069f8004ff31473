import SimMath

/// The discrete Fourier transform with our own trigonometry: the same bits on every machine.
enum FourierTransform {
  /// Transforms in place (Cooley and Tukey 1965, radix 2). The count of both must be the same power of two.
  static func forward(_ re: inout [Double], _ im: inout [Double]) {
    let n = re.count
    precondition(n > 0 && n & (n - 1) == 0 && im.count == n, "the length must be a power of two")
    guard n > 1 else { return }
    // Reversed bits bring every butterfly's inputs together.
    var j = 0
    for i in 1..<n {
      var bit = n >> 1
      while j & bit != 0 {
        j ^= bit
        bit >>= 1
      }
      j |= bit
      if i < j {
        re.swapAt(i, j)
        im.swapAt(i, j)
      }
    }
    let turn = (0..<n / 2).map { Trigonometry.sincos(-2 * Double.pi * Double($0) / Double(n)) }
    var width = 2
    while width <= n {
      let half = width / 2
      for start in stride(from: 0, to: n, by: width) {
        for k in 0..<half {
          let (s, c) = turn[k * (n / width)]
          let a = start + k
          let b = a + half
          let x = re[b] * c - im[b] * s
          let y = re[b] * s + im[b] * c
          re[b] = re[a] - x
          im[b] = im[a] - y
          re[a] += x
          im[a] += y
        }
      }
      width *= 2
    }
  }
}
