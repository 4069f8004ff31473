import Frames
import Localisation
import RealTime
import Rendering
import Scenarios

/// Writes and draws over the picture: steps, clock, force, tray, monitor, help.
///
/// Places are given for a picture of 1280x720 and scaled to the picture's size, so that letters grow with the display's
/// resolution.
struct Hud {
  typealias Colour = OverlayCanvas.Colour

  static let ink = Colour(0.93, 0.95, 0.95, 1)
  static let faint = Colour(0.68, 0.74, 0.76, 1)
  static let panel = Colour(0.035, 0.055, 0.065, 0.74)
  static let accent = Colour(0.36, 0.78, 0.85, 1)
  static let good = Colour(0.42, 0.86, 0.50, 1)
  static let warning = Colour(0.98, 0.72, 0.25, 1)
  static let alarm = Colour(0.98, 0.36, 0.32, 1)

  let texts: Catalogue
  let canvas: OverlayCanvas
  /// Pixels of the picture to one of 1280x720.
  let s: Float
  let width: Float
  let height: Float

  /// - Parameter canvas: begun at the picture's size.
  init(_ texts: Catalogue, on canvas: OverlayCanvas) {
    self.texts = texts
    self.canvas = canvas
    s = max(0.45, min(canvas.width / 1280, canvas.height / 720))
    width = canvas.width
    height = canvas.height
  }

  /// Draws it all; returns where what can be clicked lies.
  @discardableResult func draw(_ model: HudModel) -> HudLayout {
    var layout = HudLayout()
    if model.showsHelp {
      drawHelp()
      return layout
    }
    if let replay = model.replay {
      layout.timeline = drawTimeline(replay)
      if let focus = replay.focus { drawFocus(focus) }
    } else {
      drawSteps(model)
      drawClock(model)
    }
    if let inset = model.inset { drawInset(inset) }
    drawGhost(model)
    drawMonitor(model.monitor)
    drawTray(model)
    drawForce(model)
    if model.tool == .ultrasoundProbe { drawViews(model) }
    if let lag = model.lag { draw(lag, model) }
    if let message = model.message { drawMessage(message) }
    if model.isStopped {
      drawNotice("theatre.stopped", "theatre.stopped.hint", colour: Self.alarm)
    } else if model.isPaused {
      drawNotice("theatre.paused", "theatre.paused.hint")
    }
    if model.asksToFinish {
      let word = model.isPractice ? "theatre.practice" : "theatre"
      drawNotice("\(word).finish.ask", "\(word).finish.hint")
    }
    return layout
  }

  /// While there is nothing to see yet.
  ///
  /// - Parameter isRetry: a step is about to be tried again.
  func drawPreparing(isRetry: Bool = false) {
    canvas.text(
      texts.text(isRetry ? "theatre.practice.preparing" : "theatre.preparing"), x: width / 2, y: height / 2 - 20 * s, size: 22 * s, colour: Self.ink, align: .centre)
    canvas.text(
      texts.text("theatre.preparing.hint"), x: width / 2, y: height / 2 + 18 * s, size: 15 * s, colour: Self.faint,
      align: .centre)
  }

  func panel(_ x: Float, _ y: Float, _ w: Float, _ h: Float) {
    canvas.box(x: x, y: y, width: w, height: h, radius: 8 * s, colour: Self.panel)
  }

  // MARK: Steps

