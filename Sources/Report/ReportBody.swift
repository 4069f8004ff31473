import Frames
import Localisation
import Scoring

/// The page's parts, from what matters most to what is looked up.
struct ReportBody {
  let scorecard: Scorecard
  let trace: SessionTrace
  let truth: SceneTruth
  let texts: ReportTexts
  let deductions: [NumberedDeduction]

  init(scorecard: Scorecard, trace: SessionTrace, truth: SceneTruth, texts: ReportTexts) {
    self.scorecard = scorecard
    self.trace = trace
    self.truth = truth.drawable
    self.texts = texts
    deductions = NumberedDeduction.list(scorecard.deductions)
  }

  var html: String {
    let title = "\(scenarioName) · \(scorecard.trainee)"
    return """
      <!DOCTYPE html>
      <html lang="\(texts.language.rawValue)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <title>\(Markup.escape(title)) · \(texts("report.title"))</title>
      <style>
      \(ReportStyle.css)
      </style>
      </head>
      <body>
      <main>
      \(masthead)
      \(verdict)
      \(content)
      \(provenance)
      <footer><p>\(texts("report.formative.long"))</p></footer>
      </main>
      </body>
      </html>

      """
  }

  /// What was sewn, tied or assessed.
  private var content: String {
    if let plan = truth.anastomosis {
      return [stitchSection(trace.stitches ?? [], plan), cauterySection, forceSection].joined(separator: "\n")
    }
    if let plan = truth.knot {
      return [knotSection(trace.knot, plan), cauterySection, forceSection].joined(separator: "\n")
    }
    return [priorities, items, losses, forceSection, cauterySection, mapSection, metrics].joined(separator: "\n")
  }

  var scenarioName: String {
    let key = "scenario.\(scorecard.scenario).title"
    return texts.has(key) ? texts.plain(key) : scorecard.scenario
  }

  var deviceName: String {
    let key = "report.device.\(scorecard.deviceClass)"
    return texts.has(key) ? texts.plain(key) : scorecard.deviceClass
  }

  func section(_ id: String, _ title: String, _ content: String) -> String {
    """
    <section id="\(id)" aria-labelledby="\(id)-h">
    <h2 id="\(id)-h">\(texts(title))</h2>
    \(content)
    </section>
    """
  }

  /// A link from a time to that moment in the force chart.
  func timeLink(_ numbered: NumberedDeduction) -> String {
    Markup.element(
      "a", ["href": "#t\(numbered.number)", "class": "time"],
      Markup.element("time", [:], texts.clock(numbered.deduction.tick)))
  }

  /// A link from a place to that spot of the map; nothing without a place.
  func placeLink(_ numbered: NumberedDeduction) -> String {
    guard let place = numbered.deduction.place else { return "" }
    return Markup.element("a", ["href": "#p\(numbered.number)"], Markup.escape(texts.place(place)))
  }

  private var masthead: String {
    var facts = [
      (texts("report.trainee"), Markup.escape(scorecard.trainee)),
      (texts("report.patient"), "\(scorecard.patient)"),
      (texts("report.device"), Markup.escape(deviceName)),
      (texts("report.duration"), texts.clock(max(scorecard.ticks, trace.lastTick))),
    ]
    if !trace.began.isEmpty { facts.append((texts("report.began"), Markup.escape(Self.minute(trace.began)))) }
    let list = facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined()
    return """
      <header>
      <p class="brand">Systole · \(texts("report.title"))</p>
      <h1>\(Markup.escape(scenarioName))</h1>
      <dl class="facts">\(list)</dl>
      </header>
      """
  }

  /// "2026-03-04 10:20 UTC" of "2026-03-04T10:20:30Z"; anything else stays as it is.
  static func minute(_ began: String) -> String {
    let text = Array(began.utf8)
    guard text.count >= 20, text[10] == UInt8(ascii: "T"), text.last == UInt8(ascii: "Z") else { return began }
    return began.prefix(10) + " " + began.dropFirst(11).prefix(5) + " UTC"
  }

