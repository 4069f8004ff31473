import CFontconfig

/// A font on this machine that has both Hangul and Latin letters.
public struct FontFile: Equatable, Sendable {
  public var path: String
  /// Which face of the file.
  public var index: Int
  public var family: String

  /// Families that are looked for first, best first. All are free and in Debian.
  public static let preferred = [
    "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "NanumBarunGothic", "UnDotum", "Baekmuk Dotum",
  ]

  /// The best font with Hangul here, upright and of ordinary weight or bold.
  ///
  /// - Parameter families: looked for before any other.
  /// - Throws: `RenderingError.noFont` where none has Hangul.
  public static func find(
    bold: Bool = false, families: [String] = preferred
  ) throws(RenderingError) -> FontFile {
    guard let configuration = FcInitLoadConfigAndFonts() else { throw .noFont(reason: "fontconfig cannot be read") }
    defer { FcConfigDestroy(configuration) }
    return try find(bold: bold, families: families, in: configuration)
  }

  /// The same among the fonts that a configuration knows.
  static func find(
    bold: Bool = false, families: [String], in configuration: OpaquePointer
  ) throws(RenderingError) -> FontFile {
    for family in families.map({ Optional($0) }) + [nil] {
      if let found = match(family, bold: bold, configuration) { return found }
    }
    throw .noFont(reason: "no font has Hangul letters")
  }

  /// What fontconfig gives for a family, or for any that is written in Korean; nil if that is another one or has no
  /// Hangul: it always gives something.
  private static func match(_ family: String?, bold: Bool, _ configuration: OpaquePointer) -> FontFile? {
    let pattern = FcPatternCreate()
    defer { FcPatternDestroy(pattern) }
    if let family { FcPatternAddString(pattern, FC_FAMILY, family) }
    FcPatternAddString(pattern, FC_LANG, "ko")
    FcPatternAddInteger(pattern, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN)
    FcPatternAddBool(pattern, FC_OUTLINE, FcTrue)
    FcConfigSubstitute(configuration, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    var result = FcResultMatch
    guard let font = FcFontMatch(configuration, pattern, &result) else { return nil }
    defer { FcPatternDestroy(font) }
    var letters: OpaquePointer?
    guard FcPatternGetCharSet(font, FC_CHARSET, 0, &letters) == FcResultMatch, let letters,
      "가힣뷁Ag0".unicodeScalars.allSatisfy({ FcCharSetHasChar(letters, $0.value) == FcTrue }),
      let path = string(font, FC_FILE, 0)
    else { return nil }
    // A family has a name in each language.
    let names = (0..<8).compactMap { string(font, FC_FAMILY, $0) }
    if let family, !names.contains(family) { return nil }
    var index: Int32 = 0
    FcPatternGetInteger(font, FC_INDEX, 0, &index)
    return FontFile(path: path, index: Int(index), family: names.first ?? "")
  }

  private static func string(_ pattern: OpaquePointer, _ name: String, _ n: Int32) -> String? {
    var text: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(pattern, name, n, &text) == FcResultMatch, let text else { return nil }
    return String(cString: text)
  }
}
