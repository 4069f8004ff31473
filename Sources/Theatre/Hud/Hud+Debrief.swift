import Localisation
import Rendering
import Report
import Scoring

/// How it went, in the report's own words.
extension Hud {
  /// - Parameters:
  ///   - debrief: nil while the log is being scored.
  ///   - scroll: rows that the person has gone down.
  func draw(_ debrief: Debrief?, scroll: Float) {
    canvas.box(x: 0, y: 0, width: width, height: height, colour: Colour(0.01, 0.02, 0.025, 0.72))
    guard let debrief else {
      canvas.text(
        texts.text("theatre.scoring"), x: width / 2, y: height / 2 - 16 * s, size: 22 * s, colour: Self.ink, align: .centre)
      return
    }
    let w = min(width - 32 * s, 1080 * s)
    let x = width / 2 - w / 2
    let top = 26 * s
    canvas.box(
      x: x, y: top, width: w, height: height - 2 * top, radius: 12 * s, colour: Colour(0.02, 0.035, 0.042, 0.95))
    let (left, inner) = (x + 30 * s, w - 60 * s)
    var y = top + 20 * s
    canvas.text(texts.text("term.debrief"), x: left, y: y, size: 14 * s, colour: Self.accent, bold: true)
    y += 24 * s
    let colour = debrief.outcome == .gateFailed ? Self.alarm : debrief.outcome == .scored ? Self.ink : Self.warning
    y += canvas.paragraph(
      debrief.verdict, x: left, y: y, width: inner - 150 * s, size: 26 * s, colour: colour, bold: true)
    if let score = debrief.score {
      canvas.text(score, x: x + w - 96 * s, y: top + 26 * s, size: 48 * s, colour: Self.ink, bold: true, align: .right)
      canvas.text("/ \(debrief.maximum)", x: x + w - 88 * s, y: top + 56 * s, size: 20 * s, colour: Self.faint)
    }
    y += canvas.paragraph(
      (debrief.explanation + [debrief.formative]).filter { !$0.isEmpty }.joined(separator: " "), x: left, y: y + 2 * s,
      width: inner - 150 * s, size: 14 * s, colour: Self.faint)
    y += 16 * s
    // Priorities, then losses: one long page, of which the person sees a window.
    let bottom = height - top - 44 * s
    var at = y - scroll * 28 * s
    func show(_ height: Float, _ draw: (Float) -> Void) {
      if at >= y - 1, at + height <= bottom { draw(at) }
      at += height
    }
    if !debrief.priorities.isEmpty {
      show(30 * s) {
        canvas.text(debrief.prioritiesTitle, x: left, y: $0, size: 18 * s, colour: Self.accent, bold: true)
      }
    }
    for (i, advice) in debrief.priorities.enumerated() {
      let text = canvas.lines(advice.text, size: 16 * s, width: inner - 40 * s, bold: true)
      let because = canvas.lines("\(advice.because) (\(advice.cost))", size: 13 * s, width: inner - 40 * s)
      let h = Float(text.count) * canvas.lineHeight(16 * s) + Float(because.count) * canvas.lineHeight(13 * s) + 12 * s
      show(h) { top in
        canvas.text("\(i + 1)", x: left + 4 * s, y: top, size: 16 * s, colour: Self.accent, bold: true)
        var line = top
        for t in text {
          canvas.text(t, x: left + 30 * s, y: line, size: 16 * s, colour: Self.ink, bold: true)
          line += canvas.lineHeight(16 * s)
        }
        for t in because {
          canvas.text(t, x: left + 30 * s, y: line, size: 13 * s, colour: Self.faint)
          line += canvas.lineHeight(13 * s)
        }
      }
    }
    show(36 * s) { canvas.text(debrief.lossesTitle, x: left, y: $0 + 6 * s, size: 18 * s, colour: Self.accent, bold: true) }
    if debrief.losses.isEmpty {
      show(24 * s) { canvas.text(texts.text("term.no-deductions"), x: left, y: $0, size: 14 * s, colour: Self.ink) }
    }
    for loss in debrief.losses {
      let lines = canvas.lines(loss.reason, size: 14 * s, width: inner - 210 * s)
      show(Float(lines.count) * canvas.lineHeight(14 * s) + 6 * s) { top in
        canvas.text(loss.time, x: left + 40 * s, y: top, size: 14 * s, colour: Self.faint, align: .right)
        canvas.text(loss.cost, x: left + 180 * s, y: top, size: 14 * s, colour: Self.warning, align: .right)
        for (i, line) in lines.enumerated() {
          canvas.text(
            line, x: left + 200 * s, y: top + Float(i) * canvas.lineHeight(14 * s), size: 14 * s, colour: Self.ink)
        }
      }
    }
    canvas.text(
      texts.text("theatre.debrief.close"), x: width / 2, y: height - top - 34 * s, size: 14 * s, colour: Self.faint,
      align: .centre)
  }
}
