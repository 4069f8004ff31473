import Frames
import Scoring
import SimMath
import Testing

@Suite struct SiteTests {
  /// Examines everything, then decides.
  static func card(
    lesions: [LesionTruth], safe: Bool = true, rubric: Rubric = DefaultRubric.rubric,
    decide: (inout SessionBuilder) -> Void
  ) -> Scorecard {
    var session = SessionBuilder(lesions: lesions, safeSiteExists: safe, rubric: rubric)
    session.palpate()
    session.freezeAll()
    decide(&session)
    return session.finish()
  }

  @Test func marginByHand() {
    // Along the axis: centre 20 mm away, edge 4 mm from the centre.
    let axial = Self.card(lesions: [SessionBuilder.lesion("L1", angle: 0, axial: 0.020)]) { $0.site(0, 0.040) }
    #expect(isClose(axial.value(.siteMargin), 0.016, 1e-7))
    // Around: 0.75 rad of 16 mm are 12 mm, less 4 mm; 8 mm is 2 mm too little.
    let round = Self.card(lesions: [SessionBuilder.lesion("L1", angle: 0.75, axial: 0.040)]) { $0.site(0, 0.040) }
    #expect(isClose(round.value(.siteMargin), 0.008, 1e-7))
    #expect(isClose(round.item("site-margin")?.points, 14 * 0.8, 1e-4))
    #expect(round.lost(.marginShort).count == 1)
    #expect(round.item("site-decision")?.points == 0)
    #expect(round.lost(.decisionShort).count == 1)
    #expect(round.outcome == .scored)
  }

  @Test func marginGoesTheShortWayRound() {
    // From 1.2 to -3.0 rad: 2 pi - 4.2 = 2.0832 rad of 16 mm, less 4 mm.
    let card = Self.card(lesions: [SessionBuilder.lesion("L1", angle: -3.0, axial: 0.040)]) { $0.site(1.2, 0.040) }
    #expect(isClose(card.value(.siteMargin), (2 * Double.pi - 4.2) * 0.016 - 0.004, 1e-7))
  }

  @Test func marginToAnEllipse() {
    var lesion = SessionBuilder.lesion("L1", angle: 0, axial: 0.020)
    lesion.circumferentialRadius = 0.002
    lesion.axialRadius = 0.007
    let card = Self.card(lesions: [lesion]) { $0.site(0, 0.040) }
    #expect(isClose(card.value(.siteMargin), 0.013, 1e-7))
  }

  @Test func nearestLesionDecides() {
    let lesions = [
      SessionBuilder.lesion("L1", angle: 0, axial: 0.010), SessionBuilder.lesion("L2", angle: 0, axial: 0.025),
    ]
    #expect(isClose(Self.card(lesions: lesions) { $0.site(0, 0.040) }.value(.siteMargin), 0.011, 1e-7))
  }

  @Test func withoutALesionTheMarginIsTheLength() {
    let card = Self.card(lesions: []) { $0.site(0, 0.040) }
    #expect(card.value(.siteMargin) == 0.06)
    #expect(card.item("site-margin")?.points == 14)
    #expect(card.item("site-decision")?.points == 10)
  }

  @Test func aSiteOverALesionEndsTheGrading() throws {
    let card = Self.card(lesions: [SessionBuilder.lesion("L1", angle: 0, axial: 0.040)]) { $0.site(0, 0.041) }
    #expect(card.outcome == .gateFailed)
    #expect(card.causes == ["site.on-lesion"])
    #expect(card.score == 0)
    #expect(card.item("time")?.notRatedReason == "gate-failed")
    let gate = try #require(card.lost(.gateOnLesion).first)
    #expect(gate.points == 0)
    #expect(isClose(gate.arguments["inside_mm"], 3, 1e-4))
    #expect(isClose(gate.place?.axial, 0.041, 1e-8))
    #expect(gate.reason == "The site lies over lesion 1, 3.0 mm inside its edge.")
  }

  @Test func aCorrectedSiteCounts() {
    let card = Self.card(lesions: [SessionBuilder.lesion("L1", angle: 0, axial: 0.010)]) {
      $0.site(0, 0.010)
      $0.site(0, 0.040)
    }
    #expect(card.outcome == .scored)
    #expect(card.item("site-decision")?.points == 10)
  }

