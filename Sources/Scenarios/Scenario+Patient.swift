public import Frames
import SimMath

extension Scenario {
  var patientGenerator: PatientGenerator {
    PatientGenerator(vessel: vessel, grading: grading, patients: patients, requiredMargin: requiredMargin)
  }

  /// The kind of patient that `seed` draws.
  public func patientKind(seed: UInt64) -> PatientKind {
    var random = Random(seed: seed, stream: PatientGenerator.randomStream)
    return patientGenerator.kind(random: &random)
  }

  /// The patient of `seed`: the same bits for the same scenario and seed on every machine.
  ///
  /// `safeSiteExists` comes from a search over the site zone, not from the kind that was drawn.
  public func patient(seed: UInt64) -> SceneTruth {
    var random = Random(seed: seed, stream: PatientGenerator.randomStream)
    let kind = patientGenerator.kind(random: &random)
    // A scenario whose lesions cannot be drawn is refused at load; should one seed fail all the same, its patient has
    // none, and the truth says so.
    let lesions = patientGenerator.lesions(kind: kind, random: &random) ?? []
    var safeSiteExists = false
    if case .site = SafeSiteSearch(vessel: vessel, lesions: lesions).search(clearance: requiredMargin) {
      safeSiteExists = true
    }
    return SceneTruth(
      scenario: id, scenarioVersion: version, patientSeed: seed, vessel: vessel, lesions: lesions,
      safeSiteExists: safeSiteExists, requiredMargin: requiredMargin)
  }
}
