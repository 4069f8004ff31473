import Localisation
import Rendering
import Report
import Scoring

/// How it went, in the report's own words.
extension Hud {
  /// - Parameters:
  ///   - debrief: nil while the log is being scored.
  ///   - selection: the chosen line of `Debrief.moments`, which is always in sight.
  ///   - canPlay: the recording is ready.
  ///   - note: what was just done.
  /// - Returns: where the lines lie.
  @discardableResult func draw(
    _ debrief: Debrief?, selection: Int = 0, canPlay: Bool = false, note: String? = nil
  ) -> HudLayout {
    canvas.box(x: 0, y: 0, width: width, height: height, colour: Colour(0.01, 0.02, 0.025, 0.72))
    guard let debrief else {
      canvas.text(
        texts.text("theatre.scoring"), x: width / 2, y: height / 2 - 16 * s, size: 22 * s, colour: Self.ink, align: .centre)
      return HudLayout()
    }
    let w = min(width - 32 * s, 1080 * s)
    let x = width / 2 - w / 2
    let top = 26 * s
    canvas.box(
      x: x, y: top, width: w, height: height - 2 * top, radius: 12 * s, colour: Colour(0.02, 0.035, 0.042, 0.95))
    let y = drawVerdict(debrief, x: x, top: top, width: w)
    let bottom = height - top - 62 * s
    let parts = lines(of: debrief, width: w - 60 * s)
    var layout = HudLayout()
    var at = y - scroll(parts, to: selection, room: bottom - y)
    for part in parts {
      defer { at += part.height }
      guard at >= y - 1, at + part.height <= bottom else { continue }
      if let index = part.index {
        layout.rows.append(.init(index: index, top: at, bottom: at + part.height))
        if index == selection {
          canvas.box(
            x: x + 18 * s, y: at - 3 * s, width: w - 36 * s, height: part.height - 2 * s, radius: 6 * s,
            colour: Colour(0.16, 0.42, 0.48, 0.42))
        }
      }
      part.draw(x + 30 * s, at)
    }
    let hint = texts.text(canPlay ? "theatre.debrief.keys" : "theatre.debrief.coming")
    canvas.text(
      note ?? "", x: width / 2, y: height - top - 54 * s, size: 13 * s, colour: Self.warning, align: .centre)
    canvas.text(hint, x: width / 2, y: height - top - 32 * s, size: 14 * s, colour: Self.faint, align: .centre)
    return layout
  }

  /// Verdict, score and what explains them; returns where they end.
  private func drawVerdict(_ debrief: Debrief, x: Float, top: Float, width w: Float) -> Float {
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
    return y + 16 * s
  }

  /// A piece of the long page, of which the person sees a window.
  private struct Part {
    /// Of `Debrief.moments`; nil for what cannot be chosen.
    var index: Int?
    var height: Float
    var draw: (_ left: Float, _ top: Float) -> Void
  }

  /// How far the page is moved up, so that the chosen line is in sight.
  private func scroll(_ parts: [Part], to selection: Int, room: Float) -> Float {
    var end: Float = 0
    for part in parts {
      end += part.height
      if part.index == selection { return max(0, end - room) }
    }
    return 0
  }

  /// Priorities, then losses.
  private func lines(of debrief: Debrief, width inner: Float) -> [Part] {
    var parts: [Part] = []
    func title(_ text: String, _ height: Float, _ drop: Float) {
      parts.append(
        Part(height: height) { left, top in
          canvas.text(text, x: left, y: top + drop, size: 18 * s, colour: Self.accent, bold: true)
        })
    }
    if !debrief.priorities.isEmpty { title(debrief.prioritiesTitle, 30 * s, 0) }
    for (i, advice) in debrief.priorities.enumerated() {
      let text = canvas.lines(advice.text, size: 16 * s, width: inner - 40 * s, bold: true)
      let because = canvas.lines("\(advice.because) (\(advice.cost))", size: 13 * s, width: inner - 40 * s)
      let height =
        Float(text.count) * canvas.lineHeight(16 * s) + Float(because.count) * canvas.lineHeight(13 * s) + 12 * s
      parts.append(
        Part(index: i, height: height) { left, top in
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
        })
    }
    title(debrief.lossesTitle, 36 * s, 6 * s)
    if debrief.losses.isEmpty {
      parts.append(
        Part(height: 24 * s) { left, top in
          canvas.text(texts.text("term.no-deductions"), x: left, y: top, size: 14 * s, colour: Self.ink)
        })
    }
    for (i, loss) in debrief.losses.enumerated() {
      let lines = canvas.lines(loss.reason, size: 14 * s, width: inner - 210 * s)
      parts.append(
        Part(
          index: debrief.priorities.count + i, height: Float(lines.count) * canvas.lineHeight(14 * s) + 6 * s
        ) { left, top in
          canvas.text(loss.time, x: left + 40 * s, y: top, size: 14 * s, colour: Self.faint, align: .right)
          canvas.text(loss.cost, x: left + 180 * s, y: top, size: 14 * s, colour: Self.warning, align: .right)
          for (i, line) in lines.enumerated() {
            canvas.text(
              line, x: left + 200 * s, y: top + Float(i) * canvas.lineHeight(14 * s), size: 14 * s, colour: Self.ink)
          }
        })
    }
    return parts
  }
}
