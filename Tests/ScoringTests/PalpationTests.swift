import Frames
import Scoring
import Testing

@Suite struct PalpationTests {
  static func coverage(_ press: (inout SessionBuilder) -> Void) -> Double? {
    var session = SessionBuilder()
    press(&session)
    session.site(0, 0.04)
    return session.finish().value(.palpationCoverage)
  }

  @Test func onePressByHand() throws {
    // A disc of 5 mm of a surface of 2 x 1.2 x 16 mm by 60 mm, counted in 2 mm cells.
    let one = try #require(Self.coverage { $0.press(SessionBuilder.at(0, 0.03), seconds: 0.3) })
    let expected = Double.pi * 25 / (2 * 1.2 * 16 * 60)
    #expect(abs(one - expected) < 0.2 * expected)
    // Pressing the same place again feels nothing new.
    let twice = Self.coverage {
      $0.press(SessionBuilder.at(0, 0.03), seconds: 0.3)
      $0.press(SessionBuilder.at(0, 0.03), seconds: 0.3)
    }
    #expect(twice == one)
  }

  @Test func allOfIt() { #expect(Self.coverage { $0.palpate() } ?? 0 > 0.95) }

  @Test func needsForceInTheBand() {
    let place = SessionBuilder.at(0, 0.03)
    #expect(Self.coverage { $0.press(place, force: 0.29, seconds: 0.5) } == 0)
    #expect(Self.coverage { $0.press(place, force: 3.1, seconds: 0.5) } == 0)
    #expect(Self.coverage { $0.press(place, force: 0.31, seconds: 0.5) } ?? 0 > 0)
  }

  @Test func needsForceAtTheHand() {
    let place = SessionBuilder.at(0, 0.03)
    #expect(Self.coverage { $0.press(place, force: 1, seconds: 0.5, rendered: 0) } == 0)
    #expect(
      Self.coverage {
        $0.flags = [.connected, .noForce]
        $0.press(place, force: 1, seconds: 0.5)
      } == 0)
  }

  @Test func aTapIsNotFelt() {
    #expect(
      Self.coverage { session in
        for axial in stride(from: 0.004, to: 0.06, by: 0.005) {
          session.press(SessionBuilder.at(0, axial), seconds: 0.08)
        }
      } == 0)
  }

  @Test func notWithTheUltrasoundProbe() {
    #expect(
      Self.coverage {
        $0.tool = .ultrasoundProbe
        $0.press(SessionBuilder.at(0, 0.03), seconds: 0.5)
      } == 0)
  }

  @Test func notBehindTheReach() {
    // Pressed at 2.5 rad; the accessible surface ends at 1.2.
    #expect(Self.coverage { $0.press(SessionBuilder.at(2.5, 0.03), seconds: 0.5) } == 0)
  }

  @Test func notWhilePaused() {
    #expect(
      Self.coverage {
        $0.paused = true
        $0.press(SessionBuilder.at(0, 0.03), seconds: 0.5)
        $0.paused = false
      } == 0)
  }

  @Test func theDeductionPointsToTheGap() throws {
    var session = SessionBuilder()
    session.palpate(share: 0.4)
    session.site(0, 0.04)
    let lost = try #require(session.finish().lost(.palpationCoverage).first)
    #expect(try #require(lost.place).axial > 0.055)
  }
}
