/// A number with its unit as an author wrote it, for example "32 mm".
struct Quantity {
  /// Why a text is no quantity.
  enum Fault: Error, Equatable {
    case notANumber
    case notFinite
    case noUnit
    case unknownUnit(String)
  }

  /// In the SI unit of `dimension`; always finite.
  var value: Double
  var dimension: Dimension

  /// Reads a decimal number and a unit. Independent of the locale; hexadecimal, "nan" and "inf" are refused.
  init(parsing text: String) throws(Fault) {
    let trimmed = text.trimmingSpaces
    let numberText = Self.leadingNumber(trimmed)
    guard let number = Double(numberText) else {
      let word = trimmed.lowercased().drop { "+-.".contains($0) }
      throw word.hasPrefix("nan") || word.hasPrefix("inf") ? .notFinite : .notANumber
    }
    guard number.isFinite else { throw .notFinite }
    let symbol = String(trimmed.dropFirst(numberText.count)).trimmingSpaces
    guard !symbol.isEmpty else { throw .noUnit }
    guard let unit = MeasurementUnit.named(symbol) else { throw .unknownUnit(symbol) }
    value = number * unit.multiplier / unit.divisor
    dimension = unit.dimension
    guard value.isFinite else { throw .notFinite }
  }

  /// The longest start of `text` that is a decimal number, or an empty text.
  static func leadingNumber(_ text: String) -> String {
    let c = Array(text.utf8)
    var i = 0
    func digits() -> Int {
      let start = i
      while i < c.count, c[i] >= 0x30, c[i] <= 0x39 { i += 1 }
      return i - start
    }
    if i < c.count, c[i] == 0x2B || c[i] == 0x2D { i += 1 }
    guard digits() > 0 else { return "" }
    if i + 1 < c.count, c[i] == 0x2E, c[i + 1] >= 0x30, c[i + 1] <= 0x39 {
      i += 1
      _ = digits()
    }
    if i < c.count, c[i] == 0x65 || c[i] == 0x45 {
      let end = i
      i += 1
      if i < c.count, c[i] == 0x2B || c[i] == 0x2D { i += 1 }
      if digits() == 0 { i = end }
    }
    return String(decoding: c[..<i], as: UTF8.self)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmingSpaces: String {
    let body = drop { $0 == " " || $0 == "\t" }
    guard let last = body.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(body[...last])
  }
}
