import Foundation

/// Reads one object of a map file with every key checked.
struct JSONReader {
  private let values: [String: Any]
  private let file: String
  private let path: String

  init(_ json: Any, file: String, path: String, keys: [String]) throws(DeviceError) {
    self.file = file
    self.path = path
    guard let object = json as? [String: Any] else {
      throw .badMapping(file: file, key: path.isEmpty ? "(whole file)" : path, mend: "write an object in braces")
    }
    values = object
    for key in object.keys.sorted() where !keys.contains(key) {
      throw .badMapping(file: file, key: path + key, mend: "use one of: \(keys.joined(separator: ", "))")
    }
  }

  func bad(_ key: String, _ mend: String) -> DeviceError { .badMapping(file: file, key: path + key, mend: mend) }

  func value(_ key: String) -> Any? { values[key] }

  private func get<T>(_ key: String, _ mend: String, _ cast: (Any) -> T?) throws(DeviceError) -> T? {
    guard let v = values[key] else { return nil }
    guard let t = cast(v) else { throw bad(key, mend) }
    return t
  }

  private static func number(_ v: Any) -> Double? {
    guard let n = v as? NSNumber, !(v is Bool) else { return nil }
    return n.doubleValue.isFinite ? n.doubleValue : nil
  }

  func string(_ key: String) throws(DeviceError) -> String? { try get(key, "give a text") { $0 as? String } }
  func bool(_ key: String) throws(DeviceError) -> Bool? { try get(key, "give true or false") { $0 as? Bool } }
  func number(_ key: String) throws(DeviceError) -> Double? { try get(key, "give a number") { Self.number($0) } }

  func strings(_ key: String, count: Int) throws(DeviceError) -> [String]? {
    try get(key, "give a list of \(count) column names") {
      guard let list = $0 as? [String], list.count == count else { return nil }
      return list
    }
  }

  func numbers(_ key: String, count: Int) throws(DeviceError) -> [Double]? {
    try get(key, "give a list of \(count) numbers") { Self.list($0, count) }
  }

  private static func list(_ v: Any, _ count: Int) -> [Double]? {
    guard let list = v as? [Any], list.count == count else { return nil }
    let numbers = list.compactMap { number($0) }
    return numbers.count == count ? numbers : nil
  }

  func matrix(_ key: String) throws(DeviceError) -> Matrix3? {
    try get(key, "give three rows of three numbers that are of unit length and at right angles") {
      guard let rows = $0 as? [Any], rows.count == 3 else { return nil }
      let m = Matrix3(rows: rows.compactMap { Self.list($0, 3) })
      return m.rows.count == 3 && m.isOrthonormal(within: 1e-3) ? m : nil
    }
  }

  func unit<U: RawRepresentable & CaseIterable>(_ key: String, _ type: U.Type) throws(DeviceError) -> U?
  where U.RawValue == String {
    let names = U.allCases.map(\.rawValue).joined(separator: ", ")
    return try get(key, "give one of: \(names)") { ($0 as? String).flatMap { U(rawValue: $0) } }
  }

  func object(_ key: String, keys: [String]) throws(DeviceError) -> JSONReader? {
    guard let v = values[key] else { return nil }
    return try JSONReader(v, file: file, path: path + key + ".", keys: keys)
  }
}
