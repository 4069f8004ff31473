import Frames

extension ScoringFold {
  var lastTick: UInt64 { integrity.lastTick }

  /// Every metric, measured.
  func measure(_ metric: Metric) -> Measurement {
    if let reason = header.unrated(metric) {
      var none = Measurement(nil)
      none.notRated = reason
      return none
    }
    let motion = motion.ended()
    switch metric {
    case .touchF1: return touchF1()
    case .ultrasoundF1: return ultrasoundF1()
    case .siteMargin: return siteMargin()
    case .siteDecision: return siteDecision()
    case .siteInZone: return siteInZone()
    case .siteInReach: return siteInReach()
    case .siteExamined: return siteExamined()
    case .viewsComplete: return viewsComplete()
    case .palpationCoverage: return Measurement(palpation.coverage)
    case .timeTotal: return Measurement(Self.seconds(motion.activeTicks))
    case .pathLength: return Measurement(motion.path)
    case .pathEconomy: return Measurement(motion.path > 0 ? min(1, referencePath / motion.path) : nil)
    case .idleTime: return Measurement(motion.idle)
    case .forcePeak: return Measurement(forces.peak)
    case .forceMeanContinuous: return Measurement(forces.largestMean)
    case .forceOverThreshold: return Measurement(Self.seconds(forces.overTicks))
    case .forceImpulse: return Measurement(forces.impulse)
    case .forceSaturated: return Measurement(Self.seconds(forces.saturatedTicks))
    case .sparc: return Measurement(ReachMeter.median(reaches.ended().sparc))
    case .ldlj: return Measurement(ReachMeter.median(reaches.ended().ldlj))
    case .reaches: return Measurement(Double(reaches.ended().sparc.count))
    }
  }

  /// The fault of an item whose metric has no finer ones: the value against the one that gives all points.
  func overallFault(_ metric: Metric, value: Double, full: Double) -> Fault {
    func percent(_ rule: DeductionRule, tick: UInt64? = nil, place: VesselCoordinate? = nil) -> Fault {
      Fault(
        rule, tick: tick ?? lastTick, place: place, ["value_percent": 100 * value, "full_percent": 100 * full])
    }
    func plain(_ rule: DeductionRule, _ unit: String, tick: UInt64? = nil, place: VesselCoordinate? = nil) -> Fault {
      Fault(rule, tick: tick ?? lastTick, place: place, ["value_\(unit)": value, "full_\(unit)": full])
    }
    switch metric {
    case .palpationCoverage: return percent(.palpationCoverage, place: palpation.largestGap)
    case .pathEconomy: return percent(.pathEconomy)
    case .siteExamined: return percent(.siteExamined, tick: decisionTick, place: sitePlace)
    case .siteInZone: return Fault(.siteInZone, tick: decisionTick, place: sitePlace)
    case .siteInReach: return Fault(.siteInReach, tick: decisionTick, place: sitePlace)
    case .timeTotal: return plain(.timeTotal, "s")
    case .pathLength: return plain(.pathLength, "m")
    case .idleTime: return plain(.idleTime, "s", tick: motion.ended().longestIdleTick)
    case .forcePeak: return plain(.forcePeak, "n", tick: forces.peakTick, place: forces.peakPlace)
    case .forceMeanContinuous: return plain(.forceMeanContinuous, "n", tick: forces.largestMeanTick)
    case .forceOverThreshold:
      return plain(.forceOverThreshold, "s", tick: forces.longestOverTick, place: forces.longestOverPlace)
    case .forceImpulse: return plain(.forceImpulse, "ns")
    case .forceSaturated: return plain(.forceSaturated, "s", tick: forces.firstSaturated)
    case .siteMargin:
      return Fault(
        .marginShort, tick: decisionTick, place: sitePlace, ["margin_mm": 1000 * value, "required_mm": 1000 * full])
    case .touchF1, .ultrasoundF1, .siteDecision, .viewsComplete, .sparc, .ldlj, .reaches:
      // These name their own faults; here a rubric asks for more than there is to reach.
      return percent(.unreachable)
    }
  }

  /// The shortest path that does the job, m: strokes two palpation radii apart over the accessible surface, and once
  /// along it with the ultrasound probe.
  private var referencePath: Double {
    let vessel = header.truth.vessel
    let area = 2 * vessel.accessibleAngle * vessel.outerRadius * vessel.length
    return area / (2 * header.rubric.palpationRadius.value) + vessel.length
  }

  private var decisionTick: UInt64 {
    switch decision {
    case .undecided: lastTick
    case .site(_, let tick), .noSafeSite(let tick): tick
    }
  }

  private var sitePlace: VesselCoordinate? {
    guard case .site(let site, _) = decision else { return nil }
    return site
  }

  private static func seconds(_ ticks: UInt64) -> Double { Double(ticks) / 1000 }
}
