/// A JSON text whose bytes depend on nothing but its values: keys in byte order, shortest numbers that read back
/// exactly, no spaces, no locale.
enum JSONValue {
  case null
  case bool(Bool)
  case whole(UInt64)
  /// Null if it is not finite.
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let b): bytes += (b ? "true" : "false").utf8
    case .whole(let n): bytes += n.description.utf8
    case .number(let x): bytes += Self.number(x).utf8
    case .text(let s): Self.write(s, to: &bytes)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (i, value) in values.enumerated() {
        if i > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      for (i, member) in sorted.enumerated() {
        if i > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.0, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.1.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The standard library prints the shortest digits that read back to the same number, always with a point.
  private static func number(_ x: Double) -> String {
    guard x.isFinite else { return "null" }
    guard x != 0 else { return "0" }
    let s = x.description
    return s.hasSuffix(".0") ? String(s.dropLast(2)) : s
  }

  private static func write(_ s: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in s.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
