import Frames
import Scoring
import Testing

@Suite struct LesionTests {
  static let two = [
    SessionBuilder.lesion("L1", angle: -0.6, axial: 0.015),
    SessionBuilder.lesion("L2", .soft, angle: 0.6, axial: 0.020),
  ]

  @Test func f1ByHand() throws {
    // Truth: three to the touch. Two found, one missed, one false mark: F1 = 4 / (4 + 1 + 1).
    var session = SessionBuilder(lesions: [
      SessionBuilder.lesion("L1", angle: -0.8, axial: 0.010),
      SessionBuilder.lesion("L2", .mixed, angle: 0.8, axial: 0.010),
      SessionBuilder.lesion("L3", angle: 0, axial: 0.050),
    ])
    session.feelAndMark(-0.8, 0.011)
    session.feelAndMark(0.8, 0.010)
    session.feelAndMark(0, 0.030)
    let wrong = session.tick - 1
    session.site(0.5, 0.032)
    let card = session.finish()
    #expect(isClose(card.value(.touchF1), 2.0 / 3))
    // F1 0.667 on the scale 0.3 ... 1 of 14 points, and the loss is shared by both faults.
    let points = 14 * (2.0 / 3 - 0.3) / 0.7
    #expect(isClose(card.item("lesions-touch")?.points, points))
    let false1 = try #require(card.lost(.touchFalse).first)
    #expect(false1.tick == wrong)
    #expect(isClose(false1.points, (14 - points) / 2))
    #expect(isClose(false1.place?.axial, 0.030, 1e-8))
    let missed = try #require(card.lost(.touchNotFelt).first)
    #expect(missed.arguments["lesion"] == 3)
    #expect(isClose(missed.points, (14 - points) / 2))
    #expect(missed.tick == session.tick - 1)
  }

  @Test func modalityIsTheToolInHand() {
    var session = SessionBuilder(lesions: Self.two)
    session.feelAndMark(-0.6, 0.015)
    session.mark(-0.6, 0.015, by: .ultrasoundProbe)
    session.mark(0.6, 0.020, by: .ultrasoundProbe)
    session.site(0, 0.045)
    let card = session.finish()
    #expect(card.value(.touchF1) == 1)
    #expect(card.value(.ultrasoundF1) == 1)

    // The same marks all by touch: ultrasound found nothing, and the soft one is no finding of touch.
    var felt = SessionBuilder(lesions: Self.two)
    felt.feelAndMark(-0.6, 0.015)
    felt.feelAndMark(0.6, 0.020)
    felt.site(0, 0.045)
    let other = felt.finish()
    #expect(other.value(.touchF1) == 1)
    #expect(other.value(.ultrasoundF1) == 0)
    #expect(other.lost(.ultrasoundMissed).count == 2)
  }

  @Test func furtherMarksOnALesionCountOnce() {
    var session = SessionBuilder(lesions: Self.two)
    for axial in [0.014, 0.015, 0.016] { session.mark(-0.6, axial, by: .ultrasoundProbe) }
    session.site(0, 0.045)
    // One of two found, no false mark: F1 = 2 / (2 + 1).
    #expect(isClose(session.finish().value(.ultrasoundF1), 2.0 / 3))
  }

  @Test func oneMarkStandsForOneLesion() {
    // Edges 1 mm apart: a mark between them is near both but can stand for one only.
    let near = [
      SessionBuilder.lesion("L1", angle: 0, axial: 0.010), SessionBuilder.lesion("L2", angle: 0, axial: 0.019),
    ]
    var session = SessionBuilder(lesions: near)
    session.mark(0, 0.0145, by: .ultrasoundProbe)
    session.site(0, 0.045)
    #expect(isClose(session.finish().value(.ultrasoundF1), 2.0 / 3))

    // A second mark that only the first lesion can take: the shared one must move to the other.
    var both = SessionBuilder(lesions: near)
    both.mark(0, 0.0145, by: .ultrasoundProbe)
    both.mark(0, 0.004, by: .ultrasoundProbe)
    both.site(0, 0.045)
    #expect(both.finish().value(.ultrasoundF1) == 1)
  }