  private func drawSteps(_ model: HudModel) {
    let (x, w) = (16 * s, 300 * s)
    let hints = model.steps.indices.contains(model.step) ? hintLines(model, width: w - 44 * s) : []
    let row = canvas.lineHeight(15 * s) + 4 * s
    let titles = model.steps.indices.map { i in
      canvas.lines(texts.text(model.steps[i].titleKey), size: 15 * s, width: w - 46 * s, bold: i == model.step)
    }
    let hintHeight = hints.reduce(0) { $0 + Float($1.count) * canvas.lineHeight(13 * s) + 4 * s }
    var y = 16 * s
    panel(x, y, w, Float(titles.reduce(0) { $0 + $1.count }) * row + hintHeight + 20 * s)
    y += 10 * s
    for (i, title) in titles.enumerated() {
      let isCurrent = i == model.step
      let colour = isCurrent ? Self.ink : Self.faint
      if isCurrent {
        canvas.box(x: x, y: y + 3 * s, width: 3 * s, height: Float(title.count) * row - 6 * s, colour: Self.accent)
      }
      canvas.text("\(i + 1)", x: x + 14 * s, y: y + 2 * s, size: 15 * s, colour: colour, bold: isCurrent)
      for line in title {
        canvas.text(line, x: x + 32 * s, y: y + 2 * s, size: 15 * s, colour: colour, bold: isCurrent)
        y += row
      }
      guard isCurrent else { continue }
      for hint in hints {
        for line in hint {
          canvas.text(line, x: x + 32 * s, y: y, size: 13 * s, colour: Self.ink)
          y += canvas.lineHeight(13 * s)
        }
        y += 4 * s
      }
    }
  }

  private func hintLines(_ model: HudModel, width: Float) -> [[String]] {
    let arguments = [
      "force": NumberText.fixed(model.excessiveForce, decimals: 0),
      "margin": NumberText.fixed(model.requiredMargin * 1000, decimals: 0),
    ]
    return model.steps[model.step].hintKeys.map {
      canvas.lines(texts.text($0, arguments), size: 13 * s, width: width)
    }
  }

  // MARK: Clock

  private func drawClock(_ model: HudModel) {
    let text = "\(NumberText.clock(seconds: model.elapsed)) / \(NumberText.clock(seconds: model.limit))"
    let w = canvas.width(text, size: 20 * s, bold: true) + 28 * s
    panel(width / 2 - w / 2, 14 * s, w, 36 * s)
    let isLate = model.limit - model.elapsed < 60
    canvas.text(
      text, x: width / 2, y: 18 * s, size: 20 * s, colour: isLate ? Self.warning : Self.ink, bold: true, align: .centre)
    guard model.isPractice else { return }
    let banner = texts.text("theatre.practice.banner")
    let wide = canvas.width(banner, size: 14 * s, bold: true) + 24 * s
    canvas.box(
      x: width / 2 - wide / 2, y: 54 * s, width: wide, height: 24 * s, radius: 6 * s, colour: Colour(0.42, 0.27, 0.02, 0.9))
    canvas.text(
      banner, x: width / 2, y: 56 * s, size: 14 * s, colour: Self.warning, bold: true, align: .centre)
  }

  // MARK: Tray

  private func drawTray(_ model: HudModel) {
    let (x, w) = (16 * s, 300 * s)
    let row = 28 * s
    let h = Float(model.tray.count) * row + 64 * s
    var y = height - h - 16 * s
    panel(x, y, w, h)
    y += 8 * s
    for tool in model.tray {
      let isHeld = tool == model.tool
      if isHeld {
        canvas.box(
          x: x + 8 * s, y: y, width: w - 16 * s, height: row - 2 * s, radius: 5 * s, colour: Colour(0.16, 0.42, 0.48, 0.9))
      }
      key(tool == .palpationProbe ? "P" : "U", x: x + 16 * s, y: y + 3 * s)
      canvas.text(
        texts.text("tool.\(tool)"), x: x + 46 * s, y: y + 2 * s, size: 15 * s, colour: isHeld ? Self.ink : Self.faint,
        bold: isHeld)
      y += row
    }
    y += 4 * s
    canvas.text(
      texts.text("theatre.marks", ["count": "\(model.lesionMarks)"]), x: x + 16 * s, y: y, size: 14 * s, colour: Self.ink)
    let decision: (String, Colour) =
      switch model.decision {
      case .none: ("theatre.undecided", Self.faint)
      case .site: ("theatre.site", Self.good)
      case .noSafeSite: ("theatre.no-safe-site", Self.warning)
      }
    canvas.text(texts.text(decision.0), x: x + 16 * s, y: y + 22 * s, size: 14 * s, colour: decision.1)
    canvas.text(texts.text("theatre.help.key"), x: x + w - 14 * s, y: y, size: 13 * s, colour: Self.accent, align: .right)
  }

