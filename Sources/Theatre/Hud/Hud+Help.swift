import Localisation
import Rendering

/// What mouse, keys and gamepad do.
extension Hud {
  /// Keys as they are printed on a keyboard, and the catalogue's key of what they do; nil keys are named there.
  private static let left: [(keys: [String], text: String)] = [
    ([], "theatre.help.move"), ([], "theatre.help.press"), (["Space"], "theatre.help.hold"),
    ([], "theatre.help.wheel"), (["Q", "E"], "theatre.help.turn"), (["R"], "theatre.help.quarter"),
    (["G"], "theatre.help.ghost"), (["P"], "theatre.help.palpation"), (["U"], "theatre.help.ultrasound"), (["1", "5"], "theatre.help.freeze"),
    (["F12", "Pause"], "theatre.help.stop"),
  ]
  private static let right: [(keys: [String], text: String)] = [
    (["C"], "theatre.help.calcified"), (["S"], "theatre.help.soft"), (["M"], "theatre.help.mark"),
    (["Backspace"], "theatre.help.unmark"), (["X"], "theatre.help.site"), (["N"], "theatre.help.none"),
    (["Enter"], "theatre.help.finish"), (["Esc"], "theatre.help.pause"), (["Tab"], "theatre.help.step"),
    (["F2"], "theatre.help.view"), (["F3"], "theatre.help.lag"), (["F4"], "theatre.help.inset"), (["F11"], "theatre.help.screen"),
  ]

  func drawHelp() {
    let (w, h) = (min(width - 24 * s, 960 * s), 520 * s)
    let (x, y) = (width / 2 - w / 2, height / 2 - h / 2)
    canvas.box(x: x, y: y, width: w, height: h, radius: 12 * s, colour: Colour(0.02, 0.035, 0.042, 0.94))
    canvas.text(texts.text("theatre.help.title"), x: x + 28 * s, y: y + 18 * s, size: 24 * s, colour: Self.ink, bold: true)
    canvas.text(
      texts.text("theatre.help.close"), x: x + w - 28 * s, y: y + 24 * s, size: 14 * s, colour: Self.faint, align: .right)
    let left = column(Self.left, x: x + 28 * s, y: y + 68 * s, width: w / 2 - 44 * s)
    let right = column(Self.right, x: x + w / 2 + 12 * s, y: y + 68 * s, width: w / 2 - 40 * s)
    canvas.paragraph(
      texts.text("theatre.help.gamepad"), x: x + 28 * s, y: max(left, right) + 10 * s, width: w - 56 * s, size: 13 * s,
      colour: Self.faint)
  }

  /// - Returns: where it ends.
  private func column(_ rows: [(keys: [String], text: String)], x: Float, y: Float, width: Float) -> Float {
    var top = y
    let keyWidth = 112 * s
    for row in rows {
      var at = x
      if row.keys.isEmpty {
        at += key(texts.text("\(row.text).key"), x: at, y: top, size: 12)
      }
      for (i, name) in row.keys.enumerated() {
        if i > 0 {
          at += canvas.text(row.keys == ["1", "5"] ? "–" : "/", x: at + 4 * s, y: top, size: 14 * s, colour: Self.faint) + 8 * s
        }
        at += key(name, x: at, y: top, size: 12)
      }
      let height = canvas.paragraph(
        texts.text(row.text), x: x + keyWidth, y: top, width: width - keyWidth, size: 14 * s, colour: Self.ink)
      top += max(29 * s, height + 9 * s)
    }
    return top
  }
}
