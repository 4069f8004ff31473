import Foundation
import Frames
import Scoring

/// A scorecard with every kind of field filled; `log` tells one session from another.
func sampleScorecard(
  log: Character = "a", scorer: String = "1.0", trainee: String = "T-0042", scenario: String = "aortic-assessment",
  outcome: Scorecard.Outcome = .scored
) -> Scorecard {
  Scorecard(
    logHash: String(repeating: String(log), count: 64), scorerVersion: scorer, scenario: scenario, patient: .max,
    rubric: "aortic-assessment", rubricVersion: 3, session: "5e551047-0000-4000-8000-00000000000\(log)",
    trainee: trainee, deviceClass: "scripted", outcome: outcome, causes: ["첫째 cause", "second; DROP TABLE session"],
    score: 0.1 + 0.2, maximum: 100, ratedMaximum: .leastNonzeroMagnitude, ticks: 183_250,
    items: [
      ItemScore(id: "force.peak", metric: "force.peak", points: 1.0 / 3, maximum: 10, notRatedReason: nil),
      ItemScore(
        id: "lesions.touch", metric: "lesions.touch.f1", points: nil, maximum: 20, notRatedReason: "no-force-device"),
    ],
    metrics: [
      MetricValue(id: "site.margin", version: 2, value: -0.001_25, unit: "m", source: "Decision 4 'quoted'"),
      MetricValue(id: "motion.sparc", version: 1, value: nil, unit: "1", source: "Balasubramanian 2015"),
    ],
    deductions: [
      Deduction(
        tick: 12_345, rule: "force.peak", points: 2.5, place: VesselCoordinate(angle: -1.25, axial: 0.031),
        reason: "Pressed with 3.1 N", arguments: ["force": 3.1, "limit": 2, "a": 1e300]),
      Deduction(tick: 0, rule: "gate.site.on-lesion", points: 0, place: nil, reason: "", arguments: [:]),
    ])
}

/// A folder of its own for one test, removed with the value.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "systole-skills-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: String { path + "/skills.sqlite" }
}