  /// A key's name in a frame; returns its width.
  @discardableResult func key(_ name: String, x: Float, y: Float, size: Float = 13) -> Float {
    let w = max(20 * s, canvas.width(name, size: size * s, bold: true) + 10 * s)
    canvas.box(x: x, y: y, width: w, height: 20 * s, radius: 4 * s, colour: Colour(0.80, 0.85, 0.86, 0.92))
    canvas.text(
      name, x: x + w / 2, y: y + 1 * s, size: size * s, colour: Colour(0.06, 0.08, 0.09, 1), bold: true, align: .centre)
    return w
  }

  // MARK: Force

  private func drawForce(_ model: HudModel) {
    let w = 340 * s
    let x = width / 2 - w / 2
    let y = height - 78 * s
    panel(x, y, w, 62 * s)
    let most = Float(max(4, model.excessiveForce * 1.6))
    let (bx, by, bw, bh) = (x + 16 * s, y + 32 * s, w - 32 * s, 10 * s)
    func at(_ force: Float) -> Float { bx + bw * min(1, max(0, force / most)) }
    canvas.text(texts.text("term.force"), x: bx, y: y + 6 * s, size: 14 * s, colour: Self.faint)
    let colour =
      model.force > Float(model.excessiveForce)
      ? Self.alarm : model.force >= Float(model.palpationForce) ? Self.good : Self.accent
    canvas.text(
      "\(NumberText.fixed(Double(model.force), decimals: 1)) N", x: x + w - 16 * s, y: y + 4 * s, size: 18 * s,
      colour: model.force > Float(model.excessiveForce) ? Self.alarm : Self.ink, bold: true, align: .right)
    canvas.box(x: bx, y: by, width: bw, height: bh, radius: 5 * s, colour: Colour(1, 1, 1, 0.14))
    canvas.box(
      x: at(Float(model.excessiveForce)), y: by, width: bx + bw - at(Float(model.excessiveForce)), height: bh,
      radius: 5 * s, colour: Colour(0.98, 0.36, 0.32, 0.30))
    canvas.box(x: bx, y: by, width: at(model.force) - bx, height: bh, radius: 5 * s, colour: colour)
    for force in [Float(model.palpationForce), Float(model.excessiveForce)] where force > 0 {
      canvas.box(x: at(force) - 0.5 * s, y: by - 3 * s, width: 1.5 * s, height: bh + 6 * s, colour: Self.ink)
      canvas.text(
        Self.short(force), x: at(force), y: by + bh + 1 * s, size: 11 * s, colour: Self.faint, align: .centre)
    }
    if let wanted = model.wantedForce {
      let p = at(wanted)
      canvas.polyline([SIMD2(p, by - 2 * s), SIMD2(p - 4 * s, by - 9 * s)], width: 2 * s, colour: Self.accent)
      canvas.polyline([SIMD2(p, by - 2 * s), SIMD2(p + 4 * s, by - 9 * s)], width: 2 * s, colour: Self.accent)
      canvas.text(
        texts.text("theatre.force.set", ["force": NumberText.fixed(Double(wanted), decimals: 1)]),
        x: bx + canvas.width(texts.text("term.force"), size: 14 * s) + 14 * s, y: y + 7 * s, size: 12 * s,
        colour: Self.accent)
    }
  }

  private static func short(_ x: Float) -> String {
    x == x.rounded() ? "\(Int(x))" : NumberText.fixed(Double(x), decimals: 1)
  }

  // MARK: Views

