import Frames
import Scoring

extension ReportBody {
  private func head(_ keys: [(key: String, kind: String)]) -> String {
    let cells = keys.map { "<th scope=\"col\"\($0.kind.isEmpty ? "" : " class=\"\($0.kind)\"")>\(texts($0.key))</th>" }
    return "<thead><tr>\(cells.joined())</tr></thead>"
  }

  private func table(_ kind: String, _ caption: String, _ head: String, _ rows: [String]) -> String {
    """
    <div class="scroll"><table class="\(kind)">
    <caption>\(texts(caption))</caption>
    \(head)
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody>
    </table></div>
    """
  }

  /// The scorecard: points of the maximum, or why an item was not rated.
  var items: String {
    guard !scorecard.items.isEmpty else {
      return section("items", "report.items", "<p>\(texts("report.items.none"))</p>")
    }
    let rows = scorecard.items.map { item in
      let name = "<th scope=\"row\">\(Markup.escape(texts.metricName(item.metric)))</th>"
      guard let points = item.points else {
        return "<tr class=\"not-rated\">\(name)<td class=\"bar\">\(bar(nil, item.maximum))</td>"
          + "<td class=\"n\">\(texts("report.not-rated"))</td><td class=\"n\">\(texts.points(item.maximum))</td>"
          + "<td>\(notRated(item.notRatedReason))</td></tr>"
      }
      return
        "<tr>\(name)<td class=\"bar\">\(bar(points, item.maximum))</td><td class=\"n\">\(texts.points(points))</td>"
        + "<td class=\"n\">\(texts.points(item.maximum))</td><td>\(measured(item))</td></tr>"
    }
    let content = table(
      "items", "report.items.caption",
      head([
        ("report.items.item", ""), ("report.items.share", "bar"), ("report.items.points", "n"),
        ("report.items.maximum", "n"), ("report.items.why", ""),
      ]), rows + [total])
    return section("items", "report.items", content)
  }

  private var total: String {
    let points = scorecard.score.map(texts.points) ?? "–"
    return "<tr class=\"total\"><th scope=\"row\">\(texts("report.items.total"))</th><td class=\"bar\"></td>"
      + "<td class=\"n\">\(points)</td><td class=\"n\">\(texts.points(scorecard.maximum))</td>"
      + "<td>\(scorecard.ratedMaximum < scorecard.maximum ? texts("report.items.rated", ["rated": texts.points(scorecard.ratedMaximum)]) : "")</td></tr>"
  }

  private func bar(_ points: Double?, _ maximum: Double) -> String {
    let share = maximum > 0 ? min(1, max(0, (points ?? 0) / maximum)) : 0
    let fill =
      points == nil
      ? "<line class=\"none\" x1=\"1\" x2=\"99\" y1=\"5\" y2=\"5\"/>"
      : "<rect class=\"share\" x=\"0\" y=\"0\" width=\"\(Markup.px(100 * share))\" height=\"10\" rx=\"2\"/>"
    return "<svg viewBox=\"0 0 100 10\" aria-hidden=\"true\" preserveAspectRatio=\"none\">"
      + "<rect class=\"\(points == nil ? "empty" : "track")\" x=\"0\" y=\"0\" width=\"100\" height=\"10\" rx=\"2\"/>\(fill)</svg>"
  }

  private func notRated(_ reason: String?) -> String {
    guard let reason else { return "" }
    let key = "report.not-rated.\(reason)"
    return texts.has(key) ? texts(key) : Markup.escape(reason)
  }

  /// The measured value against the two ends of the item's scale.
  private func measured(_ item: ItemScore) -> String {
    guard let metric = scorecard.metrics.first(where: { $0.id == item.metric }), let value = metric.value else {
      return ""
    }
    let said = texts.quantity(value, unit: metric.unit)
    guard let rule = trace.rubric.items.first(where: { $0.id == item.id }) else { return Markup.escape(said) }
    return texts(
      "report.items.measured",
      [
        "value": said, "full": texts.quantity(rule.full.value, unit: metric.unit),
        "none": texts.quantity(rule.none.value, unit: metric.unit),
      ])
  }

  /// Every deduction, in the order of time.
  var losses: String {
    guard !deductions.isEmpty else {
      return section(
        "losses", "report.losses",
        "<p>\(texts(scorecard.outcome == .unscorable ? "report.losses.unscorable" : "report.losses.none"))</p>")
    }
    let rows = deductions.map { numbered in
      let deduction = numbered.deduction
      let critical = deduction.rule.hasPrefix("gate.")
      let points =
        critical ? texts("report.critical") : deduction.points > 0 ? "−\(texts.points(deduction.points))" : "0"
      return
        "<tr\(critical ? " class=\"critical\"" : "")><td class=\"n\">\(numbered.number)</td><td class=\"n\">\(timeLink(numbered))</td>"
        + "<td>\(placeLink(numbered))</td><td>\(Markup.escape(texts.reason(deduction)))"
        + "<span class=\"rule\">\(Markup.escape(deduction.rule))</span></td><td class=\"n\">\(points)</td></tr>"
    }
    let content = table(
      "losses", "report.losses.caption",
      head([
        ("report.losses.number", "n"), ("report.losses.time", "n"), ("report.losses.place", ""),
        ("report.losses.reason", ""), ("report.losses.points", "n"),
      ]), rows)
    return section("losses", "report.losses", content)
  }

  /// What was measured, by which version of which formula.
  var metrics: String {
    guard !scorecard.metrics.isEmpty else {
      return section("metrics", "report.metrics", "<p>\(texts("report.metrics.none"))</p>")
    }
    let rows = scorecard.metrics.map { metric in
      "<tr><th scope=\"row\">\(Markup.escape(texts.metricName(metric.id)))<span class=\"rule\">\(Markup.escape(metric.id))</span></th>"
        + "<td class=\"n\">\(Markup.escape(metric.value == nil ? texts.plain("report.not-rated") : texts.quantity(metric.value, unit: metric.unit)))</td>"
        + "<td>\(Markup.escape(metric.unit))</td><td class=\"n\">\(metric.version)</td>"
        + "<td class=\"source\" lang=\"en\">\(Markup.escape(metric.source))</td></tr>"
    }
    let content = table(
      "metrics", "report.metrics.caption",
      head([
        ("report.metrics.metric", ""), ("report.metrics.value", "n"), ("report.metrics.unit", ""),
        ("report.metrics.version", "n"), ("report.metrics.source", ""),
      ]), rows)
    return section("metrics", "report.metrics", content)
  }

  /// What another person needs to get the same page.
  var provenance: String {
    let facts = [
      ("report.provenance.log", scorecard.logHash), ("report.provenance.session", scorecard.session),
      ("report.provenance.scorer", scorecard.scorerVersion),
      ("report.provenance.rubric", "\(scorecard.rubric) \(scorecard.rubricVersion)"),
      ("report.provenance.scenario", "\(truth.scenario) \(truth.scenarioVersion)"),
      ("report.patient", "\(scorecard.patient)"), ("report.device", scorecard.deviceClass),
      ("report.provenance.ticks", "\(scorecard.ticks)"),
    ]
    let list = facts.map { "<div><dt>\(texts($0.0))</dt><dd><code>\(Markup.escape($0.1))</code></dd></div>" }.joined()
    return section("provenance", "report.provenance", "<dl class=\"provenance\">\(list)</dl>")
  }
}
