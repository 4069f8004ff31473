import Foundation
import SimMath
import Testing

@Suite struct TrigonometryTests {
  /// Within two units in the last place of the C library over many arguments.
  @Test func agreesWithTheLibrary() {
    var random = Random(seed: 1)
    for _ in 0..<20_000 {
      let x = random.uniform(-100, 100)
      let (s, c) = Trigonometry.sincos(x)
      #expect(abs(s - Foundation.sin(x)) < 4e-16 && abs(c - Foundation.cos(x)) < 4e-16)
      let y = random.uniform(-100, 100)
      #expect(abs(Trigonometry.atan2(y, x) - Foundation.atan2(y, x)) < 2e-15)
      let e = random.uniform(-50, 50)
      #expect(abs(Trigonometry.exp(e) / Foundation.exp(e) - 1) < 2e-15)
      let l = Foundation.exp(e)
      #expect(abs(Trigonometry.log(l) - Foundation.log(l)) < 4e-16 * max(1, abs(e)))
      let a = random.uniform(-1, 1)
      #expect(abs(Trigonometry.acos(a) - Foundation.acos(a)) < 1e-14)
    }
  }

  @Test func edges() {
    #expect(Trigonometry.sin(0) == 0 && Trigonometry.cos(0) == 1)
    #expect(Trigonometry.sincos(1e9).sin.isNaN)
    #expect(Trigonometry.atan2(0, -1) == Double.pi && Trigonometry.atan2(0, 0) == 0)
    #expect(Trigonometry.exp(1000) == .infinity && Trigonometry.exp(-1000) == 0)
    #expect(Trigonometry.log(0) == -.infinity && Trigonometry.log(-1).isNaN && Trigonometry.log(1) == 0)
  }
}
