import Frames
import Scoring
import Testing

@Suite struct ForceTests {
  @Test func peakWithItsMoment() throws {
    var session = SessionBuilder()
    session.palpate()
    let start = session.tick
    session.press(SessionBuilder.at(0.3, 0.02), force: 5.5, seconds: 0.2)
    session.site(0, 0.04)
    let card = session.finish()
    #expect(isClose(card.value(.forcePeak), 5.5, 1e-6))
    // Half way from 3 to 8 N: half of the 4 points.
    #expect(isClose(card.item("force-peak")?.points, 2, 1e-6))
    let lost = try #require(card.lost(.forcePeak).first)
    #expect(lost.tick == start)
    #expect(isClose(lost.place?.axial, 0.02, 1e-8))
    #expect(lost.reason == "The largest force was 5.5 N; up to 3.0 N costs nothing.")
    #expect(isClose(card.value(.forceOverThreshold), 0.2))
  }

  @Test func onlyRenderedForceCounts() {
    var session = SessionBuilder()
    session.press(SessionBuilder.at(0, 0.03), force: 20, seconds: 0.5, rendered: 2)
    session.site(0, 0.04)
    let card = session.finish()
    #expect(isClose(card.value(.forcePeak), 2, 1e-6))
    #expect(card.value(.forceOverThreshold) == 0)
    #expect(isClose(card.value(.forceImpulse), 1, 1e-6))
  }

  @Test func continuousForceIsTheWorstTenSeconds() {
    var session = SessionBuilder()
    session.rest(seconds: 5)
    session.press(SessionBuilder.at(0, 0.03), force: 2, seconds: 5)
    session.rest(seconds: 10)
    session.site(0, 0.04)
    // 2 N for 5 of 10 s.
    #expect(isClose(session.finish().value(.forceMeanContinuous), 1, 1e-6))
    var short = SessionBuilder()
    short.press(SessionBuilder.at(0, 0.03), force: 2, seconds: 5)
    short.site(0, 0.04)
    #expect(short.finish().value(.forceMeanContinuous) == nil)
  }

  @Test func overThresholdPointsToTheLongest() throws {
    var session = SessionBuilder()
    session.palpate()
    session.press(SessionBuilder.at(0, 0.01), force: 4, seconds: 1)
    let start = session.tick
    session.press(SessionBuilder.at(0, 0.05), force: 4, seconds: 2)
    session.site(0, 0.04)
    let card = session.finish()
    #expect(isClose(card.value(.forceOverThreshold), 3))
    #expect(try #require(card.lost(.forceOverThreshold).first).tick == start)
  }

  @Test func saturationIsReported() {
    var session = SessionBuilder()
    session.rest(seconds: 1)
    session.status = [.forceClamped]
    session.press(SessionBuilder.at(0, 0.03), force: 20, seconds: 0.499, rendered: 12)
    session.status = []
    session.site(0, 0.04)
    #expect(isClose(session.finish().value(.forceSaturated), 0.5))
  }

  @Test func notTouchingIsNotGentleness() {
    var session = SessionBuilder()
    session.rest(seconds: 1)
    session.site(0, 0.04)
    let card = session.finish()
    #expect(card.value(.forcePeak) == 0)
    #expect(card.item("force-peak")?.points == nil)
    #expect(card.item("force-peak")?.notRatedReason == "coverage-too-low")
  }
}
