import Frames
import Scoring

/// Force over time: what the hand felt and what the tissue bore, with the bands of the rubric, contact, rests, and the
/// moments where points were lost.
struct ForceChart {
  static let width = 960.0
  static let height = 378.0
  private static let left = 46.0
  private static let right = 950.0
  private static let top = 40.0
  private static let bottom = 246.0
  private static let lanes = [278.0, 309.0, 340.0]

  let trace: SessionTrace
  let deductions: [NumberedDeduction]
  let texts: ReportTexts
  private let time: ChartScale
  private let force: ChartScale

  init(trace: SessionTrace, lastTick: UInt64, deductions: [NumberedDeduction], texts: ReportTexts) {
    self.trace = trace
    self.deductions = deductions
    self.texts = texts
    let seconds = max(1, Tick(max(lastTick, trace.lastTick)).seconds)
    time = ChartScale(values: 0...seconds, low: Self.left, high: Self.right)
    let largest = trace.samples.reduce(0.0) { max($0, Double(max($1.force, $1.normalForce))) }
    let top = 1.08 * max(largest, 1.3 * trace.rubric.excessiveForce.value, 0.5)
    force = ChartScale(values: 0...(top.isFinite ? top : 1), low: Self.bottom, high: Self.top)
  }

  private func x(_ tick: UInt64) -> Double { time(Tick(tick).seconds) }

  var svg: String {
    let px = Markup.px
    return """
      <svg class="chart" viewBox="0 0 \(px(Self.width)) \(px(Self.height))" role="img" aria-labelledby="force-t force-d">
      <title id="force-t">\(texts("report.force.title"))</title>
      <desc id="force-d">\(Markup.escape(summary))</desc>
      <defs><pattern id="rest" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
      <line class="rest" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
      \(bands)\(axes)\(rests)\(curves)\(contact)\(acts)\(flags)
      </svg>
      """
  }

  /// The chart in words.
  var summary: String {
    guard let peak = trace.samples.max(by: { ($0.force, $1.tick) < ($1.force, $0.tick) }) else {
      return texts.plain("report.force.none")
    }
    guard peak.force > 0 else { return texts.plain("report.force.not-rendered") }
    return texts.plain(
      "report.force.summary",
      [
        "peak": texts.number(Double(peak.force), 2), "time": texts.clock(peak.tick),
        "limit": texts.points(trace.rubric.excessiveForce.value),
      ])
  }

  private var bands: String {
    let low = force(trace.rubric.palpationForce.value)
    let high = force(trace.rubric.excessiveForce.value)
    let width = Markup.px(Self.right - Self.left)
    let x = Markup.px(Self.left)
    func label(_ y: Double, _ text: String) -> String {
      Markup.element(
        "text",
        ["class": "band-label", "x": Markup.px(Self.right - 6), "y": Markup.px(y), "text-anchor": "end"], text)
    }
    let limits = [
      "low": texts.points(trace.rubric.palpationForce.value), "high": texts.points(trace.rubric.excessiveForce.value),
    ]
    return """
      <rect class="band excessive" x="\(x)" y="\(Markup.px(Self.top))" width="\(width)" \
      height="\(Markup.px(max(0, high - Self.top)))"/>\
      <rect class="band palpation" x="\(x)" y="\(Markup.px(high))" width="\(width)" \
      height="\(Markup.px(max(0, low - high)))"/>\
      <line class="threshold" x1="\(x)" x2="\(Markup.px(Self.right))" y1="\(Markup.px(high))" y2="\(Markup.px(high))"/>
      \(label(high - 6, texts("report.force.excessive", limits)))\(label(high + 15, texts("report.force.palpation", limits)))
      """
  }