  private var forceSection: String {
    let chart = ForceChart(trace: trace, lastTick: scorecard.ticks, deductions: deductions, texts: texts)
    let legend = """
      <ul class="legend">
      <li><svg viewBox="0 0 22 12" aria-hidden="true"><path class="felt" d="M1 9L8 3L14 7L21 2"/></svg>\
      \(texts("report.force.rendered"))</li>
      <li><svg viewBox="0 0 22 12" aria-hidden="true"><path class="normal" d="M1 12V8L8 4L14 8L21 4V12Z"/></svg>\
      \(texts("report.force.normal"))</li>
      <li><svg viewBox="0 0 22 16" aria-hidden="true"><g class="flag"><rect x="2" y="1" width="18" height="14" rx="4"/>\
      <text x="11" y="12" text-anchor="middle">n</text></g></svg>\(texts("report.force.flag"))</li>
      </ul>
      """
    return section(
      "force", "report.force.title",
      "<p class=\"note\">\(Markup.escape(chart.summary))</p><figure>\(chart.svg)\(legend)</figure>")
  }

  private var mapSection: String {
    let map = AortaMap(trace: trace, truth: truth, deductions: deductions, texts: texts)
    return section(
      "map", "report.map.title",
      "<p class=\"note\">\(Markup.escape(map.decision)) \(texts("report.map.note"))</p><figure>\(map.svg)\(mapLegend)</figure>"
    )
  }

  private var mapLegend: String {
    func sign(_ content: String, _ key: String, _ arguments: [String: String] = [:]) -> String {
      "<li><svg viewBox=\"0 0 22 16\" aria-hidden=\"true\">\(content)</svg>\(texts(key, arguments))</li>"
    }
    func swatch(_ kind: LesionKind) -> String {
      sign(
        "<ellipse class=\"lesion\" fill=\"url(#\(kind.rawValue))\" cx=\"11\" cy=\"8\" rx=\"10\" ry=\"7\"/>",
        "report.legend.\(kind.rawValue)")
    }
    let margin = texts.points(truth.requiredMargin * 1000)
    return "<ul class=\"legend\">"
      + LesionKind.allCases.map(swatch).joined()
      + sign("<path class=\"margin\" d=\"M1 8H21\"/>", "report.legend.margin", ["margin": margin])
      + sign("<rect class=\"cell\" x=\"2\" y=\"1\" width=\"18\" height=\"14\"/>", "report.legend.felt")
      + sign("<path class=\"path touch\" d=\"M1 12L8 4L14 11L21 5\"/>", "report.legend.touch")
      + sign("<path class=\"path scan\" d=\"M1 12L8 4L14 11L21 5\"/>", "report.legend.scan")
      + sign("<path class=\"path free\" d=\"M1 12L8 4L14 11L21 5\"/>", "report.legend.free")
      + sign("<path class=\"view\" d=\"M1 8H21\"/>", "report.legend.view")
      + sign(Symbols.site(x: 11, y: 8, size: 4), "report.legend.site")
      + sign(
        Symbols.shape(.calcified, byTouch: true, x: 6, y: 8, size: 4)
          + Symbols.shape(.calcified, byTouch: false, x: 17, y: 8, size: 4), "report.legend.mark-calcified")
      + sign(
        Symbols.shape(.soft, byTouch: true, x: 6, y: 8, size: 4)
          + Symbols.shape(.soft, byTouch: false, x: 17, y: 8, size: 4), "report.legend.mark-soft")
      + sign(
        Symbols.shape(.unspecified, byTouch: true, x: 6, y: 8, size: 4)
          + Symbols.shape(.unspecified, byTouch: false, x: 17, y: 8, size: 4), "report.legend.mark-unspecified")
      + "<li class=\"hint\">\(texts("report.legend.filled"))</li></ul>"
  }
}
