import Frames

/// The proposed rubric of `aortic-assessment`: 100 points. Every number waits for a surgeon.
///
/// Weights in words: what was found (36), the decision and where (24), a complete examination (26), gentleness (8),
/// pace (6). Site points shrink with a site that was not examined, gentleness counts only for those who palpated, pace
/// only after complete palpation, so that nothing can be gained by doing less.
enum DefaultRubric {
  static func assumed(_ value: Double, _ unit: String, _ why: String) -> SourcedValue {
    SourcedValue(value, unit: unit, source: why, status: .assumption)
  }

  static let rubric = Rubric(
    id: "aortic-assessment",
    version: 1,
    items: [
      // Found: F1 from 0.3 (what marking everywhere can reach) to 1.
      RubricItem(
        id: "lesions-touch", metric: "lesions.touch.f1", points: 14,
        full: assumed(1, "1", "every lesion that can be felt marked, nothing else"),
        none: assumed(0.3, "1", "about what marking everywhere gives"), paceItem: false, needsForce: true),
      RubricItem(
        id: "lesions-ultrasound", metric: "lesions.ultrasound.f1", points: 22,
        full: assumed(1, "1", "every lesion marked, nothing else"),
        none: assumed(0.3, "1", "about what marking everywhere gives"), paceItem: false, needsForce: false),
      // Decided.
      RubricItem(
        id: "site-margin", metric: "site.margin", points: 14,
        full: assumed(0.010, "m", "10 mm from any lesion; a surgeon should confirm"),
        none: assumed(0, "m", "at the edge of a lesion"), paceItem: false, needsForce: false),
      RubricItem(
        id: "site-decision", metric: "site.decision", points: 10,
        full: assumed(1, "1", "a safe site in the zone and within reach, or rightly none"),
        none: assumed(0, "1", "any other decision"), paceItem: false, needsForce: false),
      // Examined.
      RubricItem(
        id: "views", metric: "views.complete", points: 14,
        full: assumed(1, "1", "all five epiaortic views"),
        none: assumed(0, "1", "no view"), paceItem: false, needsForce: false),
      RubricItem(
        id: "coverage", metric: "palpation.coverage", points: 12,
        full: assumed(0.9, "1", "the coverage from which pace counts"),
        none: assumed(0.2, "1", "a few presses"), paceItem: false, needsForce: true),
      // Gentle.
      RubricItem(
        id: "force-peak", metric: "force.peak", points: 4,
        full: assumed(3, "N", "mean of the largest force in mitral suturing without feedback is 3.34 N"),
        none: assumed(8, "N", "well over any palpation"), paceItem: false, needsForce: true),
      RubricItem(
        id: "force-over-threshold", metric: "force.over-threshold", points: 4,
        full: assumed(0.5, "s", "one slip"),
        none: assumed(10, "s", "pressing hard again and again"), paceItem: false, needsForce: true),
      // Pace.
      RubricItem(
        id: "time", metric: "time.total", points: 2,
        full: assumed(480, "s", "a scan of 3 to 5 min and as long for palpation"),
        none: assumed(1200, "s", "20 min"), paceItem: true, needsForce: false),
      RubricItem(
        id: "economy", metric: "path.economy", points: 2,
        full: assumed(0.5, "1", "twice the shortest path that covers the vessel"),
        none: assumed(0.1, "1", "ten times the shortest path"), paceItem: true, needsForce: false),
      RubricItem(
        id: "idle", metric: "idle.time", points: 2,
        full: assumed(20, "s", "a few moments of thought"),
        none: assumed(120, "s", "two minutes"), paceItem: true, needsForce: false),
    ],
    gates: ["site.on-lesion", "site.unsafe-patient", "no-decision"],
    minimumRatedShare: assumed(0.5, "1", "less than half the points says little"),
    coverageForPace: assumed(0.9, "1", "pace must not pay for leaving out"),
    palpationForce: assumed(0.3, "N", "light palpation"),
    excessiveForce: assumed(3, "N", "a press that dents the vessel deeply"),
    palpationRadius: assumed(0.005, "m", "half the width of a finger pad"),
    markTolerance: assumed(0.003, "m", "how exactly a mark can be put"),
    markLimit: assumed(8, "1", "a patient has at most a few lesions"),
    idleSpeed: assumed(0.005, "m/s", "slower than any search"),
    idleTime: assumed(2, "s", "longer than a pause between movements"))
}
