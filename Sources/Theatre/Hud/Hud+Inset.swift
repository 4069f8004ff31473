import Localisation
import Rendering

extension Hud {
  /// Where another view lies in a picture, over the tray; pixels from the upper left corner.
  static func insetPlace(width: Int, height: Int) -> (x: Int, y: Int, width: Int, height: Int) {
    let s = max(0.45, min(Float(width) / 1280, Float(height) / 720))
    return (Int(16 * s), height - Int(314 * s), max(16, Int(300 * s)), max(16, Int(169 * s)))
  }

  /// A frame around the other view, and whose it is.
  func drawInset(_ kind: ViewKind) {
    let place = Self.insetPlace(width: Int(width), height: Int(height))
    let (x, y) = (Float(place.x), Float(place.y))
    let (w, h) = (Float(place.width), Float(place.height))
    canvas.polyline(
      [SIMD2(x, y), SIMD2(x + w, y), SIMD2(x + w, y + h), SIMD2(x, y + h), SIMD2(x, y)], width: max(1.5, 2 * s),
      colour: Self.accent)
    let text = texts.text(kind == .assistant ? "theatre.inset.assistant" : "theatre.inset.surgeon")
    canvas.box(
      x: x + 5 * s, y: y + 5 * s, width: canvas.width(text, size: 13 * s, bold: true) + 14 * s, height: 21 * s,
      radius: 4 * s, colour: Self.panel)
    canvas.text(text, x: x + 12 * s, y: y + 6 * s, size: 13 * s, colour: Self.ink, bold: true)
  }
}
