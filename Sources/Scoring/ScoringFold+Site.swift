import Frames

extension ScoringFold {
  private var truth: SceneTruth { header.truth }
  private var vessel: VesselTruth { header.truth.vessel }

  /// The lesion whose edge is nearest to `p`, and how far it is (m, negative inside); nil without a lesion.
  func nearestLesion(to p: VesselCoordinate) -> (index: Int, distance: Double)? {
    var nearest: (index: Int, distance: Double)?
    for (i, lesion) in truth.lesions.enumerated() {
      let d = lesion.signedDistance(from: p, outerRadius: vessel.outerRadius)
      if d < nearest?.distance ?? .infinity { nearest = (i, d) }
    }
    return nearest
  }

  /// Distance from the site to the nearest lesion's edge, m; at most the vessel's length, also without a lesion.
  private func margin(of site: VesselCoordinate) -> Double {
    min(vessel.length, nearestLesion(to: site)?.distance ?? .infinity)
  }

  private func isMarginKept(_ site: VesselCoordinate) -> Bool {
    margin(of: site) >= truth.requiredMargin - ScoringConstants.lengthTolerance.value
  }

  private func isInZone(_ site: VesselCoordinate) -> Bool {
    let slack = ScoringConstants.lengthTolerance.value
    return site.axial >= vessel.siteZone.lowerBound - slack && site.axial <= vessel.siteZone.upperBound + slack
  }

  private func isInReach(_ site: VesselCoordinate) -> Bool {
    abs(site.angle) * vessel.outerRadius
      <= vessel.accessibleAngle * vessel.outerRadius + ScoringConstants.lengthTolerance.value
  }

  func siteMargin() -> Measurement {
    var result = Measurement(nil)
    switch decision {
    case .undecided:
      result.share = 0
      result.faults = [Fault(.marginUndecided, tick: lastTick)]
    case .noSafeSite(let tick):
      result.share = truth.safeSiteExists ? 0 : 1
      if truth.safeSiteExists { result.faults = [Fault(.marginDeclaredNone, tick: tick)] }
    case .site(let site, _):
      result.value = margin(of: site)
    }
    limitCredit(&result, unexamined: .marginUnexamined, unscanned: .marginUnscanned)
    return result
  }

  func siteDecision() -> Measurement {
    var result = Measurement(nil)
    switch decision {
    case .undecided:
      result.faults = [Fault(.decisionUndecided, tick: lastTick)]
    case .noSafeSite(let tick):
      if truth.safeSiteExists { result.faults = [Fault(.decisionDeclaredNone, tick: tick)] }
    case .site(let site, let tick):
      if !truth.safeSiteExists { result.faults.append(Fault(.decisionUnsafePatient, tick: tick, place: site)) }
      if truth.safeSiteExists, !isMarginKept(site) {
        result.faults.append(Fault(.decisionShort, tick: tick, place: site, marginArguments(site)))
      }
      if !isInZone(site) {
        result.faults.append(
          Fault(
            .decisionOutsideZone, tick: tick, place: site,
            [
              "axial_mm": 1000 * site.axial, "from_mm": 1000 * vessel.siteZone.lowerBound,
              "to_mm": 1000 * vessel.siteZone.upperBound,
            ]))
      }
      if !isInReach(site) {
        result.faults.append(
          Fault(
            .decisionOutOfReach, tick: tick, place: site,
            [
              "angle_deg": abs(site.angle) * 180 / Double.pi,
              "reach_deg": vessel.accessibleAngle * 180 / Double.pi,
            ]))
      }
    }
    result.value = result.faults.isEmpty ? 1 : 0
    limitCredit(&result, unexamined: .decisionUnexamined, unscanned: .decisionUnscanned)
    return result
  }

  func siteInZone() -> Measurement {
    guard case .site(let site, _) = decision else { return Measurement(nil) }
    return Measurement(isInZone(site) ? 1 : 0)
  }

  func siteInReach() -> Measurement {
    guard case .site(let site, _) = decision else { return Measurement(nil) }
    return Measurement(isInReach(site) ? 1 : 0)
  }

  func siteExamined() -> Measurement { Measurement(examination()?.examined) }

  private func marginArguments(_ site: VesselCoordinate) -> [String: Double] {
    ["margin_mm": 1000 * margin(of: site), "required_mm": 1000 * truth.requiredMargin]
  }

  /// How far the part that the decision rests on was felt and scanned: the required margin around a site, or the whole
  /// zone for a declaration. Calcium is felt, soft plaque is only seen, so the lesser counts; without force feedback
  /// only what was scanned.
  private func examination() -> (felt: Double, scanned: Double, examined: Double)? {
    let felt: Double
    let scan: Double
    switch decision {
    case .undecided: return nil
    case .site(let site, _):
      let margin = max(truth.requiredMargin, ScoringConstants.cell.value)
      felt = palpation.feltShare { $0.distance(to: site, radius: vessel.outerRadius) <= margin }
      scan = scanned.share(from: site.axial - margin, to: site.axial + margin)
    case .noSafeSite:
      felt = palpation.feltShare { vessel.siteZone.contains($0.axial) }
      scan = scanned.share(from: vessel.siteZone.lowerBound, to: vessel.siteZone.upperBound)
    }
    return (felt, scan, header.ratesTouch ? min(felt, scan) : scan)
  }

  /// A decision is worth what was examined for it: luck earns nothing.
  private func limitCredit(_ result: inout Measurement, unexamined: DeductionRule, unscanned: DeductionRule) {
    let tick: UInt64
    var place: VesselCoordinate?
    switch decision {
    case .undecided: return
    case .noSafeSite(let t): tick = t
    case .site(let site, let t):
      tick = t
      place = site
    }
    guard let seen = examination() else { return }
    let needed = ScoringConstants.examinedForCredit.value
    result.credit = min(1, seen.examined / needed)
    var arguments = ["scanned_percent": 100 * seen.scanned, "needed_percent": 100 * needed]
    if header.ratesTouch { arguments["felt_percent"] = 100 * seen.felt }
    result.creditFault = Fault(
      header.ratesTouch ? unexamined : unscanned, tick: tick, place: place, arguments)
  }

  /// What a critical error has to say; nil if it was not made.
  func failure(of gate: Gate) -> Fault? {
    switch (gate, decision) {
    case (.noDecision, .undecided):
      return Fault(.gateNoDecision, tick: lastTick)
    case (.siteOnLesion, .site(let site, let tick)):
      guard let nearest = nearestLesion(to: site), nearest.distance < 0 else { return nil }
      return Fault(
        .gateOnLesion, tick: tick, place: site,
        ["lesion": Double(nearest.index + 1), "inside_mm": -1000 * nearest.distance])
    case (.unsafePatient, .site(let site, let tick)):
      guard !truth.safeSiteExists else { return nil }
      return Fault(.gateUnsafePatient, tick: tick, place: site, ["margin_mm": 1000 * margin(of: site)])
    case (.siteMargin, .site(let site, let tick)):
      guard !isMarginKept(site) else { return nil }
      return Fault(.gateMargin, tick: tick, place: site, marginArguments(site))
    default:
      return nil
    }
  }
}
