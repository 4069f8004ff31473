import Frames
import Localisation
import Scoring

/// The page's words and figures in one language.
struct ReportTexts {
  let language: Language
  private let catalogue: Catalogue
  private let english: Catalogue

  init(language: Language) throws(LocalisationError) {
    self.language = language
    catalogue = try Catalogue(language: language)
    english = language == .english ? catalogue : try Catalogue(language: .english)
  }

  /// The text of a key in the page's language, in English where that has none, marked up.
  func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
    Markup.escape(plain(key, arguments))
  }

  /// The same, not marked up.
  func plain(_ key: String, _ arguments: [String: String] = [:]) -> String {
    (catalogue.has(key) || !english.has(key) ? catalogue : english).text(key, arguments)
  }

  func has(_ key: String) -> Bool { catalogue.has(key) || english.has(key) }

  /// The text of the longest known beginning of a dotted name, for example "site.margin.short", "site.margin", "site".
  func longest(_ prefix: String, _ name: String, _ arguments: [String: String] = [:]) -> String? {
    var parts = name.split(separator: ".")
    while !parts.isEmpty {
      let key = prefix + parts.joined(separator: ".")
      if has(key) { return plain(key, arguments) }
      parts.removeLast()
    }
    return nil
  }

  func needsArguments(_ key: String) -> Bool {
    !(catalogue.has(key) ? catalogue : english).placeholders(of: key).isEmpty
  }

  /// A sentence that was written from an English template of the catalogue, in the page's language; nil if it was not.
  func translated(_ sentence: String, keysBeginning prefix: String) -> String? {
    for key in english.keys where key.hasPrefix(prefix) {
      let names = english.placeholders(of: key)
      let template = english.text(key, Dictionary(uniqueKeysWithValues: names.map { ($0, "{\($0)}") }))
      if let arguments = TemplateMatch.arguments(of: sentence, template: template) {
        return plain(key, arguments)
      }
    }
    return nil
  }

  // MARK: figures

  /// With a fixed count of decimals and a true minus sign.
  func number(_ x: Double, _ decimals: Int) -> String {
    let text = NumberText.fixed(x, decimals: decimals)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// Points and the like: one decimal, none where it is whole, two where it is so little that one would hide it.
  func points(_ x: Double) -> String {
    if abs(x) < 0.05, x != 0 { return number(x, 2) }
    let text = number(x, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A moment of the session as m:ss.
  func clock(_ tick: UInt64) -> String { NumberText.clock(seconds: Tick(tick).seconds) }

  /// A value in its SI unit as a person reads it: lengths under 1 m in mm, ratios as they are.
  func quantity(_ value: Double?, unit: String) -> String {
    guard let value else { return "–" }
    return switch unit {
    case "1": number(value, 2)
    case "m" where abs(value) < 0.995: "\(number(value * 1000, 1)) mm"
    case "m": "\(number(value, 2)) m"
    case "s": "\(number(value, 1)) s"
    case "m/s" where abs(value) < 0.995: "\(number(value * 1000, 1)) mm/s"
    default: "\(number(value, 2)) \(unit)"
    }
  }

  /// A place on the unrolled vessel: the side and angle from the anterior midline, the distance from the proximal end.
  func place(_ place: VesselCoordinate) -> String {
    let degrees = (place.angle * 180 / Double.pi).rounded()
    let side = degrees == 0 ? "report.place.middle" : degrees > 0 ? "report.place.right" : "report.place.left"
    return plain(side, ["angle": number(abs(degrees), 0), "axial": number(place.axial * 1000, 0)])
  }

  /// What a metric, or the rubric item that looks at it, is called.
  func metricName(_ id: String) -> String { has("report.metric.\(id)") ? plain("report.metric.\(id)") : id }

  /// Why points were lost, in the page's language where it has the rule.
  func reason(_ deduction: Deduction) -> String {
    let key = "reason.\(deduction.rule)"
    guard catalogue.has(key) else { return deduction.reason }
    var arguments: [String: String] = [:]
    for (name, value) in deduction.arguments {
      arguments[name] = number(value, DeductionRule.decimals(of: name))
    }
    // Never a sentence with a hole.
    guard catalogue.placeholders(of: key).allSatisfy({ arguments[$0] != nil }) else { return deduction.reason }
    // A view is told by its number; people know it by its name.
    let numbers = Set(["view", "shown"].compactMap { deduction.arguments[$0] }).sorted()
    let views = numbers.compactMap { number in
      UltrasoundView(exactly: number - 1).map { "\(points(number)) = \(viewName($0))" }
    }
    return catalogue.text(key, arguments) + (views.isEmpty ? "" : " (\(views.joined(separator: ", ")))")
  }

  func viewName(_ view: UltrasoundView?) -> String {
    view.map { plain("view.\($0)") } ?? plain("report.view.unknown")
  }

  func toolName(_ tool: Tool) -> String { plain("tool.\(tool)") }
}
