/// Any JSON value, with true and 1 told apart.
enum JSONNode: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([JSONNode])
  case object([String: JSONNode])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let b = try? value.decode(Bool.self) {
      self = .bool(b)
    } else if let n = try? value.decode(Double.self) {
      self = .number(n)
    } else if let s = try? value.decode(String.self) {
      self = .string(s)
    } else if let l = try? value.decode([JSONNode].self) {
      self = .list(l)
    } else {
      self = .object(try value.decode([String: JSONNode].self))
    }
  }

  var number: Double? { if case .number(let n) = self, n.isFinite { n } else { nil } }
  var string: String? { if case .string(let s) = self { s } else { nil } }
  var bool: Bool? { if case .bool(let b) = self { b } else { nil } }

  /// Exactly `count` members that `member` can read.
  func list<T>(_ count: Int, _ member: (JSONNode) -> T?) -> [T]? {
    guard case .list(let l) = self, l.count == count else { return nil }
    let members = l.compactMap(member)
    return members.count == count ? members : nil
  }
}
