/// The letters of a window: an ordinary and a bold face with Hangul and Latin. One thread at a time.
public final class Lettering {
  /// A line that was shaped.
  struct Line {
    var glyphs: [Typeface.Placed]
    var width: Float
  }

  private struct Key: Hashable {
    var text: String
    var size: Int
    var bold: Bool
  }

  let atlas = GlyphAtlas()
  private let regular: Typeface
  private let bold: Typeface
  private var lines: [Key: Line] = [:]

  /// - Parameter families: looked for before any other font with Hangul.
  /// - Throws: `RenderingError.noFont` where no font here has Hangul.
  public init(families: [String] = FontFile.preferred) throws(RenderingError) {
    regular = try Typeface(FontFile.find(families: families))
    bold = try Typeface(FontFile.find(bold: true, families: families))
  }

  /// Every line that was shaped, for tests.
  var drawnTexts: [String] { Set(lines.keys.map(\.text)).sorted() }

  private func face(_ isBold: Bool) -> Typeface { isBold ? bold : regular }

  func line(_ text: String, size: Int, bold: Bool) -> Line {
    let key = Key(text: text, size: size, bold: bold)
    if let known = lines[key] { return known }
    // A clock shows a new text every second for hours.
    if lines.count > 4000 { lines = [:] }
    let shaped = face(bold).shape(text, size: size)
    let line = Line(glyphs: shaped.glyphs, width: shaped.width)
    lines[key] = line
    return line
  }

  func entry(_ glyph: UInt32, size: Int, quarter: Int, bold: Bool) -> GlyphAtlas.Entry? {
    atlas.entry(.init(bold: bold, glyph: glyph, size: size, quarter: quarter)) {
      face(bold).draw(glyph, size: size, quarter: quarter)
    }
  }

  /// Height above and below the base line for letters of `size` pixels.
  func extent(_ size: Int) -> (ascent: Float, descent: Float) { regular.extent(size) }

  /// Width of a line, pixels.
  public func width(_ text: String, size: Float, bold: Bool = false) -> Float {
    line(text, size: Self.whole(size), bold: bold).width
  }

  /// The text in lines no wider than `width` (pixels), broken at spaces; a word that is wider stands alone.
  public func wrap(_ text: String, size: Float, width: Float, bold: Bool = false) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : "\(line) \(word)"
        if !line.isEmpty, self.width(longer, size: size, bold: bold) > width {
          lines.append(line)
          line = String(word)
        } else {
          line = longer
        }
      }
      return lines + [line]
    }
  }

  /// Letters are drawn at whole sizes, 6 to 200 pixels.
  static func whole(_ size: Float) -> Int { Int(min(200, max(6, size.rounded()))) }
}
