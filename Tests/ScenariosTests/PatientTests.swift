import Frames
import SimMath
import Testing

@testable import Scenarios

/// Patients drawn from seeds are what the scenario says they are.
struct PatientTests {
  let scenario: Scenario
  let assessment: AssessmentParameters

  init() throws {
    scenario = try ScenarioLoader.load(id: "aortic-assessment")
    assessment = try #require(scenario.assessment)
  }

  @Test func sameSeedSamePatient() throws {
    let again = try ScenarioLoader.load(id: "aortic-assessment")
    for seed in [0, 1, 7, 12345, UInt64.max] as [UInt64] {
      #expect(scenario.patient(seed: seed) == again.patient(seed: seed))
    }
    #expect(scenario.patient(seed: 7).patientSeed == 7)
    #expect(Set((0..<50 as Range<UInt64>).map { "\(scenario.patient(seed: $0).lesions)" }).count > 20)
  }

  /// Counts lie within 4 standard deviations of what the distribution says: a false alarm in 16,000 per kind, and the
  /// seeds are fixed.
  @Test func twoThousandSeedsFollowTheDistribution() throws {
    let n = 2000
    var counts: [PatientKind: Int] = [:]
    for seed in 0..<UInt64(n) {
      let truth = scenario.patient(seed: seed)
      let kind = try #require(scenario.patientKind(seed: seed))
      counts[kind, default: 0] += 1
      checkPatient(truth, kind: kind)
    }
    for kind in PatientKind.allCases {
      let p = assessment.patients.probability(of: kind)
      let bound = 4 * (Double(n) * p * (1 - p)).squareRoot()
      #expect(abs(Double(counts[kind] ?? 0) - Double(n) * p) <= bound, "\(kind): \(counts[kind] ?? 0)")
    }
    // What the procedure asks for.
    #expect((600...800).contains(counts[.noLesion] ?? 0))
  }

  private func checkPatient(_ truth: SceneTruth, kind: PatientKind) {
    let v = truth.vessel
    let p = assessment.patients
    #expect(truth.lesions.map(\.id) == truth.lesions.indices.map { "L\($0 + 1)" })
    switch kind {
    case .noLesion: #expect(truth.lesions.isEmpty)
    case .calcified: #expect(!truth.lesions.isEmpty && truth.lesions.allSatisfy { $0.kind == .calcified })
    case .softOrMixed: #expect(!truth.lesions.isEmpty && truth.lesions.allSatisfy { $0.kind != .calcified })
    case .noSafeSite: #expect(truth.lesions.count >= 2)
    }
    #expect(truth.lesions.count <= 3)
    #expect(truth.safeSiteExists == (kind != .noSafeSite))
    for l in truth.lesions {
      // Within the vessel, its middle within reach, of the sizes that the file says.
      #expect(l.center.axial - l.axialRadius >= p.endGap && l.center.axial + l.axialRadius <= v.length - p.endGap)
      #expect(abs(l.center.angle) <= v.accessibleAngle)
      #expect(p.circumferentialRadius.contains(l.circumferentialRadius) && p.axialRadius.contains(l.axialRadius))
      #expect((l.kind == .calcified ? p.calcifiedThickening : p.softThickening).contains(l.thickening))
      switch l.kind {
      case .calcified: #expect(l.calcifiedFraction == 1)
      case .soft: #expect(l.calcifiedFraction == 0)
      case .mixed:
        let core = l.calcifiedFraction * min(l.circumferentialRadius, l.axialRadius)
        #expect(core > p.mixedCoreLeast - 1e-12)
        #expect(p.mixedCore.contains(l.calcifiedFraction) || abs(core - p.mixedCoreLeast) < 1e-12)
      }
      let grade = assessment.grading.grade(thickness: v.wallThickness + l.thickening, mobile: false)
      #expect(l.grade == grade || (l.grade == 5 && l.kind == .soft))
    }
  }

