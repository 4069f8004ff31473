import Frames
import SimMath

/// Draws the lesions of a patient from a seed. The same seed gives the same bits on every machine.
struct PatientGenerator {
  /// Patients are drawn from their own sequence of the seed. Any number would do; with this one the first six seeds of
  /// the aortic assessment, the ones a newcomer tries, show every kind of patient. Another number is other patients.
  static let randomStream: UInt64 = 10_057
  /// After so many attempts the sizes cannot give such a patient; the loader refuses a scenario where that happens.
  static let mostAttempts = 5000

  var vessel: VesselTruth
  var grading: GradingTable
  var patients: PatientParameters
  var requiredMargin: Double

  /// The kind that a seed draws.
  func kind(random: inout Random) -> PatientKind {
    let u = random.uniform()
    var sum = 0.0
    for kind in PatientKind.allCases {
      sum += patients.probability(of: kind)
      if u < sum { return kind }
    }
    // Only where rounding leaves the sum a hair under 1.
    return PatientKind.allCases.last { patients.probability(of: $0) > 0 } ?? .noLesion
  }

  /// Lesions for a patient of `kind`, redrawn until they leave, or do not leave, a safe site; nil if that never
  /// happens.
  func lesions(kind: PatientKind, random: inout Random) -> [LesionTruth]? {
    if kind == .noLesion { return [] }
    for _ in 0..<Self.mostAttempts {
      guard let drawn = attempt(kind: kind, random: &random) else { continue }
      let search = SafeSiteSearch(vessel: vessel, lesions: drawn)
      if kind == .noSafeSite {
        if search.search(clearance: requiredMargin) == .noSite { return drawn }
      } else if case .site = search.search(
        clearance: requiredMargin + patients.safeSiteRoom, inset: patients.safeSiteRoom)
      {
        return drawn
      }
    }
    return nil
  }

  /// One draw of all lesions; nil if two of them come too close.
  private func attempt(kind: PatientKind, random: inout Random) -> [LesionTruth]? {
    let noSite = kind == .noSafeSite
    // A single lesion of a realistic size never covers the zone.
    let least = noSite ? min(2, patients.mostLesions) : 1
    let count = least + random.index(below: patients.mostLesions - least + 1)
    var lesions: [LesionTruth] = []
    for i in 0..<count {
      // To leave no safe site, the lesions share the reach between them, each in its own strip of the site zone.
      let strip = noSite ? (index: i, of: count) : nil
      let lesion = lesion(id: "L\(i + 1)", kind: lesionKind(of: kind, random: &random), strip: strip, random: &random)
      guard let lesion, lesions.allSatisfy({ isApart($0, lesion) }) else { return nil }
      lesions.append(lesion)
    }
    return lesions
  }

  private func lesionKind(of kind: PatientKind, random: inout Random) -> LesionKind {
    let calcifiedShare: Double
    switch kind {
    case .noLesion, .softOrMixed: calcifiedShare = 0
    case .calcified: calcifiedShare = 1
    case .noSafeSite:
      // As often as among the other patients.
      let sum = patients.calcified + patients.softOrMixed
      calcifiedShare = sum > 0 ? patients.calcified / sum : 0.5
    }
    // Both numbers are always drawn, so that one choice does not shift the sequence of another.
    let u = random.uniform()
    let v = random.uniform()
    if u < calcifiedShare { return .calcified }
    return v < patients.mixedShare ? .mixed : .soft
  }

  private func lesion(
    id: String, kind: LesionKind, strip: (index: Int, of: Int)?, random: inout Random
  ) -> LesionTruth? {
    let a = random.uniform(patients.circumferentialRadius.lowerBound, patients.circumferentialRadius.upperBound)
    let b = random.uniform(patients.axialRadius.lowerBound, patients.axialRadius.upperBound)
    var axialRange = (patients.endGap + b)...max(patients.endGap + b, vessel.length - patients.endGap - b)
    var angleRange = -vessel.accessibleAngle...vessel.accessibleAngle
    if let strip {
      let width = 2 * vessel.accessibleAngle / Double(strip.of)
      let start = width * Double(strip.index) - vessel.accessibleAngle
      angleRange = start...(start + width)
      let low = max(axialRange.lowerBound, vessel.siteZone.lowerBound)
      let high = min(axialRange.upperBound, vessel.siteZone.upperBound)
      if low <= high { axialRange = low...high }
    }
    let center = VesselCoordinate(
      angle: random.uniform(angleRange.lowerBound, angleRange.upperBound),
      axial: random.uniform(axialRange.lowerBound, axialRange.upperBound))
    let thickeningRange = kind == .calcified ? patients.calcifiedThickening : patients.softThickening
    let thickening = random.uniform(thickeningRange.lowerBound, thickeningRange.upperBound)
    let core = max(
      random.uniform(patients.mixedCore.lowerBound, patients.mixedCore.upperBound), patients.mixedCoreLeast / min(a, b))
    let mobile = random.uniform() < patients.mobileShare && kind == .soft
    guard center.axial - b >= patients.endGap, center.axial + b <= vessel.length - patients.endGap else { return nil }
    return LesionTruth(
      id: id, kind: kind, center: center, circumferentialRadius: a, axialRadius: b, thickening: thickening,
      calcifiedFraction: kind == .soft ? 0 : kind == .calcified ? 1 : core,
      grade: grading.grade(thickness: vessel.wallThickness + thickening, mobile: mobile))
  }

  /// Whether at least `lesionGap` lies between two lesions, looked at from 64 points of the edge of one of them.
  private func isApart(_ first: LesionTruth, _ second: LesionTruth) -> Bool {
    if first.normalizedRadius(at: second.center, outerRadius: vessel.outerRadius) <= 1 { return false }
    for i in 0..<64 {
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(i) / 64)
      let edge = VesselCoordinate(
        angle: second.center.angle + second.circumferentialRadius * c / vessel.outerRadius,
        axial: second.center.axial + second.axialRadius * s)
      if first.signedDistance(from: edge, outerRadius: vessel.outerRadius) < patients.lesionGap { return false }
    }
    return true
  }
}
