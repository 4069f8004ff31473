/// Text into XML: every text and attribute of the page goes through `escape`, and coordinates through `px`.
enum Markup {
  /// `text` with the characters that mean something to HTML and XML replaced, and those that XML forbids left out.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": continue
      // Direction overrides can make a text read as another one.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A coordinate with at most one decimal; 0 for what is not finite.
  static func px(_ x: Double) -> String {
    guard x.isFinite, abs(x) < 1e9 else { return "0" }
    let tenths = Int((x * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let size = abs(tenths)
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }

  /// An element with already marked-up content; attributes are escaped here.
  static func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String) -> String {
    "<\(name)\(list(attributes))>\(content)</\(name)>"
  }

  /// An element without content.
  static func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    "<\(name)\(list(attributes))/>"
  }

  private static func list(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
  }
}
