public import Frames

extension ScoringFold {
  /// Grades what was taken in so far. Call once at the end; calling again gives the same card.
  ///
  /// Critical errors come before any sum. An item that is not rated stays in the maximum; with too few rated there is
  /// no total.
  /// - Parameters:
  ///   - end: how the session ended; nil for a log that was cut off, which is unscorable.
  ///   - logHash: SHA-256 of the log, lower-case hexadecimal; copied to the card.
  public func finish(end: SessionEnd?, logHash: String) -> Scorecard {
    let rubric = header.rubric
    var card = Scorecard(
      logHash: logHash, scorerVersion: Self.version, scenario: header.truth.scenario,
      patient: header.truth.patientSeed, rubric: rubric.id, rubricVersion: rubric.version, session: header.session,
      trainee: header.trainee, deviceClass: header.device.deviceClass, outcome: .unscorable,
      causes: integrity.causes(end: end), score: nil, maximum: rubric.items.reduce(0) { $0 + $1.points },
      ratedMaximum: 0, ticks: integrity.ticks, items: [], metrics: [], deductions: [])
    guard card.causes.isEmpty else {
      card.items = rubric.items.map { Self.notRated($0, .unscorable) }
      card.metrics = Metric.allCases.map { Self.metricValue($0, nil) }
      return card
    }

    let measured = Dictionary(uniqueKeysWithValues: Metric.allCases.map { ($0, measure($0)) })
    card.metrics = Metric.allCases.map { Self.metricValue($0, measured[$0]?.value) }

    let failures = rubric.gates.compactMap(Gate.init(rawValue:)).compactMap { gate in
      failure(of: gate).map { (gate, $0) }
    }
    card.deductions = failures.map { $0.1.deduction(points: 0) }
    let coverage = measured[.palpationCoverage]?.value
    for item in rubric.items {
      guard let metric = Metric(rawValue: item.metric), let measurement = measured[metric] else { continue }
      let reason = whyNotRated(item, metric, measurement, coverage: coverage, gateFailed: !failures.isEmpty)
      guard reason == nil, let share = Self.share(item, measurement) else {
        card.items.append(Self.notRated(item, reason ?? measurement.notRated))
        continue
      }
      let (points, deductions) = grade(item, metric, measurement, share: share)
      card.items.append(
        ItemScore(id: item.id, metric: item.metric, points: points, maximum: item.points, notRatedReason: nil))
      card.ratedMaximum += item.points
      card.deductions += deductions
    }
    card.deductions = Self.inOrder(card.deductions)

    if !failures.isEmpty {
      card.outcome = .gateFailed
      card.causes = failures.map(\.0.rawValue)
      card.score = 0
    } else if card.ratedMaximum < rubric.minimumRatedShare.value * card.maximum * (1 - 1e-12) {
      card.outcome = .tooFewRated
    } else {
      card.outcome = .scored
      card.score = card.items.reduce(0) { $0 + ($1.points ?? 0) }
    }
    return card
  }

  private func whyNotRated(
    _ item: RubricItem, _ metric: Metric, _ measurement: Measurement, coverage: Double?, gateFailed: Bool
  ) -> NotRatedReason? {
    let needed = header.rubric.coverageForPace.value
    if item.needsForce, !header.ratesTouch { return header.touchReason }
    if let reason = header.unrated(metric) { return reason }
    if item.paceItem {
      if gateFailed { return .gateFailed }
      guard let coverage else { return header.touchReason }
      if coverage < needed { return .coverageTooLow }
    }
    if metric.isForce, (coverage ?? 0) < ScoringConstants.coverageForForce.value * needed { return .coverageTooLow }
    return nil
  }

  /// The part of an item's points that its measurement is worth, 0 to 1; nil if it cannot be rated.
  private static func share(_ item: RubricItem, _ measurement: Measurement) -> Double? {
    if let share = measurement.share { return share }
    guard let value = measurement.value else { return nil }
    return min(1, max(0, (value - item.none.value) / (item.full.value - item.none.value)))
  }

  /// The item's points and where the others went: they add up to its maximum.
  private func grade(
    _ item: RubricItem, _ metric: Metric, _ measurement: Measurement, share: Double
  ) -> (points: Double, deductions: [Deduction]) {
    var deductions: [Deduction] = []
    let lost = item.points * (1 - share)
    var faults = measurement.faults
    if faults.allSatisfy({ $0.weight == 0 }), lost > 0 {
      faults.append(overallFault(metric, value: measurement.value ?? 0, full: item.full.value))
    }
    let weights = faults.reduce(0) { $0 + $1.weight }
    for fault in faults where lost > 0 || fault.weight == 0 {
      deductions.append(fault.deduction(points: weights > 0 ? lost * fault.weight / weights : 0))
    }
    var points = item.points - lost
    let unearned = points * (1 - measurement.credit)
    if let fault = measurement.creditFault, unearned > 0 {
      deductions.append(fault.deduction(points: unearned))
      points -= unearned
    }
    return (points, deductions)
  }

  private static func notRated(_ item: RubricItem, _ reason: NotRatedReason) -> ItemScore {
    ItemScore(
      id: item.id, metric: item.metric, points: nil, maximum: item.points, notRatedReason: reason.rawValue)
  }

  private static func metricValue(_ metric: Metric, _ value: Double?) -> MetricValue {
    MetricValue(
      id: metric.rawValue, version: metric.version, value: value, unit: metric.unit, source: metric.source)
  }

  /// By tick, then rule; equal ones as the rubric has them.
  private static func inOrder(_ deductions: [Deduction]) -> [Deduction] {
    deductions.enumerated()
      .sorted { ($0.element.tick, $0.element.rule, $0.offset) < ($1.element.tick, $1.element.rule, $1.offset) }
      .map(\.element)
  }
}
