/// A language that Systole speaks. The raw values are ISO 639-1 codes.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"

  /// The language of an environment: the first that is set of `LC_ALL`, `LC_MESSAGES` and `LANG` decides, as for every
  /// program; English where it names no language spoken here.
  ///
  /// Usually called as `Language(environment: ProcessInfo.processInfo.environment)`, once, at start.
  public init(environment: [String: String]) {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let locale = environment[name], !locale.isEmpty else { continue }
      self = Language(locale: locale) ?? .english
      return
    }
    self = .english
  }

  /// The language of a locale such as "ko_KR.UTF-8" or "ko-KR"; nil for one not spoken here.
  public init?(locale: String) {
    let code = locale.prefix { $0.isASCII && $0.isLetter }.lowercased()
    self.init(rawValue: code)
  }
}
