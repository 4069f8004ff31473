public import Frames
import SimMath

extension Scenario {
  /// Draws the patients of an assessment; nil where nothing is assessed.
  var patientGenerator: PatientGenerator? {
    assessment.map {
      PatientGenerator(vessel: vessel, grading: $0.grading, patients: $0.patients, requiredMargin: $0.requiredMargin)
    }
  }

  /// The kind of patient that `seed` draws; nil where nothing is assessed.
  public func patientKind(seed: UInt64) -> PatientKind? {
    var random = Random(seed: seed, stream: PatientGenerator.randomStream)
    return patientGenerator?.kind(random: &random)
  }

  /// The patient of `seed`: the same bits for the same scenario and seed on every machine.
  ///
  /// `safeSiteExists` comes from a search over the site zone, not from the kind that was drawn.
  public func patient(seed: UInt64) -> SceneTruth {
    guard let generator = patientGenerator else {
      return SceneTruth(
        scenario: id, scenarioVersion: version, patientSeed: seed, vessel: vessel, lesions: [], safeSiteExists: false,
        requiredMargin: 0, anastomosis: anastomosis?.truth, knot: knot?.truth)
    }
    var random = Random(seed: seed, stream: PatientGenerator.randomStream)
    let kind = generator.kind(random: &random)
    // A scenario whose lesions cannot be drawn is refused at load; should one seed fail all the same, its patient has
    // none, and the truth says so.
    let lesions = generator.lesions(kind: kind, random: &random) ?? []
    var safeSiteExists = false
    if case .site = SafeSiteSearch(vessel: vessel, lesions: lesions).search(clearance: generator.requiredMargin) {
      safeSiteExists = true
    }
    return SceneTruth(
      scenario: id, scenarioVersion: version, patientSeed: seed, vessel: vessel, lesions: lesions,
      safeSiteExists: safeSiteExists, requiredMargin: generator.requiredMargin)
  }
}
