import Frames
import Scoring
import SimMath
import Testing

@Suite struct SmoothnessTests {
  /// v = exp(-5 t^2), t = -1 ... 0.99, 100 Hz: the reference's golden vector.
  static let golden = (0..<200).map { i in
    let t = -1 + Double(i) / 100
    return Trigonometry.exp(-5 * t * t)
  }

  @Test func goldenVector() throws {
    let sparc = try #require(Smoothness.sparc(speed: Self.golden, rate: 100))
    let jerk = try #require(Smoothness.dimensionlessJerk(speed: Self.golden, rate: 100))
    let log = try #require(Smoothness.logDimensionlessJerk(speed: Self.golden, rate: 100))
    #expect(abs(sparc - -1.41403) < 5e-6)
    #expect(abs(jerk - -335.74684) < 5e-6)
    #expect(abs(log - -5.81636) < 5e-6)
  }

  @Test func doNotDependOnScale() throws {
    let doubled = Self.golden.map { 2 * $0 }
    let sparc = try #require(Smoothness.sparc(speed: Self.golden, rate: 100))
    #expect(isClose(Smoothness.sparc(speed: doubled, rate: 100), sparc))
    #expect(
      isClose(
        Smoothness.logDimensionlessJerk(speed: doubled, rate: 100),
        try #require(Smoothness.logDimensionlessJerk(speed: Self.golden, rate: 100))))
  }

  @Test func tremorIsLessSmooth() throws {
    let shaky = Self.golden.enumerated().map { i, v in
      max(0, v + 0.1 * Trigonometry.sin(2 * Double.pi * 9 * Double(i) / 100))
    }
    let smooth = try #require(Smoothness.sparc(speed: Self.golden, rate: 100))
    #expect(try #require(Smoothness.sparc(speed: shaky, rate: 100)) < smooth)
    #expect(
      try #require(Smoothness.logDimensionlessJerk(speed: shaky, rate: 100))
        < (try #require(Smoothness.logDimensionlessJerk(speed: Self.golden, rate: 100))))
  }

  @Test func nothingToMeasure() {
    #expect(Smoothness.sparc(speed: [], rate: 100) == nil)
    #expect(Smoothness.sparc(speed: [0, 0, 0, 0], rate: 100) == nil)
    #expect(Smoothness.dimensionlessJerk(speed: [1, 2], rate: 100) == nil)
    #expect(Smoothness.logDimensionlessJerk(speed: [1, 1, 1], rate: 100) == nil)
  }

  /// Two bell-shaped reaches and a press between them: the press is not measured.
  @Test func reachesAreCutAtContact() throws {
    var session = SessionBuilder()
    func reach(_ session: inout SessionBuilder, from a: Vector3, to b: Vector3) {
      for i in 1...600 {
        let t = Double(i) / 600
        let s = t * t * t * (10 - 15 * t + 6 * t * t)
        session.position = a + Float(s) * (b - a)
        session.step()
      }
    }
    let top = Vector3(0, 0.05, 0)
    let low = Vector3(0, 0.017, 0.03)
    session.rest(seconds: 0.2)
    reach(&session, from: top, to: low)
    session.rest(seconds: 0.1)
    session.press(SessionBuilder.at(0, 0.03), to: SessionBuilder.at(0.8, 0.03), seconds: 1)
    session.position = low
    session.rest(seconds: 0.1)
    reach(&session, from: low, to: top)
    session.rest(seconds: 0.2)
    session.site(0, 0.04)
    let card = session.finish()
    #expect(card.value(.reaches) == 2)
    // A minimum-jerk reach: near the smoothest there is.
    #expect(try #require(card.value(.sparc)) > -1.7)
    #expect(try #require(card.value(.ldlj)) > -7)
    #expect(!card.items.contains { $0.metric.hasPrefix("smoothness") })
  }
}
