/// Rows of text in columns as wide as they need. Hangul and other wide letters count as two columns.
public struct Table {
  var rows: [[String]]

  public init(_ header: [String]) { rows = [header] }

  /// Rows that are there already, the header first.
  public init(rows: [[String]]) { self.rows = rows }

  public mutating func add(_ row: [String]) { rows.append(row) }

  /// The first column is set to the left, the others to the right.
  public var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { c in rows.map { c < $0.count ? Self.width($0[c]) : 0 }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { c, cell in
        let space = String(repeating: " ", count: widths[c] - Self.width(cell))
        return c == 0 ? cell + space : space + cell
      }.joined(separator: "  ").trimmingTrailingSpaces
    }.joined(separator: "\n")
  }

  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { n, s in
      switch s.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60: n + 2
      default: n + 1
      }
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var s = self[...]
    while s.last == " " { s = s.dropLast() }
    return String(s)
  }
}
