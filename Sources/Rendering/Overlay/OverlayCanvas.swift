/// Flat things over the picture: text, boxes, lines. Pixels from the upper left corner; colours are red, green, blue and
/// opacity, 0 to 1, as the screen shows them. Later things cover earlier ones. Knows nothing of OpenGL.
public final class OverlayCanvas {
  public typealias Colour = SIMD4<Float>

  public enum Alignment: Sendable { case left, centre, right }

  let lettering: Lettering
  /// Size of the picture, pixels.
  public private(set) var width: Float = 0
  public private(set) var height: Float = 0
  /// For each corner of each triangle: place, coordinates of the atlas or of a box, colour, and what it is (see
  /// `overlay.frag`).
  private(set) var vertices: [Float] = []
  static let components = [2, 2, 4, 4]

  public init(lettering: Lettering) { self.lettering = lettering }

  /// Begins an empty picture.
  public func begin(width: Int, height: Int) {
    self.width = Float(width)
    self.height = Float(height)
    vertices.removeAll(keepingCapacity: true)
    lettering.atlas.makeRoom()
  }

  /// A box with rounded corners.
  public func box(x: Float, y: Float, width: Float, height: Float, radius: Float = 0, colour: Colour) {
    guard width > 0, height > 0 else { return }
    let (a, b) = (width / 2, height / 2)
    let kind = SIMD4(a, b, min(radius, min(a, b)), 1)
    // A pixel wider all round, for the soft edge.
    let e: Float = 1
    quad(
      x - e, y - e, x + width + e, y + height + e, uv: SIMD4(-a - e, -b - e, a + e, b + e), colour: colour, kind: kind)
  }

  /// A line of text.
  ///
  /// - Parameters:
  ///   - x: its left end, middle or right end.
  ///   - y: its upper edge; the line is `lineHeight(size)` high.
  /// - Returns: its width.
  @discardableResult public func text(
    _ text: String, x: Float, y: Float, size: Float, colour: Colour, bold: Bool = false, align: Alignment = .left
  ) -> Float {
    let whole = Lettering.whole(size)
    let line = lettering.line(text, size: whole, bold: bold)
    let left = align == .left ? x : align == .centre ? x - line.width / 2 : x - line.width
    let extent = lettering.extent(whole)
    let base = (y + (lineHeight(size) - extent.ascent - extent.descent) / 2 + extent.ascent).rounded()
    let scale = 1 / Float(GlyphAtlas.edge)
    for glyph in line.glyphs {
      let at = left + glyph.x
      var pixel = at.rounded(.down)
      var quarter = Int(((at - pixel) * 4).rounded())
      if quarter == 4 { (pixel, quarter) = (pixel + 1, 0) }
      guard let e = lettering.entry(glyph.glyph, size: whole, quarter: quarter, bold: bold) else { continue }
      let (gx, gy) = (pixel + Float(e.left), base + glyph.y.rounded() - Float(e.top))
      let (u, v) = (Float(e.x) * scale, Float(e.y) * scale)
      quad(
        gx, gy, gx + Float(e.width), gy + Float(e.height),
        uv: SIMD4(u, v, u + Float(e.width) * scale, v + Float(e.height) * scale), colour: colour, kind: .zero)
    }
    return line.width
  }

  /// Text in lines no wider than `width`. Returns the height that it took.
  @discardableResult public func paragraph(
    _ text: String, x: Float, y: Float, width: Float, size: Float, colour: Colour, bold: Bool = false
  ) -> Float {
    var height: Float = 0
    for line in lettering.wrap(text, size: size, width: width, bold: bold) {
      self.text(line, x: x, y: y + height, size: size, colour: colour, bold: bold)
      height += lineHeight(size)
    }
    return height
  }

  /// The text in lines no wider than `width`.
  public func lines(_ text: String, size: Float, width: Float, bold: Bool = false) -> [String] {
    lettering.wrap(text, size: size, width: width, bold: bold)
  }

  /// From one line to the next.
  public func lineHeight(_ size: Float) -> Float { (1.4 * size).rounded() }

  public func width(_ text: String, size: Float, bold: Bool = false) -> Float {
    lettering.width(text, size: size, bold: bold)
  }

  /// A bent line through `points`.
  public func polyline(_ points: [SIMD2<Float>], width: Float, colour: Colour) {
    guard points.count > 1 else { return }
    let half = width / 2 + 0.75
    for (p, q) in zip(points, points.dropFirst()) {
      let d = q - p
      let length = (d.x * d.x + d.y * d.y).squareRoot()
      guard length > 0 else { continue }
      let side = SIMD2(-d.y, d.x) / length * half
      let corners = [(p - side, -half), (q - side, -half), (q + side, half), (p + side, half)]
      for i in [0, 1, 2, 0, 2, 3] {
        vertex(corners[i].0, SIMD2(0, corners[i].1), colour, SIMD4(width / 2, 0, 0, 2))
      }
    }
  }

  private func quad(
    _ left: Float, _ top: Float, _ right: Float, _ bottom: Float, uv: SIMD4<Float>, colour: Colour, kind: SIMD4<Float>
  ) {
    let corners = [
      (SIMD2(left, top), SIMD2(uv.x, uv.y)), (SIMD2(right, top), SIMD2(uv.z, uv.y)),
      (SIMD2(right, bottom), SIMD2(uv.z, uv.w)), (SIMD2(left, bottom), SIMD2(uv.x, uv.w)),
    ]
    for i in [0, 1, 2, 0, 2, 3] { vertex(corners[i].0, corners[i].1, colour, kind) }
  }

  private func vertex(_ p: SIMD2<Float>, _ uv: SIMD2<Float>, _ c: Colour, _ kind: SIMD4<Float>) {
    vertices.append(p.x); vertices.append(p.y); vertices.append(uv.x); vertices.append(uv.y)
    vertices.append(c.x); vertices.append(c.y); vertices.append(c.z); vertices.append(c.w)
    vertices.append(kind.x); vertices.append(kind.y); vertices.append(kind.z); vertices.append(kind.w)
  }
}
