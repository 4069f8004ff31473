import Frames
import Scoring
import SimMath

/// The unrolled aorta: what was there, what was touched, and what was decided.
struct AortaMap {
  static let width = 960.0
  private static let left = 58.0
  private static let right = 946.0
  private static let top = 26.0

  let trace: SessionTrace
  let truth: SceneTruth
  let deductions: [NumberedDeduction]
  let texts: ReportTexts
  private let angle: ChartScale
  private let axial: ChartScale
  private let bottom: Double
  /// Pixels per metre.
  private let scale: Double
  let height: Double

  init(trace: SessionTrace, truth: SceneTruth, deductions: [NumberedDeduction], texts: ReportTexts) {
    self.trace = trace
    self.truth = truth
    self.deductions = deductions
    self.texts = texts
    let circumference = 2 * Double.pi * max(1e-6, truth.vessel.outerRadius)
    scale = (Self.right - Self.left) / circumference
    bottom = Self.top + min(1200, max(100, scale * truth.vessel.length))
    height = bottom + 44
    angle = ChartScale(values: -Double.pi...Double.pi, low: Self.left, high: Self.right)
    axial = ChartScale(values: 0...max(1e-6, truth.vessel.length), low: bottom, high: Self.top)
  }

  var svg: String {
    let px = Markup.px
    var placer = LabelPlacer(
      bounds: .init(x: Self.left + 2, y: Self.top + 2, width: Self.right - Self.left - 4, height: bottom - Self.top - 4)
    )
    occupy(&placer)
    // Labels find their room in the order of their weight; the drawing order is from the ground up.
    let zone = zoneLabel(&placer)
    let site = siteLayer(&placer)
    let lesions = lesionLayer(&placer)
    let badges = badgeLayer(&placer)
    let views = viewLayer(&placer)
    let limits = limitLayer(&placer, zoneLabel: zone)
    return """
      <svg class="chart" viewBox="0 0 \(px(Self.width)) \(px(height))" role="img" aria-labelledby="map-t map-d">
      <title id="map-t">\(texts("report.map.title"))</title>
      <desc id="map-d">\(Markup.escape(summary))</desc>
      <defs>\(Self.patterns)</defs>
      \(ground)\(feltLayer)\(axes)\(limits)\(lesions)\(pathLayer)\(views)\(markLayer)\(site)\(badges)
      <rect class="frame" x="\(px(Self.left))" y="\(px(Self.top))" width="\(px(Self.right - Self.left))" \
      height="\(px(bottom - Self.top))"/>
      </svg>
      """
  }

  /// The map in words.
  var summary: String {
    let lesions =
      truth.lesions.isEmpty
      ? texts.plain("report.map.no-lesion")
      : truth.lesions.map { lesion in
        "\(lesion.id): \(lesionName(lesion)), \(texts.place(lesion.center))"
      }.joined(separator: "; ")
    return texts.plain(
      "report.map.summary",
      ["lesions": lesions, "marks": "\(trace.marks.count)", "views": "\(trace.views.count)", "decision": decision])
  }

  var decision: String {
    switch trace.decision {
    case .undecided: texts.plain("report.decision.none")
    case .site(let place, let tick):
      texts.plain("report.decision.site", ["place": texts.place(place), "time": texts.clock(tick)])
    case .noSafeSite(let tick): texts.plain("report.decision.no-safe-site", ["time": texts.clock(tick)])
    }
  }

  private func lesionName(_ lesion: LesionTruth) -> String {
    texts.plain(
      "report.lesion",
      ["kind": texts.plain("report.lesion.\(lesion.kind.rawValue)"), "grade": Self.roman(lesion.grade)])
  }

  static func roman(_ grade: Int) -> String {
    let names = ["I", "II", "III", "IV", "V"]
    return names.indices.contains(grade - 1) ? names[grade - 1] : "\(grade)"
  }

  // MARK: ground

  static let patterns = """
    <pattern id="calcified" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect class="p-ground" width="5" height="5"/><line class="p-line" x1="0" y1="0" x2="0" y2="5"/></pattern>\
    <pattern id="soft" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="p-soft" width="6" height="6"/>\
    <circle class="p-dot" cx="3" cy="3" r="1.2"/></pattern>\
    <pattern id="mixed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect class="p-soft" width="6" height="6"/><line class="p-line" x1="0" y1="0" x2="0" y2="6"/></pattern>\
    <pattern id="unreach" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
    <line class="p-unreach" x1="0" y1="0" x2="0" y2="8"/></pattern>
    """

  private func box(_ kind: String, _ angles: ClosedRange<Double>, _ axials: ClosedRange<Double>) -> String {
    let x = angle(angles.lowerBound)
    let y = axial(axials.upperBound)
    return "<rect class=\"\(kind)\" x=\"\(Markup.px(x))\" y=\"\(Markup.px(y))\" "
      + "width=\"\(Markup.px(angle(angles.upperBound) - x))\" height=\"\(Markup.px(axial(axials.lowerBound) - y))\"/>"
  }