  @Test func toleranceIsFromTheEdge() {
    // Edge at 4 mm, tolerance 3 mm: 6.9 mm from the centre counts, 7.1 mm does not.
    for (offset, expected) in [(0.0069, 1.0), (0.0071, 0.0)] {
      var session = SessionBuilder(lesions: [SessionBuilder.lesion("L1", angle: 0, axial: 0.010)])
      session.mark(0, 0.010 + offset, by: .ultrasoundProbe)
      session.site(0, 0.045)
      #expect(session.finish().value(.ultrasoundF1) == expected)
    }
  }

  @Test func takingBackAMark() {
    var session = SessionBuilder(lesions: Self.two)
    session.mark(-0.6, 0.015, by: .ultrasoundProbe)
    session.mark(0, 0.050, by: .ultrasoundProbe)
    session.event(.lesionUnmarked)
    session.mark(0.6, 0.020, by: .ultrasoundProbe)
    session.site(0, 0.045)
    #expect(session.finish().value(.ultrasoundF1) == 1)
  }

  @Test func markingEverywhereDoesNotPay() throws {
    var session = SessionBuilder(lesions: Self.two)
    for axial in stride(from: 0.004, to: 0.06, by: 0.008) {
      for angle in [-1.0, -0.6, 0, 0.6, 1.0] { session.mark(angle, axial, by: .ultrasoundProbe) }
    }
    session.site(0, 0.045)
    let card = session.finish()
    #expect(try #require(card.value(.ultrasoundF1)) < 0.3)
    #expect(card.item("lesions-ultrasound")?.points == 0)
    let unread = try #require(card.lost(.ultrasoundOverLimit).first)
    #expect(unread.points == 0)
    #expect(unread.arguments["limit"] == 8)
    #expect(unread.arguments["left_out"] == 27)
  }

  @Test func aGuessByTouchDoesNotCount() throws {
    var session = SessionBuilder(lesions: Self.two)
    session.mark(-0.6, 0.015, by: .palpationProbe)
    session.press(SessionBuilder.at(-0.6, 0.015), seconds: 0.3)
    session.site(0, 0.045)
    let card = session.finish()
    #expect(card.value(.touchF1) == 0)
    #expect(card.lost(.touchGuessed).count == 1)
    // It was felt later, but not marked again.
    #expect(card.lost(.touchMissed).count == 1)
  }

  @Test func missedAtTheMomentItWasFelt() throws {
    var session = SessionBuilder(lesions: Self.two)
    session.rest(seconds: 1)
    session.press(SessionBuilder.at(-0.6, 0.015), seconds: 0.3)
    session.rest(seconds: 1)
    session.site(0, 0.045)
    let missed = try #require(session.finish().lost(.touchMissed).first)
    // 1 s of rest, then 100 ms until a contact is felt.
    #expect(missed.tick == 1099)
  }

  @Test func noLesionIsAnAnswerOfOneWhoExamined() {
    var thorough = SessionBuilder()
    thorough.palpate()
    thorough.freezeAll()
    thorough.site(0, 0.040)
    let card = thorough.finish()
    #expect(card.value(.touchF1) == 1)
    #expect(card.value(.ultrasoundF1) == 1)

    var lazy = SessionBuilder()
    lazy.palpate(share: 0.5)
    lazy.freeze(.shortAxisMid, axial: 0.03, turn: SessionBuilder.across)
    lazy.site(0, 0.040)
    let other = lazy.finish()
    #expect(other.value(.touchF1) == nil)
    #expect(other.value(.ultrasoundF1) == nil)
    #expect(other.item("lesions-touch")?.notRatedReason == "coverage-too-low")
    #expect(other.item("lesions-ultrasound")?.notRatedReason == "views-incomplete")
  }

  @Test func aFalseMarkWhereThereIsNoLesion() {
    var session = SessionBuilder()
    session.palpate()
    session.mark(0, 0.03, by: .palpationProbe)
    session.site(0, 0.040)
    let card = session.finish()
    #expect(card.value(.touchF1) == 0)
    #expect(card.item("lesions-touch")?.points == 0)
  }
}
