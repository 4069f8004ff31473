import Frames
import Scoring
import Testing

/// Every short cut must score below a clumsy but honest novice, in each kind of patient.
@Suite struct CheaterTests {
  struct Patient: Sendable, CustomTestStringConvertible {
    var name: String
    var lesions: [LesionTruth]
    var testDescription: String { name }
  }

  static let patients = [
    Patient(name: "no lesion", lesions: []),
    Patient(name: "calcified", lesions: [SessionBuilder.lesion("L1", angle: -0.6, axial: 0.015)]),
    Patient(name: "soft", lesions: [SessionBuilder.lesion("L1", .soft, angle: 0.6, axial: 0.022)]),
    Patient(
      name: "two",
      lesions: [
        SessionBuilder.lesion("L1", angle: -0.7, axial: 0.012),
        SessionBuilder.lesion("L2", .mixed, angle: 0.7, axial: 0.030),
      ]),
  ]

  /// Palpates three quarters, too hard at times, misses a view and misnames one, finds the first lesion only and marks
  /// one where there is none, and keeps 8 mm or so.
  static func novice(_ patient: Patient) -> Scorecard {
    var session = SessionBuilder(lesions: patient.lesions)
    session.palpate(share: 0.8)
    session.press(SessionBuilder.at(0.2, 0.03), force: 5, seconds: 3)
    if let lesion = patient.lesions.first {
      if lesion.kind != .soft { session.feelAndMark(lesion.center.angle, lesion.center.axial + 0.005) }
      session.mark(lesion.center.angle, lesion.center.axial, by: .ultrasoundProbe)
      session.mark(0, 0.055, by: .ultrasoundProbe)
    }
    session.freeze(.shortAxisProximal, axial: 0.010, turn: 0.2)
    session.freeze(.shortAxisMid, axial: 0.030, turn: 0.3)
    session.freeze(.shortAxisMid, axial: 0.052, turn: 0.1)
    session.freeze(.longAxisAscending, axial: 0.03, turn: 1.4)
    session.site(0, 0.040)
    return session.finish()
  }

  static func markAll(_ patient: Patient) -> Scorecard {
    var session = SessionBuilder(lesions: patient.lesions)
    for tool in [Tool.palpationProbe, .ultrasoundProbe] {
      for axial in stride(from: 0.005, to: 0.06, by: 0.010) {
        for angle in [-0.9, -0.3, 0.3, 0.9] {
          if tool == .palpationProbe {
            session.feelAndMark(angle, axial)
          } else {
            session.mark(angle, axial, by: tool)
          }
        }
      }
    }
    session.site(0, 0.040)
    return session.finish()
  }

  static func noTouch(_ patient: Patient) -> Scorecard {
    var session = SessionBuilder(lesions: patient.lesions)
    // Marks and a site by guess, a slow walk over the vessel without contact.
    session.move(to: SessionBuilder.surface(SessionBuilder.at(0, 0.06)), speed: 0.02)
    session.mark(-0.6, 0.015, by: .palpationProbe)
    session.mark(0.6, 0.030, by: .palpationProbe)
    session.site(0, 0.040)
    return session.finish()
  }

  static func idleFinish(_ patient: Patient) -> Scorecard {
    var session = SessionBuilder(lesions: patient.lesions)
    session.rest(seconds: 5)
    session.site(0, 0.040)
    return session.finish()
  }

  /// Presses a full grid well enough to be felt, but reads nothing from it and looks at nothing.
  static func pokeGrid(_ patient: Patient) -> Scorecard {
    var session = SessionBuilder(lesions: patient.lesions)
    for axial in stride(from: 0.004, to: 0.06, by: 0.007) {
      for angle in stride(from: -1.1, through: 1.1, by: 0.44) {
        session.press(SessionBuilder.at(angle, axial), force: 2, seconds: 0.2)
      }
    }
    session.site(0, 0.040)
    return session.finish()
  }

  @Test(arguments: patients) func scoreBelowTheNovice(_ patient: Patient) throws {
    let novice = Self.novice(patient)
    #expect(novice.outcome == .scored)
    let honest = try #require(novice.score)
    for (name, card) in [
      ("mark-all", Self.markAll(patient)), ("no-touch", Self.noTouch(patient)),
      ("idle-finish", Self.idleFinish(patient)), ("poke-grid", Self.pokeGrid(patient)),
    ] {
      #expect((card.score ?? 0) < honest, "\(name) \(card.score ?? -1), novice \(honest)")
      expectKnownRules(card)
    }
    expectKnownRules(novice)
    // Clumsy: far from all points.
    #expect(honest < 75)
  }

  @Test func idleFinishHasNothing() {
    for patient in Self.patients {
      let card = Self.idleFinish(patient)
      #expect(card.value(.palpationCoverage) == 0)
      #expect(card.score ?? 0 == 0)
    }
    var silent = SessionBuilder()
    silent.rest(seconds: 5)
    #expect(silent.finish().outcome == .gateFailed)
  }

  @Test func declaringNoneAtOnceEarnsNothing() {
    var session = SessionBuilder(
      lesions: [0.030, 0.040, 0.050].map { SessionBuilder.lesion("L", angle: 0, axial: $0) }, safeSiteExists: false)
    session.rest(seconds: 1)
    session.event(.noSafeSiteDeclared)
    #expect(session.finish().score ?? 0 == 0)
  }
}