  private var reach: Double { min(Double.pi, max(0, truth.vessel.accessibleAngle)) }

  private var ground: String {
    let length = truth.vessel.length
    return box("wall", -Double.pi...Double.pi, 0...length) + box("zone", -reach...reach, truth.vessel.siteZone)
  }

  private var feltLayer: String {
    trace.felt.map { cell in
      let c = cell.center
      return box(
        "cell", (c.angle - cell.angle / 2)...(c.angle + cell.angle / 2),
        (c.axial - cell.axial / 2)...(c.axial + cell.axial / 2))
    }.joined()
  }

  /// Reach and site zone, over the felt cells, with their names.
  private func limitLayer(_ placer: inout LabelPlacer, zoneLabel: String) -> String {
    let length = truth.vessel.length
    var result = ""
    if reach < Double.pi {
      result += box("unreach", -Double.pi...(-reach), 0...length) + box("unreach", reach...Double.pi, 0...length)
      for a in [-reach, reach] {
        let x = Markup.px(angle(a))
        result +=
          "<line class=\"limit\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(Markup.px(Self.top))\" y2=\"\(Markup.px(bottom))\"/>"
      }
      for a in [-(reach + Double.pi) / 2, (reach + Double.pi) / 2] {
        let text = texts.plain("report.map.out-of-reach")
        guard LabelPlacer.width(of: text, size: 12) < scale * truth.vessel.outerRadius * (Double.pi - reach) else {
          continue
        }
        result += label(
          text,
          at: placer.place(
            x: angle(a), y: axial(length / 2), width: LabelPlacer.width(of: text, size: 12), height: 16, gap: 0), "note"
        )
      }
    }
    let zone = truth.vessel.siteZone
    for z in [zone.lowerBound, zone.upperBound] where z > 0 && z < length {
      let y = Markup.px(axial(z))
      result +=
        "<line class=\"zone-edge\" x1=\"\(Markup.px(angle(-reach)))\" x2=\"\(Markup.px(angle(reach)))\" "
        + "y1=\"\(y)\" y2=\"\(y)\"/>"
    }
    result += zoneLabel
    return result
  }

  /// In the upper left corner of the zone.
  private func zoneLabel(_ placer: inout LabelPlacer) -> String {
    let name = texts.plain("report.map.zone")
    let width = LabelPlacer.width(of: name, size: 12)
    let zone = truth.vessel.siteZone
    let p = (x: angle(-reach) + width / 2 + 8, y: min(axial(zone.upperBound) + 11, bottom - 10))
    placer.occupy(.init(x: p.x - width / 2, y: p.y - 8, width: width, height: 16))
    return label(name, at: p, "note")
  }

  private var axes: String {
    var result = ""
    for degrees in stride(from: -180, through: 180, by: 45) {
      let x = angle(Double(degrees) * Double.pi / 180)
      result +=
        "<line class=\"grid\" x1=\"\(Markup.px(x))\" x2=\"\(Markup.px(x))\" y1=\"\(Markup.px(Self.top))\" "
        + "y2=\"\(Markup.px(bottom))\"/>"
      let at = min(max(x, Self.left), Self.right - 10)
      result += text("tick", at, bottom + 16, "\(texts.number(Double(degrees), 0))°", "middle")
    }
    result += text("axis", angle(0), bottom + 34, texts.plain("report.map.anterior"), "middle")
    result += text("axis", Self.left, bottom + 34, texts.plain("report.map.posterior-left"), "start")
    result += text("axis", Self.right, bottom + 34, texts.plain("report.map.posterior-right"), "end")
    for z in axial.ticks(steps: [0.005, 0.01, 0.02, 0.05], count: 8) {
      let y = axial(z)
      result +=
        "<line class=\"grid\" x1=\"\(Markup.px(Self.left))\" x2=\"\(Markup.px(Self.right))\" y1=\"\(Markup.px(y))\" "
        + "y2=\"\(Markup.px(y))\"/>"
      result += text("tick", Self.left - 6, y + 4, texts.number(z * 1000, 0), "end")
    }
    result += text("axis", Self.left, Self.top - 10, texts.plain("report.map.distal"), "start")
    result += text("axis", Self.right, Self.top - 10, texts.plain("report.map.unit"), "end")
    return result
  }

  private func text(_ kind: String, _ x: Double, _ y: Double, _ content: String, _ anchor: String) -> String {
    Markup.element(
      "text", ["class": kind, "x": Markup.px(x), "y": Markup.px(y), "text-anchor": anchor], Markup.escape(content))
  }