  /// The five views, under the ultrasound picture.
  private func drawViews(_ model: HudModel) {
    let w = 322 * s
    let x = width - w - 16 * s
    let row = 22 * s
    // The ultrasound picture takes the upper part of the right side.
    let y = height * (Renderer.insetHeight + 0.025) + 12 * s
    let views = UltrasoundView.allCases
    panel(x, y, w, Float(views.count) * row + 12 * s)
    for (i, view) in views.enumerated() {
      let isDone = model.frozen.contains(view)
      let top = y + 6 * s + Float(i) * row
      key("\(i + 1)", x: x + 10 * s, y: top + 1 * s, size: 12)
      canvas.text(
        texts.text("view.\(view)"), x: x + 40 * s, y: top + 2 * s, size: 13 * s, colour: isDone ? Self.good : Self.ink)
      if isDone { tick(x: x + w - 26 * s, y: top + 5 * s) }
    }
  }

  private func tick(x: Float, y: Float) {
    canvas.polyline(
      [SIMD2(x, y + 6 * s), SIMD2(x + 4 * s, y + 10 * s), SIMD2(x + 12 * s, y)], width: 2.2 * s, colour: Self.good)
  }

  // MARK: Notes

  private func drawMessage(_ text: String) {
    let w = canvas.width(text, size: 17 * s, bold: true) + 36 * s
    let y = height - 126 * s
    panel(width / 2 - w / 2, y, w, 34 * s)
    canvas.text(text, x: width / 2, y: y + 5 * s, size: 17 * s, colour: Self.ink, bold: true, align: .centre)
  }

  private func drawNotice(_ title: String, _ hint: String, colour: Colour = Hud.ink) {
    let (a, b) = (texts.text(title), texts.text(hint))
    let w = max(canvas.width(a, size: 26 * s, bold: true), canvas.width(b, size: 16 * s)) + 64 * s
    let y = height * 0.36
    canvas.box(x: width / 2 - w / 2, y: y, width: w, height: 96 * s, radius: 12 * s, colour: Colour(0.03, 0.05, 0.06, 0.9))
    canvas.text(a, x: width / 2, y: y + 14 * s, size: 26 * s, colour: colour, bold: true, align: .centre)
    canvas.text(b, x: width / 2, y: y + 58 * s, size: 16 * s, colour: Self.faint, align: .centre)
  }

  private func draw(_ lag: SightLag, _ model: HudModel) {
    func ms(_ x: UInt64) -> String { NumberText.fixed(Double(x) / 1e6, decimals: 1) }
    let rows = [
      texts.text("theatre.lag.tissue", ["p50": ms(lag.tissue.quantile(0.5)), "p99": ms(lag.tissue.quantile(0.99))]),
      texts.text("theatre.lag.tool", ["p50": ms(lag.tool.quantile(0.5)), "p99": ms(lag.tool.quantile(0.99))]),
      texts.text("theatre.lag.hand", ["p50": ms(lag.hand.quantile(0.5)), "p99": ms(lag.hand.quantile(0.99))]),
      texts.text("theatre.lag.frame", ["p50": ms(lag.frame.quantile(0.5)), "p99": ms(lag.frame.quantile(0.99))]),
      texts.text("theatre.lag.budget", ["ms": NumberText.fixed(SightLag.budget, decimals: 0)]),
      model.renderer,
    ]
    // Between the steps and the ultrasound picture, under what is said for a moment.
    let lines = rows.enumerated().flatMap { i, row in
      let isOver = i < 2 && (i == 0 ? lag.latest.tissue : lag.latest.tool) > SightLag.budget
      return canvas.lines(row, size: 13 * s, width: 520 * s).map { ($0, isOver ? Self.warning : Self.ink) }
    }
    let w = (lines.map { canvas.width($0.0, size: 13 * s) }.max() ?? 0) + 24 * s
    let h = Float(lines.count) * 19 * s + 14 * s
    let (x, y) = (width / 2 - w / 2, 128 * s)
    panel(x, y, w, h)
    for (i, (line, colour)) in lines.enumerated() {
      canvas.text(line, x: x + 12 * s, y: y + 7 * s + Float(i) * 19 * s, size: 13 * s, colour: colour)
    }
  }
}