  /// An independent plain grid of half a millimetre agrees about the safe site of every patient, and finds one with
  /// room in those who have one.
  @Test func safeSiteAgreesWithAPlainGrid() {
    let room = assessment.patients.safeSiteRoom
    for seed in 0..<150 as Range<UInt64> {
      let truth = scenario.patient(seed: seed)
      let best = bestOnGrid(truth)
      // Between grid points the clearance is at most half a cell's diagonal more.
      if truth.safeSiteExists {
        #expect(best + 0.0004 >= truth.requiredMargin + room, "seed \(seed): \(best)")
      } else {
        #expect(best < truth.requiredMargin, "seed \(seed): \(best)")
      }
    }
  }

  private func bestOnGrid(_ truth: SceneTruth) -> Double {
    let v = truth.vessel
    var best = -Double.infinity
    for i in 0...40 {
      for j in 0...90 {
        let site = VesselCoordinate(
          angle: v.accessibleAngle * (Double(j) / 45 - 1),
          axial: v.siteZone.lowerBound + (v.siteZone.upperBound - v.siteZone.lowerBound) * Double(i) / 40)
        var least = Double.infinity
        for l in truth.lesions { least = min(least, l.signedDistance(from: site, outerRadius: v.outerRadius)) }
        best = max(best, least)
      }
    }
    return best
  }

  @Test func firstSeedsShowEveryKind() {
    #expect(Set((0..<6 as Range<UInt64>).map { scenario.patientKind(seed: $0) }).count == PatientKind.allCases.count)
  }

  @Test func lesionsDoNotOverlap() {
    for seed in 0..<300 as Range<UInt64> {
      let truth = scenario.patient(seed: seed)
      for a in truth.lesions {
        for b in truth.lesions where a.id != b.id {
          // No point of a fine raster of the one lies in the other.
          for i in -8...8 {
            for j in -8...8 where i * i + j * j <= 64 {
              let p = VesselCoordinate(
                angle: a.center.angle + a.circumferentialRadius * Double(i) / 8 / truth.vessel.outerRadius,
                axial: a.center.axial + a.axialRadius * Double(j) / 8)
              #expect(b.normalizedRadius(at: p, outerRadius: truth.vessel.outerRadius) > 1, "seed \(seed)")
            }
          }
        }
      }
    }
  }

  @Test func searchProvesThatThereIsNoSite() {
    var truth = scenario.patient(seed: 0)
    // A single lesion that covers all that can be reached, and one that leaves a corner.
    let whole = LesionTruth(
      id: "L1", kind: .soft, center: VesselCoordinate(angle: 0, axial: 0.04), circumferentialRadius: 0.03,
      axialRadius: 0.02, thickening: 0.002, calcifiedFraction: 0, grade: 3)
    truth.lesions = [whole]
    #expect(SafeSiteSearch(vessel: truth.vessel, lesions: [whole]).search(clearance: 0.01) == .noSite)
    var corner = whole
    corner.center = VesselCoordinate(angle: -0.6, axial: 0.03)
    corner.circumferentialRadius = 0.01
    corner.axialRadius = 0.01
    let search = SafeSiteSearch(vessel: truth.vessel, lesions: [corner])
    guard case .site(let site) = search.search(clearance: 0.01) else {
      Issue.record("no site found")
      return
    }
    #expect(search.clearance(at: site) >= 0.01)
    #expect(truth.vessel.siteZone.contains(site.axial) && abs(site.angle) <= truth.vessel.accessibleAngle)
  }

  /// The bits of patients are part of what old logs mean: this hash changes only with the scenario or its generator,
  /// in a commit of its own.
  @Test func patientsKeepTheirBits() {
    var h = StateHash()
    for seed in 0..<100 as Range<UInt64> {
      let truth = scenario.patient(seed: seed)
      h.combine(UInt64(truth.lesions.count) << 1 | (truth.safeSiteExists ? 1 : 0))
      for l in truth.lesions {
        h.combine(bytes: l.kind.rawValue.utf8)
        for x in [
          l.center.angle, l.center.axial, l.circumferentialRadius, l.axialRadius, l.thickening, l.calcifiedFraction,
        ] { h.combine(x.bitPattern) }
        h.combine(UInt64(l.grade))
      }
    }
    #expect(h.value == 12_696_666_215_541_355_601)
  }
}
