/// Reads a sentence back into the arguments of the template that it was written from.
enum TemplateMatch {
  /// What stands for each `{name}` of `template` in `sentence`; nil where the rest does not agree. An argument is the
  /// shortest text that fits.
  static func arguments(of sentence: String, template: String) -> [String: String]? {
    var arguments: [String: String] = [:]
    var rest = sentence[...]
    var pattern = template[...]
    var name: String?
    while true {
      let open = pattern.firstIndex(of: "{") ?? pattern.endIndex
      let literal = pattern[..<open]
      if let known = name {
        guard let end = literal.isEmpty && open == pattern.endIndex ? rest.endIndex : find(literal, in: rest) else {
          return nil
        }
        let value = String(rest[..<end])
        if let earlier = arguments[known], earlier != value { return nil }
        arguments[known] = value
        rest = rest[end...].dropFirst(literal.count)
      } else {
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
      }
      guard open < pattern.endIndex, let close = pattern[open...].firstIndex(of: "}") else {
        return rest.isEmpty ? arguments : nil
      }
      name = String(pattern[pattern.index(after: open)..<close])
      pattern = pattern[pattern.index(after: close)...]
    }
  }

  /// Where `literal` begins in `text`, from its second character on: an argument is not empty.
  private static func find(_ literal: Substring, in text: Substring) -> Substring.Index? {
    guard !literal.isEmpty else { return nil }
    var start = text.startIndex
    while start < text.endIndex {
      start = text.index(after: start)
      if text[start...].hasPrefix(literal) { return start }
    }
    return nil
  }
}
