import Frames
import Scoring
import SimMath
import Testing

@Suite struct MovementTests {
  @Test func pausesAreLeftOut() {
    var session = SessionBuilder()
    session.rest(seconds: 2)
    session.event(.paused)
    session.paused = true
    session.rest(seconds: 5)
    // The tool was moved in the pause: neither path nor time.
    session.position = Vector3(1, 1, 1)
    session.rest(seconds: 5)
    session.paused = false
    session.event(.resumed)
    session.rest(seconds: 1)
    session.site(0, 0.04)
    let card = session.finish()
    // 3 s of rest and four ticks with events: paused, resumed, site, finished.
    #expect(isClose(card.value(.timeTotal), 3.004))
    #expect(card.value(.pathLength) == 0)
    #expect(card.value(.pathEconomy) == nil)
  }

  @Test func pathOfAStraightLine() {
    var session = SessionBuilder()
    session.move(to: Vector3(0.3, 0.05, 0), speed: 0.1)
    session.site(0, 0.04)
    let card = session.finish()
    // 0.3 m; the last step of 20 ms may be cut.
    #expect(isClose(card.value(.pathLength), 0.3, 0.002))
    // The reference path: 2 x 1.2 x 16 mm x 60 mm / 10 mm + 60 mm.
    let reference = 2 * 1.2 * 0.016 * 0.06 / 0.010 + 0.06
    #expect(isClose(card.value(.pathEconomy), reference / 0.3, 0.01))
  }

  @Test func economyIsAtMostOne() {
    var session = SessionBuilder()
    session.move(to: Vector3(0.05, 0.05, 0), speed: 0.1)
    session.site(0, 0.04)
    #expect(session.finish().value(.pathEconomy) == 1)
  }

  @Test func idleNeedsTimeAndStillness() throws {
    var session = SessionBuilder()
    session.move(to: Vector3(0.1, 0.05, 0), speed: 0.1)
    session.rest(seconds: 1.5)
    session.move(to: Vector3(0, 0.05, 0), speed: 0.1)
    session.rest(seconds: 3)
    session.move(to: Vector3(0.1, 0.05, 0), speed: 0.1)
    session.press(SessionBuilder.at(0, 0.03), seconds: 4)
    session.site(0, 0.04)
    // 1.5 s is a pause between movements, 4 s on the tissue is feeling.
    #expect(try #require(session.finish().value(.idleTime)) > 2.7)
    #expect(try #require(session.finish().value(.idleTime)) < 3.1)
  }

  @Test func tremorIsNotMovement() {
    var session = SessionBuilder()
    for i in 0..<5000 {
      // 10 Hz, 0.1 mm: 6 mm/s at its fastest, over the threshold for idling.
      session.position = Vector3(Float(0.0001 * Trigonometry.sin(2 * Double.pi * 0.01 * Double(i))), 0.05, 0)
      session.step()
    }
    session.site(0, 0.04)
    #expect(session.finish().value(.idleTime) ?? 0 > 4.7)
  }
}