  private var axes: String {
    var result = ""
    for t in time.ticks(steps: [5, 10, 15, 30, 60, 120, 300, 600, 1800], count: 12) {
      let x = Markup.px(time(t))
      result +=
        "<line class=\"grid\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(Markup.px(Self.top))\" y2=\"\(Markup.px(Self.bottom))\"/>"
      result += Markup.element(
        "text",
        [
          "class": "tick", "x": Markup.px(min(time(t), Self.right - 12)), "y": Markup.px(Self.height - 6),
          "text-anchor": "middle",
        ],
        texts.clock(UInt64(t * 1000)))
    }
    for f in force.ticks(steps: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20], count: 6) {
      let y = Markup.px(force(f))
      result +=
        "<line class=\"grid\" x1=\"\(Markup.px(Self.left))\" x2=\"\(Markup.px(Self.right))\" y1=\"\(y)\" y2=\"\(y)\"/>"
      result += Markup.element(
        "text", ["class": "tick", "x": Markup.px(Self.left - 6), "y": Markup.px(force(f) + 4), "text-anchor": "end"],
        texts.points(f))
    }
    result += Markup.element(
      "text", ["class": "tick", "x": Markup.px(Self.left - 6), "y": Markup.px(Self.top - 8), "text-anchor": "end"], "N")
    return result
  }

  private var rests: String {
    trace.intervals.map { interval in
      let from = x(interval.ticks.lowerBound)
      let to = x(interval.ticks.upperBound)
      let text = texts(interval.kind == .paused ? "report.force.paused" : "report.force.input-lost")
      let box =
        "<rect fill=\"url(#rest)\" x=\"\(Markup.px(from))\" y=\"\(Markup.px(Self.top))\" "
        + "width=\"\(Markup.px(max(1, to - from)))\" height=\"\(Markup.px(Self.lanes[2] + 8 - Self.top))\">"
        + "<title>\(text) \(texts.clock(interval.ticks.lowerBound))–\(texts.clock(interval.ticks.upperBound))</title></rect>"
      guard to - from > LabelPlacer.width(of: text, size: 12) + 6 else { return box }
      return box
        + Markup.element(
          "text",
          [
            "class": "band-label", "x": Markup.px((from + to) / 2), "y": Markup.px(Self.bottom - 8),
            "text-anchor": "middle",
          ], text)
    }.joined()
  }

  /// The largest values of each pixel column.
  private var curves: String {
    guard !trace.samples.isEmpty else { return "" }
    var columns: [(x: Double, force: Double, normal: Double)] = []
    for sample in trace.samples {
      let column = x(sample.tick).rounded()
      let force = Double(sample.force)
      let normal = Double(sample.normalForce)
      if let last = columns.last, last.x == column {
        columns[columns.count - 1] = (column, max(last.force, force), max(last.normal, normal))
      } else {
        columns.append((column, force, normal))
      }
    }
    let floor = Markup.px(Self.bottom)
    let normal = columns.map { "L\(Markup.px($0.x)) \(Markup.px(force($0.normal)))" }.joined()
    let felt = columns.map { "\(Markup.px($0.x)) \(Markup.px(force($0.force)))" }.joined(separator: "L")
    return "<path class=\"normal\" d=\"M\(Markup.px(columns[0].x)) \(floor)\(normal)"
      + "L\(Markup.px(columns[columns.count - 1].x)) \(floor)Z\"/><path class=\"felt\" d=\"M\(felt)\"/>"
  }

  /// One lane per tool with a bar for every contact.
  private var contact: String {
    var result = ""
    for (lane, tool) in zip(Self.lanes, [Tool.palpationProbe, .ultrasoundProbe]) {
      let name = tool == .palpationProbe ? "report.force.contact-probe" : "report.force.contact-ultrasound"
      result += laneLabel(lane, name)
      var from: Double?
      var to = 0.0
      func bar() -> String {
        guard let start = from else { return "" }
        let kind = tool == .palpationProbe ? "touch" : "scan"
        return "<rect class=\"lane \(kind)\" x=\"\(Markup.px(start))\" y=\"\(Markup.px(lane - 3))\" "
          + "width=\"\(Markup.px(min(max(1, to - start), Self.right - start + 1)))\" height=\"7\"/>"
      }
      for sample in trace.samples where sample.tool == tool && sample.inContact {
        let x = x(sample.tick)
        if from != nil, x - to > 2 {
          result += bar()
          from = nil
        }
        from = from ?? x
        to = x
      }
      result += bar()
    }
    return result
  }

  private func laneLabel(_ y: Double, _ key: String) -> String {
    Markup.element("text", ["class": "lane-label", "x": Markup.px(Self.left), "y": Markup.px(y - 8)], texts(key))
  }

  /// Marks, views and the decision in time.
  private var acts: String {
    let y = Self.lanes[2]
    var result = laneLabel(y, "report.force.acts")
    for view in trace.views {
      result +=
        "<rect class=\"view-act\" x=\"\(Markup.px(x(view.tick) - 1.5))\" y=\"\(Markup.px(y - 5))\" width=\"3\" height=\"12\">"
        + "<title>\(Markup.escape(texts.viewName(view.named))) \(texts.clock(view.tick))</title></rect>"
    }
    for mark in trace.marks {
      result += Symbols.mark(mark, x: x(mark.tick), y: y + 1, size: 5, texts: texts)
    }
    switch trace.decision {
    case .site(_, let tick), .noSafeSite(let tick): result += Symbols.site(x: x(tick), y: y + 1, size: 6)
    case .undecided: break
    }
    return result
  }

  /// Where points were lost: numbered flags, those that would cover each other under one.
  private var flags: String {
    var groups: [(x: Double, right: Double, members: [NumberedDeduction])] = []
    func label(_ members: [NumberedDeduction]) -> String {
      members.count == 1 ? "\(members[0].number)" : "\(members[0].number)–\(members[members.count - 1].number)"
    }
    func box(_ x: Double, _ members: [NumberedDeduction]) -> (left: Double, width: Double) {
      let width = LabelPlacer.width(of: label(members), size: 12) + 10
      return (min(max(x - width / 2, 2), Self.width - 2 - width), width)
    }
    for member in deductions {
      let at = x(member.deduction.tick)
      if let last = groups.last, box(at, [member]).left < last.right + 3 {
        var merged = groups.removeLast()
        merged.members.append(member)
        let b = box(merged.x, merged.members)
        groups.append((merged.x, b.left + b.width, merged.members))
      } else {
        let b = box(at, [member])
        groups.append((at, b.left + b.width, [member]))
      }
    }
    return groups.map { group in
      let b = box(group.x, group.members)
      let critical = group.members.contains { $0.deduction.rule.hasPrefix("gate.") }
      let lines = group.members.map { member in
        let at = Markup.px(x(member.deduction.tick))
        return "<line x1=\"\(at)\" x2=\"\(at)\" y1=\"26\" y2=\"\(Markup.px(Self.bottom))\"/>"
      }
      var result =
        "<g class=\"flag\(critical ? " critical" : "")\">" + Set(lines).sorted().joined()
        + "<rect x=\"\(Markup.px(b.left))\" y=\"8\" width=\"\(Markup.px(b.width))\" height=\"18\" rx=\"4\"/>"
        + Markup.element(
          "text", ["x": Markup.px(b.left + b.width / 2), "y": "21.5", "text-anchor": "middle"], label(group.members))
        + "</g>"
      // Each number is a target of its own; the whole flag lights up.
      for member in group.members { result = "<g id=\"t\(member.number)\">\(result)</g>" }
      return result
    }.joined(separator: "\n")
  }
}
