import Assets
public import Foundation

/// The texts of one language by key.
///
/// `Assets/strings/<language>.json` holds one flat object of keys and texts. A text may hold placeholders in braces,
/// for example "{distance} mm". Immutable; any thread.
public struct Catalogue: Sendable {
  public let language: Language
  private let texts: [String: String]

  /// The catalogue that ships with Systole, or one from another folder. Throws a ``LocalisationError`` if its file is
  /// missing or is no flat object of texts.
  public init(language: Language, folder: URL = Assets.folder("strings")) throws(LocalisationError) {
    self.language = language
    let file = folder.appendingPathComponent("\(language.rawValue).json")
    do {
      texts = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    } catch is DecodingError {
      throw LocalisationError(file: file.path, message: "not a JSON object of texts; correct the file")
    } catch {
      throw LocalisationError(file: file.path, message: "cannot be read; install Systole again")
    }
  }

  /// All keys, sorted.
  public var keys: [String] { texts.keys.sorted() }

  public func has(_ key: String) -> Bool { texts[key] != nil }

  /// The text of `key` with its placeholders filled in. A missing key shows as "[key]", and a placeholder without an
  /// argument stays as it stands: a gap that can be seen, never a crash.
  public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    guard let template = texts[key] else { return "[\(key)]" }
    return Self.fill(template, arguments)
  }

  /// The names in braces of the text of `key`, sorted, each once.
  public func placeholders(of key: String) -> [String] {
    var names: Set<String> = []
    Self.scan(texts[key] ?? "") { if case .placeholder(let name) = $0 { names.insert(name) } }
    return names.sorted()
  }

  private enum Piece {
    case literal(Substring)
    case placeholder(String)
  }

  /// One pass from left to right, so that an argument that holds braces is never filled in again.
  private static func fill(_ template: String, _ arguments: [String: String]) -> String {
    var result = ""
    scan(template) { piece in
      switch piece {
      case .literal(let text): result += text
      case .placeholder(let name): result += arguments[name] ?? "{\(name)}"
      }
    }
    return result
  }

  private static func scan(_ template: String, _ visit: (Piece) -> Void) {
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      let afterOpen = rest.index(after: open)
      guard let close = rest[afterOpen...].firstIndex(of: "}") else { break }
      let name = rest[afterOpen..<close]
      visit(.literal(rest[..<open]))
      if !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) {
        visit(.placeholder(String(name)))
      } else {
        visit(.literal(rest[open...close]))
      }
      rest = rest[rest.index(after: close)...]
    }
    visit(.literal(rest))
  }
}
