/// Glyphs that were drawn, side by side in one picture of coverage. Knows nothing of OpenGL.
final class GlyphAtlas {
  static let edge = 2048

  struct Key: Hashable {
    var bold: Bool
    var glyph: UInt32
    var size: Int
    var quarter: Int
  }

  /// A glyph's rectangle in the picture, and from its origin to its left and upper edge, pixels.
  struct Entry {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var left: Int
    var top: Int
  }

  /// [edge][edge], rows from the top of glyphs.
  private(set) var coverage = [UInt8](repeating: 0, count: edge * edge)
  /// Rows that changed since they were last taken.
  private var changed: Range<Int>?
  private var entries: [Key: Entry] = [:]
  private var shelf = (y: 0, height: 0, x: 0)

  /// The glyph's place; drawn by `draw` the first time. Nil where there is nothing to draw, or no room.
  func entry(_ key: Key, draw: () -> Typeface.Drawn?) -> Entry? {
    if let known = entries[key] { return known.width > 0 ? known : nil }
    guard let glyph = draw() else { return nil }
    // A gap of a pixel keeps neighbours out of the filter.
    let (w, h) = (glyph.width + 1, glyph.height + 1)
    if shelf.x + w > Self.edge { shelf = (shelf.y + shelf.height, 0, 0) }
    guard w <= Self.edge, shelf.y + h <= Self.edge else { return nil }
    let entry = Entry(
      x: shelf.x, y: shelf.y, width: glyph.width, height: glyph.height, left: glyph.left, top: glyph.top)
    for y in 0..<glyph.height {
      for x in 0..<glyph.width {
        coverage[(entry.y + y) * Self.edge + entry.x + x] = glyph.coverage[y * glyph.width + x]
      }
    }
    shelf.x += w
    shelf.height = max(shelf.height, h)
    let rows = entry.y..<(entry.y + glyph.height)
    changed = changed.map { min($0.lowerBound, rows.lowerBound)..<max($0.upperBound, rows.upperBound) } ?? rows
    entries[key] = entry
    return entry.width > 0 ? entry : nil
  }

  /// Rows to copy to the graphics card, once.
  func takeChanged() -> Range<Int>? {
    defer { changed = nil }
    return changed
  }

  /// Begins anew when little room is left. Only between two pictures: places given before are no longer right.
  func makeRoom() {
    guard shelf.y > Self.edge * 3 / 4 else { return }
    entries = [:]
    shelf = (0, 0, 0)
  }
}