  @Test func anUnsafePatient() {
    let lesions = [0.030, 0.040, 0.050].map { SessionBuilder.lesion("L", angle: 0, axial: $0) }
    let wrong = Self.card(lesions: lesions, safe: false) { $0.site(0.9, 0.045) }
    #expect(wrong.causes == ["site.unsafe-patient"])
    #expect(wrong.score == 0)
    let right = Self.card(lesions: lesions, safe: false) { $0.event(.noSafeSiteDeclared) }
    #expect(right.outcome == .scored)
    #expect(right.item("site-decision")?.points == 10)
    #expect(right.item("site-margin")?.points == 14)
    #expect(right.value(.siteMargin) == nil)
  }

  @Test func declaringNoneWhereThereIsASafeSite() {
    let card = Self.card(lesions: []) {
      $0.site(0, 0.04)
      $0.event(.noSafeSiteDeclared)
    }
    #expect(card.outcome == .scored)
    #expect(card.item("site-decision")?.points == 0)
    #expect(card.item("site-margin")?.points == 0)
    #expect(card.lost(.decisionDeclaredNone).first?.points == 10)
    #expect(card.lost(.marginDeclaredNone).first?.points == 14)
  }

  @Test func noDecision() {
    let card = Self.card(lesions: []) { _ in }
    #expect(card.causes == ["no-decision"])
    #expect(card.score == 0)
    var ranOut = SessionBuilder()
    ranOut.rest(seconds: 1)
    #expect(ranOut.finish(.ranOut).causes == ["no-decision"])
  }

  @Test func zoneAndReach() {
    let proximal = Self.card(lesions: []) { $0.site(0, 0.010) }
    #expect(proximal.value(.siteInZone) == 0)
    #expect(proximal.value(.siteInReach) == 1)
    #expect(proximal.lost(.decisionOutsideZone).first?.points == 10)
    let behind = Self.card(lesions: []) { $0.site(2.5, 0.040) }
    #expect(behind.value(.siteInReach) == 0)
    #expect(behind.lost(.decisionOutOfReach).first?.points == 10)
    let both = Self.card(lesions: []) { $0.site(2.5, 0.010) }
    #expect(both.lost(.decisionOutOfReach).first?.points == 5)
    #expect(both.lost(.decisionOutsideZone).first?.points == 5)
  }

  @Test func tooLittleMarginIsAGateWhereTheRubricSaysSo() {
    let strict = DefaultRubric.rubric.with { $0.gates.append("site.margin") }
    let lesions = [SessionBuilder.lesion("L1", angle: 0.75, axial: 0.040)]
    #expect(Self.card(lesions: lesions, rubric: strict) { $0.site(0, 0.040) }.causes == ["site.margin"])
    // With a margin that is right to the rounding of single precision it is not.
    let just = [SessionBuilder.lesion("L1", angle: 0, axial: 0.026)]
    #expect(Self.card(lesions: just, rubric: strict) { $0.site(0, 0.040) }.outcome == .scored)
  }

  @Test func aGuessedSiteEarnsNothing() throws {
    var session = SessionBuilder()
    session.rest(seconds: 1)
    session.site(0, 0.040)
    let card = session.finish()
    #expect(card.item("site-margin")?.points == 0)
    #expect(card.item("site-decision")?.points == 0)
    let lost = try #require(card.lost(.decisionUnexamined).first)
    #expect(lost.points == 10)
    #expect(lost.arguments["felt_percent"] == 0)

    // Felt but not scanned is no better: soft plaque cannot be felt.
    var felt = SessionBuilder()
    felt.palpate()
    felt.site(0, 0.040)
    #expect(felt.finish().item("site-decision")?.points == 0)
  }

  @Test func withoutForceFeedbackScanningIsEnough() {
    var session = SessionBuilder(rendersForce: false)
    session.freezeAll()
    session.site(0, 0.040)
    let card = session.finish()
    #expect(card.item("site-decision")?.points == 10)
    var unscanned = SessionBuilder(rendersForce: false)
    unscanned.site(0, 0.040)
    #expect(unscanned.finish().lost(.decisionUnscanned).first?.points == 10)
  }
}
