import Foundation
import SimMath
import Testing

@Suite struct ExponentialTests {
  @Test func agreesWithTheLibraryToTwoUnitsInTheLastPlace() {
    var random = Random(seed: 4)
    for k in 0..<20_000 {
      let x = random.uniform(-1, 1) * (k % 2 == 0 ? 700 : 5)
      let exact = Foundation.exp(x)
      #expect(abs(Exponential.exp(x) - exact) <= 2 * exact.ulp)
    }
  }

  @Test func endsOfTheRange() {
    #expect(Exponential.exp(0) == 1)
    #expect(Exponential.exp(-1000) == 0)
    #expect(Exponential.exp(1000) == .infinity)
    #expect(Exponential.exp(.nan).isNaN)
    #expect(Exponential.exp(709).isFinite && Exponential.exp(709) > 8e307)
  }
}
