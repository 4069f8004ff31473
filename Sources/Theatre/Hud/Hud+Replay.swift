import Frames
import Localisation
import Rendering

/// What is written over the replay of a recorded session.
extension Hud {
  /// The bar of its time, with the moments of the debrief; returns where it lies.
  func drawTimeline(_ replay: HudModel.Replay) -> (left: Float, right: Float, top: Float, bottom: Float) {
    let keys = texts.text("theatre.replay.keys")
    let wide = max(480 * s, canvas.width(keys, size: 12 * s) + 28 * s)
    let x = width / 2 - wide / 2
    panel(x, 14 * s, wide, 74 * s)
    let clock = NumberText.clock(seconds: replay.time)
    let whole = NumberText.clock(seconds: replay.length)
    canvas.text(
      texts.text("theatre.replay.title"), x: x + 14 * s, y: 18 * s, size: 15 * s, colour: Self.accent, bold: true)
    canvas.text(
      "\(clock) / \(whole)", x: width / 2, y: 16 * s, size: 18 * s, colour: Self.ink, bold: true, align: .centre)
    let state =
      replay.isSeeking ? "theatre.replay.seeking" : replay.isPlaying ? "theatre.replay.playing" : "theatre.replay.stopped"
    canvas.text(
      texts.text(state), x: x + wide - 14 * s, y: 19 * s, size: 13 * s,
      colour: replay.isSeeking ? Self.warning : Self.faint, align: .right)
    let (left, right, y) = (x + 14 * s, x + wide - 14 * s, 48 * s)
    func at(_ time: Double) -> Float { left + (right - left) * Float(min(1, max(0, time / max(0.001, replay.length)))) }
    canvas.box(x: left, y: y, width: right - left, height: 6 * s, radius: 3 * s, colour: Colour(1, 1, 1, 0.18))
    canvas.box(x: left, y: y, width: at(replay.time) - left, height: 6 * s, radius: 3 * s, colour: Self.accent)
    for moment in replay.moments {
      canvas.box(x: at(moment) - 1.5 * s, y: y - 4 * s, width: 3 * s, height: 14 * s, radius: 1 * s, colour: Self.warning)
    }
    canvas.box(
      x: at(replay.time) - 6 * s, y: y - 3 * s, width: 12 * s, height: 12 * s, radius: 6 * s, colour: Self.ink)
    canvas.text(
      keys, x: width / 2, y: 64 * s, size: 12 * s, colour: Self.faint, align: .centre)
    return (left, right, 36 * s, 64 * s)
  }

  /// Why this moment is looked at.
  func drawFocus(_ focus: DebriefMoment) {
    let (x, w) = (16 * s, 300 * s)
    let lines = canvas.lines(focus.text, size: 15 * s, width: w - 28 * s)
    let h = Float(lines.count) * canvas.lineHeight(15 * s) + 46 * s
    panel(x, 16 * s, w, h)
    canvas.text(
      NumberText.clock(seconds: focus.tick.seconds), x: x + 14 * s, y: 24 * s, size: 15 * s, colour: Self.accent,
      bold: true)
    canvas.text(
      focus.cost, x: x + w - 14 * s, y: 24 * s, size: 15 * s, colour: Self.warning, bold: true, align: .right)
    for (i, line) in lines.enumerated() {
      canvas.text(
        line, x: x + 14 * s, y: 50 * s + Float(i) * canvas.lineHeight(15 * s), size: 15 * s, colour: Self.ink)
    }
  }

  /// What is to be said of the expert's tool.
  func drawGhost(_ model: HudModel) {
    let text: String
    switch model.ghost {
    case .off: return
    case .coming(let percent): text = texts.text("theatre.ghost.coming", ["percent": "\(percent)"])
    case .shown: text = texts.text("theatre.ghost.shown")
    case .failed: text = texts.text("theatre.ghost.failed")
    }
    let w = canvas.width(text, size: 13 * s) + 24 * s
    panel(width / 2 - w / 2, 94 * s, w, 24 * s)
    canvas.text(text, x: width / 2, y: 97 * s, size: 13 * s, colour: Self.ghost, align: .centre)
  }

  /// The colour of the expert's tool.
  static let ghost = Colour(0.62, 0.90, 1, 1)
}