  private func label(_ content: String, at p: (x: Double, y: Double), _ kind: String) -> String {
    text("label \(kind)", p.x, p.y + 4, content, "middle")
  }

  // MARK: lesions

  /// A closed curve around the lesion, `margin` outside its edge, as points of angle and axial position.
  private func outline(_ lesion: LesionTruth, margin: Double) -> [VesselCoordinate] {
    let a = lesion.circumferentialRadius
    let b = lesion.axialRadius
    return (0...96).map { i in
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(i) / 96)
      // The outward normal of the ellipse at (a cos, b sin).
      let nx = b * c
      let ny = a * s
      let n = max(1e-12, (nx * nx + ny * ny).squareRoot())
      return VesselCoordinate(
        angle: lesion.center.angle + (a * c + margin * nx / n) / truth.vessel.outerRadius,
        axial: lesion.center.axial + b * s + margin * ny / n)
    }
  }

  private func isOnMap(_ p: VesselCoordinate) -> Bool {
    abs(p.angle) <= Double.pi && p.axial >= 0 && p.axial <= truth.vessel.length
  }

  private func point(_ p: VesselCoordinate) -> String { "\(Markup.px(angle(p.angle))) \(Markup.px(axial(p.axial)))" }

  /// The parts of a curve that lie on the map.
  private func visible(_ curve: [VesselCoordinate]) -> String {
    var path = ""
    var isOpen = false
    for p in curve {
      if isOnMap(p) {
        path += (isOpen ? "L" : "M") + point(p)
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return path
  }

  /// A curve and its copies one turn to either side, as far as they show.
  private func turns(_ curve: [VesselCoordinate]) -> [[VesselCoordinate]] {
    [-2 * Double.pi, 0, 2 * Double.pi].compactMap { shift in
      let copy = curve.map { VesselCoordinate(angle: $0.angle + shift, axial: $0.axial) }
      return copy.contains(where: isOnMap) ? copy : nil
    }
  }

  private func lesionLayer(_ placer: inout LabelPlacer) -> String {
    var result = ""
    for lesion in truth.lesions {
      let edge = outline(lesion, margin: 0)
      for copy in turns(edge) {
        // Filled up to the border of the map, with the edge itself only where it lies on it.
        let points = copy.map { p in
          point(
            VesselCoordinate(
              angle: min(Double.pi, max(-Double.pi, p.angle)), axial: min(truth.vessel.length, max(0, p.axial))))
        }
        result +=
          "<path class=\"lesion \(lesion.kind.rawValue)\" fill=\"url(#\(lesion.kind.rawValue))\" "
          + "d=\"M\(points.joined(separator: "L"))Z\"><title>\(Markup.escape("\(lesion.id): \(lesionName(lesion))"))</title></path>"
        result += "<path class=\"lesion-edge\" d=\"\(visible(copy))\"/>"
      }
      for copy in turns(outline(lesion, margin: truth.requiredMargin)) {
        result += "<path class=\"margin\" d=\"\(visible(copy))\"/>"
      }
      let name = "\(lesion.id) · \(lesionName(lesion))"
      let gap = scale * lesion.axialRadius + 2
      result += label(
        name,
        at: placer.place(
          x: angle(lesion.center.angle), y: axial(lesion.center.axial), width: LabelPlacer.width(of: name, size: 13),
          height: 17, gap: min(gap, 90)), "lesion-name")
    }
    return result
  }

  // MARK: what was done

  /// Marks, the site and lesions are not to be covered by labels.
  private func occupy(_ placer: inout LabelPlacer) {
    func square(_ p: VesselCoordinate, _ r: Double) {
      placer.occupy(.init(x: angle(p.angle) - r, y: axial(p.axial) - r, width: 2 * r, height: 2 * r))
    }
    for mark in trace.marks { square(mark.place, 8) }
    for view in trace.views {
      for p in trace(of: view) where isOnMap(p) { square(p, 4) }
    }
    if case .site(let place, _) = trace.decision { square(place, 12) }
    for lesion in truth.lesions {
      let w = scale * lesion.circumferentialRadius * 0.8
      let h = scale * lesion.axialRadius * 0.8
      placer.occupy(
        .init(x: angle(lesion.center.angle) - w, y: axial(lesion.center.axial) - h, width: 2 * w, height: 2 * h))
    }
  }

  private var pathLayer: String {
    enum Kind: String { case touch, scan, free }
    var runs: [Kind: String] = [:]
    var previous: (kind: Kind, sample: SessionTrace.Sample)?
    for sample in trace.samples {
      let kind: Kind = sample.inContact ? (sample.tool == .palpationProbe ? .touch : .scan) : .free
      guard isOnMap(sample.place), sample.height < 0.03 else {
        previous = nil
        continue
      }
      let at = point(sample.place)
      guard let last = previous else {
        runs[kind, default: ""] += "M\(at)"
        previous = (kind, sample)
        continue
      }
      let moved = last.sample.place.distance(to: sample.place, radius: truth.vessel.outerRadius)
      let wraps = abs(last.sample.place.angle - sample.place.angle) > Double.pi
      let jumps = sample.tick > last.sample.tick &+ 1000 || last.sample.tool != sample.tool
      // A line needs no point closer than a third of a millimetre.
      if moved < 0.000_3, last.kind == kind, !jumps { continue }
      if wraps || jumps {
        runs[kind, default: ""] += "M\(at)"
      } else if last.kind == kind {
        runs[kind, default: ""] += "L\(at)"
      } else {
        runs[kind, default: ""] += "M\(point(last.sample.place))L\(at)"
      }
      previous = (kind, sample)
    }
    return [Kind.free, .scan, .touch].compactMap { kind in
      runs[kind].map { "<path class=\"path \(kind.rawValue)\" d=\"\($0)\"/>" }
    }.joined(separator: "\n")
  }

  /// The image plane on the surface: a line of 16 mm.
  private func trace(of view: SessionTrace.View) -> [VesselCoordinate] {
    let (s, c) = Trigonometry.sincos(view.direction)
    return (-8...8).map { i in
      VesselCoordinate(
        angle: view.place.angle + Double(i) * 0.001 * c / truth.vessel.outerRadius,
        axial: view.place.axial + Double(i) * 0.001 * s)
    }
  }

  private func viewLayer(_ placer: inout LabelPlacer) -> String {
    trace.views.map { view in
      let curve = trace(of: view)
      let lines = turns(curve).map { "<path class=\"view\" d=\"\(visible($0))\"/>" }.joined()
      let name =
        view.named.map { texts.plain("report.view.short.\($0)") } ?? texts.plain("report.view.unknown")
      let end = curve.last { isOnMap($0) } ?? view.place
      let at = placer.place(
        x: angle(end.angle), y: axial(end.axial), width: LabelPlacer.width(of: name, size: 12), height: 15, gap: 3)
      return "<g><title>\(Markup.escape(texts.viewName(view.named))) \(texts.clock(view.tick))</title>\(lines)"
        + label(name, at: at, "view-name") + "</g>"
    }.joined(separator: "\n")
  }

  private var markLayer: String {
    trace.marks.map { mark in
      let p = clamped(mark.place)
      return Symbols.mark(mark, x: p.x, y: p.y, size: 6, texts: texts)
    }.joined()
  }

  private func clamped(_ p: VesselCoordinate) -> (x: Double, y: Double) { (angle(p.angle), axial(p.axial)) }

  private func siteLayer(_ placer: inout LabelPlacer) -> String {
    switch trace.decision {
    case .site(let place, _):
      let p = clamped(place)
      let name = texts.plain("report.map.site")
      let at = placer.place(
        x: p.x, y: p.y, width: LabelPlacer.width(of: name, size: 14), height: 18, gap: 12)
      return Symbols.site(x: p.x, y: p.y, size: 8) + label(name, at: at, "site-name")
    case .noSafeSite, .undecided:
      let name = texts.plain(trace.decision == .undecided ? "report.map.undecided" : "report.map.no-safe-site")
      let width = LabelPlacer.width(of: name, size: 14)
      let at = placer.place(x: angle(0), y: Self.top + 14, width: width, height: 20, gap: 0)
      return label(name, at: at, "site-name")
    }
  }

  /// The numbers of the deductions that have a place.
  private func badgeLayer(_ placer: inout LabelPlacer) -> String {
    deductions.compactMap { numbered in
      guard let place = numbered.deduction.place else { return nil }
      let p = clamped(place)
      let name = "\(numbered.number)"
      let width = max(18, LabelPlacer.width(of: name, size: 12) + 8)
      let at = placer.place(x: p.x, y: p.y, width: width, height: 18, gap: 5)
      let critical = numbered.deduction.rule.hasPrefix("gate.") ? " critical" : ""
      let far = max(abs(at.x - p.x), abs(at.y - p.y)) > 24
      let line =
        far
        ? "<line x1=\"\(Markup.px(p.x))\" y1=\"\(Markup.px(p.y))\" x2=\"\(Markup.px(at.x))\" y2=\"\(Markup.px(at.y))\"/>"
        : ""
      return
        "<g id=\"p\(name)\" class=\"flag\(critical)\"><title>\(Markup.escape(texts.reason(numbered.deduction)))</title>"
        + "\(line)<rect x=\"\(Markup.px(at.x - width / 2))\" y=\"\(Markup.px(at.y - 9))\" width=\"\(Markup.px(width))\" "
        + "height=\"18\" rx=\"9\"/>" + text("n", at.x, at.y + 4.5, name, "middle") + "</g>"
    }.joined(separator: "\n")
  }
}
