import Frames
import Localisation
import Testing

@testable import Scenarios

/// The shipped scenario says what the procedure asks for.
struct AorticAssessmentTests {
  let scenario: Scenario
  let assessment: AssessmentParameters

  init() throws {
    scenario = try ScenarioLoader.load(id: "aortic-assessment")
    assessment = try #require(scenario.assessment)
  }

  @Test func sizesAreInMetres() {
    #expect(scenario.vessel.outerRadius == 0.016)
    #expect(scenario.vessel.wallThickness == 0.002)
    #expect(scenario.vessel.length == 0.06)
    #expect(assessment.requiredMargin == 0.01)
    #expect(abs(assessment.circulation.mean - 80 * 133.322387415) < 1e-9)
    #expect(assessment.circulation.heartRate == 70.0 / 60)
    #expect(assessment.materials.wall.youngsModulus == 1.2e6)
    #expect(scenario.timeLimit == 1200)
    #expect(scenario.tray == [.palpationProbe, .ultrasoundProbe])
  }

  @Test func pressuresHaveTheWantedMean() {
    let c = assessment.circulation
    #expect(abs((c.systolic + c.diastolic) / 2 - 80 * 133.322387415) < 1e-9)
  }

  @Test func siteZoneIsInTheDistalPart() {
    #expect(scenario.vessel.siteZone.lowerBound >= scenario.vessel.length / 2)
  }

  @Test func everyFigureHasASource() {
    #expect(scenario.figures.count > 70)
    for figure in scenario.figures {
      #expect(figure.value.source.count > 5, "\(figure.keyPath)")
      #expect(figure.value.value.isFinite, "\(figure.keyPath)")
      // A published figure names something that can be looked up.
      if figure.value.status == .published {
        #expect(figure.value.source.contains("doi:") || figure.value.source.contains("PMC"), "\(figure.keyPath)")
      }
    }
  }

  @Test func rubricGivesAHundredPoints() {
    #expect(scenario.rubric.id == scenario.id)
    #expect(scenario.rubric.items.map(\.points).reduce(0, +) == 100)
    #expect(scenario.rubric.gates.count <= 5)
    let margin = scenario.rubric.items.first { $0.metric == "site.margin" }
    #expect(margin?.full.value == assessment.requiredMargin)
    #expect(margin?.full.unit == "m")
  }

  @Test func gradesFollowTheTable() {
    let g = assessment.grading
    #expect([0.0025, 0.003, 0.0045, 0.005, 0.006].map { g.grade(thickness: $0, mobile: false) } == [1, 2, 3, 4, 4])
    #expect(g.grade(thickness: 0.0025, mobile: true) == 5)
  }

  @Test func everyTextIsInBothCatalogues() throws {
    let keys = [scenario.titleKey] + scenario.steps.map(\.titleKey) + scenario.steps.flatMap(\.hintKeys)
    for language in Language.allCases {
      let catalogue = try Catalogue(language: language)
      for key in keys { #expect(catalogue.has(key), "\(key) in \(language)") }
    }
  }
}
