import CFreeType
import CHarfBuzz

/// A font that places glyphs with HarfBuzz and draws them with FreeType. One thread at a time.
final class Typeface {
  /// A glyph in its place: offset of its origin from the start of the line, pixels.
  struct Placed: Equatable {
    var glyph: UInt32
    var x: Float
    var y: Float
  }

  /// A glyph as coverage, rows from the top.
  struct Drawn {
    var width: Int
    var height: Int
    /// From the origin to the left edge, and up to the upper edge, pixels.
    var left: Int
    var top: Int
    var coverage: [UInt8]
  }

  private let library: FT_Library
  private let face: FT_Face
  private let shaper: OpaquePointer
  private let buffer: OpaquePointer
  private var pixels = 0

  /// - Throws: `RenderingError.noFont` if the file is no font that can be scaled.
  init(_ file: FontFile) throws(RenderingError) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { throw .noFont(reason: "FreeType does not start") }
    var face: FT_Face?
    guard FT_New_Face(library, file.path, file.index, &face) == 0, let face else {
      FT_Done_FreeType(library)
      throw .noFont(reason: "\(file.path) cannot be read as a font")
    }
    guard let blob = hb_blob_create_from_file_or_fail(file.path) else {
      FT_Done_Face(face)
      FT_Done_FreeType(library)
      throw .noFont(reason: "\(file.path) cannot be read")
    }
    let shape = hb_face_create(blob, UInt32(file.index))
    hb_blob_destroy(blob)
    shaper = hb_font_create(shape)
    hb_face_destroy(shape)
    buffer = hb_buffer_create()
    self.library = library
    self.face = face
  }

  deinit {
    hb_buffer_destroy(buffer)
    hb_font_destroy(shaper)
    FT_Done_Face(face)
    FT_Done_FreeType(library)
  }

  /// Height above and below the base line for letters of `size` pixels.
  func extent(_ size: Int) -> (ascent: Float, descent: Float) {
    let f = face.pointee
    let scale = Float(size) / Float(f.units_per_EM)
    return (Float(f.ascender) * scale, -Float(f.descender) * scale)
  }

  /// What stands for a character that a font may lack.
  private static let standIns: [Unicode.Scalar: String] = [
    "\u{2212}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2026}": "...", "\u{00D7}": "x", "\u{00B7}": "-",
    "\u{2019}": "'", "\u{00A0}": " ",
  ]

  /// The text with stand-ins for what the font lacks, so that no box takes the place of a sign.
  private func legible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { Self.standIns[$0] != nil }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if let other = Self.standIns[scalar], FT_Get_Char_Index(face, FT_ULong(scalar.value)) == 0 {
        result += other
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// The glyphs of a line at `size` pixels, and its length.
  func shape(_ text: String, size: Int) -> (glyphs: [Placed], width: Float) {
    hb_font_set_scale(shaper, Int32(64 * size), Int32(64 * size))
    hb_buffer_reset(buffer)
    var text = legible(text)
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hb_buffer_add_utf8(buffer, $0.baseAddress, Int32($0.count), 0, Int32($0.count))
      }
    }
    hb_buffer_guess_segment_properties(buffer)
    hb_shape(shaper, buffer, nil, 0)
    var count: UInt32 = 0
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, &count)
    else { return ([], 0) }
    var glyphs: [Placed] = []
    glyphs.reserveCapacity(Int(count))
    var (x, y): (Int32, Int32) = (0, 0)
    for i in 0..<Int(count) {
      let p = positions[i]
      glyphs.append(
        Placed(glyph: infos[i].codepoint, x: Float(x + p.x_offset) / 64, y: -Float(y + p.y_offset) / 64))
      x += p.x_advance
      y += p.y_advance
    }
    return (glyphs, Float(x) / 64)
  }

  /// A glyph at `size` pixels, moved to the right by `quarter` quarters of a pixel.
  func draw(_ glyph: UInt32, size: Int, quarter: Int) -> Drawn? {
    if pixels != size {
      guard FT_Set_Pixel_Sizes(face, 0, UInt32(size)) == 0 else { return nil }
      pixels = size
    }
    // Light hinting keeps the widths, so that the places from the shaper fit.
    let light = 1 << 16
    guard FT_Load_Glyph(face, glyph, Int32(FT_LOAD_NO_BITMAP | light)) == 0, let slot = face.pointee.glyph else { return nil }
    FT_Outline_Translate(&slot.pointee.outline, 16 * quarter, 0)
    guard FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return nil }
    let bitmap = slot.pointee.bitmap
    let (w, h) = (Int(bitmap.width), Int(bitmap.rows))
    var coverage = [UInt8](repeating: 0, count: w * h)
    if let source = bitmap.buffer {
      for y in 0..<h {
        for x in 0..<w { coverage[y * w + x] = source[y * Int(bitmap.pitch) + x] }
      }
    }
    return Drawn(
      width: w, height: h, left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top), coverage: coverage)
  }
}
