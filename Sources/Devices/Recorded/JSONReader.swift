/// Reads one object of a map file with every key checked.
struct JSONReader {
  private let values: [String: JSONNode]
  private let file: String
  private let path: String

  init(_ json: JSONNode, file: String, path: String, keys: [String]) throws(DeviceError) {
    self.file = file
    self.path = path
    guard case .object(let object) = json else {
      let name = path.isEmpty ? "(whole file)" : String(path.dropLast())
      throw .badMapping(file: file, key: name, mend: "write an object in braces")
    }
    values = object
    for key in object.keys.sorted() where !keys.contains(key) {
      throw .badMapping(file: file, key: path + key, mend: "use one of: \(keys.joined(separator: ", "))")
    }
  }

  func bad(_ key: String, _ mend: String) -> DeviceError { .badMapping(file: file, key: path + key, mend: mend) }

  func has(_ key: String) -> Bool { values[key] != nil }

  private func get<T>(_ key: String, _ mend: String, _ cast: (JSONNode) -> T?) throws(DeviceError) -> T? {
    guard let v = values[key] else { return nil }
    guard let t = cast(v) else { throw bad(key, mend) }
    return t
  }

  func string(_ key: String) throws(DeviceError) -> String? { try get(key, "give a text") { $0.string } }
  func bool(_ key: String) throws(DeviceError) -> Bool? { try get(key, "give true or false") { $0.bool } }
  func number(_ key: String) throws(DeviceError) -> Double? { try get(key, "give a number") { $0.number } }

  func strings(_ key: String, count: Int) throws(DeviceError) -> [String]? {
    try get(key, "give a list of \(count) column names") { $0.list(count) { $0.string } }
  }

  func numbers(_ key: String, count: Int) throws(DeviceError) -> [Double]? {
    try get(key, "give a list of \(count) numbers") { $0.list(count) { $0.number } }
  }

  func matrix(_ key: String) throws(DeviceError) -> Matrix3? {
    try get(key, "give three rows of three numbers that are of unit length and at right angles") {
      guard let rows = $0.list(3, { $0.list(3) { $0.number } }) else { return nil }
      let m = Matrix3(rows: rows)
      return m.isOrthonormal(within: 1e-3) ? m : nil
    }
  }

  func unit<U: RawRepresentable & CaseIterable>(_ key: String, _ type: U.Type) throws(DeviceError) -> U?
  where U.RawValue == String {
    let names = U.allCases.map(\.rawValue).joined(separator: ", ")
    return try get(key, "give one of: \(names)") { $0.string.flatMap { U(rawValue: $0) } }
  }

  func object(_ key: String, keys: [String]) throws(DeviceError) -> JSONReader? {
    guard let v = values[key] else { return nil }
    return try JSONReader(v, file: file, path: path + key + ".", keys: keys)
  }
}
