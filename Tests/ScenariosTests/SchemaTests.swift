import Foundation
import Testing

@testable import Scenarios

/// The schema for authors' editors and the loader say the same about keys.
struct SchemaTests {
  let schema: [String: Any]

  init() throws {
    let file = ScenarioLibrary.shipped.appendingPathComponent("scenario.schema.json")
    schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  private func resolve(_ node: [String: Any]) -> [String: Any] {
    guard let reference = node["$ref"] as? String else { return node }
    let name = reference.split(separator: "/").last.map(String.init) ?? ""
    return (schema["$defs"] as? [String: Any])?[name] as? [String: Any] ?? [:]
  }

  /// Keys that may be left out.
  private static let optional: [String: Set<String>] = ["anastomosis": ["blood"], "anastomosis.blood": ["sources"]]

  /// Key paths of all properties; list entries as "[]".
  private func paths(_ node: [String: Any], at path: String = "") -> Set<String> {
    let node = resolve(node)
    if let items = node["items"] as? [String: Any] { return paths(items, at: path + "[]") }
    guard let properties = node["properties"] as? [String: Any] else { return [path] }
    #expect(node["additionalProperties"] as? Bool == false, "\(path)")
    let needed = Set(properties.keys).subtracting(Self.optional[path] ?? [])
    #expect(Set(node["required"] as? [String] ?? []) == needed, "\(path)")
    return properties.reduce(into: []) { result, property in
      let child = path.isEmpty ? property.key : "\(path).\(property.key)"
      if let value = property.value as? [String: Any] { result.formUnion(paths(value, at: child)) }
    }
  }

  /// Every key that the loader misses in an empty skeleton is a key of the schema, and the other way round: found by
  /// asking the loader about a file that has all sections but none of their values.
  @Test(arguments: ["assessment_scenario", "anastomosis_scenario", "knot_scenario"])
  func schemaAndLoaderKnowTheSameKeys(kind: String) throws {
    let known = paths(["$ref": "#/$defs/\(kind)"])
    // A skeleton with every section of the schema, every leaf left out.
    var sections: Set<String> = []
    for path in known {
      var parts = path.split(separator: ".").map(String.init)
      parts.removeLast()
      for i in parts.indices { sections.insert(parts[...i].joined(separator: ".")) }
    }
    let yaml = skeleton(sections)
    let error = try #require(throws: ScenarioError.self) { try ScenarioLoader.load(yaml: yaml, file: "skeleton.yaml") }
    #expect(error.problems.filter { $0.message != "missing" }.map(\.description) == [])
    let missing = Set(error.problems.map { $0.keyPath.replacing("[0]", with: "[]") })
    let leaves = Set(known.map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : $0 })
    #expect(missing.symmetricDifference(leaves).sorted() == [])
  }

  private func skeleton(_ sections: Set<String>) -> String {
    // Flow style: {a: {b: {}}, c: [{d: {}}]}
    func write(_ prefix: String) -> String {
      let children = sections.filter { s in
        guard s.hasPrefix(prefix.isEmpty ? "" : prefix + ".") else { return false }
        return !s.dropFirst(prefix.isEmpty ? 0 : prefix.count + 1).contains(".")
      }
      let fields = children.sorted().map { child in
        let name = child.dropFirst(prefix.isEmpty ? 0 : prefix.count + 1)
        return name.hasSuffix("[]") ? "\(name.dropLast(2)): [\(write(child))]" : "\(name): \(write(child))"
      }
      return "{\(fields.joined(separator: ", "))}"
    }
    return write("")
  }

  @Test func schemaAcceptsTheUnitsOfTheLoader() throws {
    let defs = try #require(schema["$defs"] as? [String: Any])
    let any = try #require(defs["any"] as? [String: Any])
    let value = try #require((any["properties"] as? [String: Any])?["value"] as? [String: Any])
    let pattern = try NSRegularExpression(pattern: try #require(value["pattern"] as? String))
    for unit in MeasurementUnit.all {
      let text = "1.5e-3 \(unit.symbol)"
      #expect(
        pattern.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil, "\(unit.symbol)")
    }
  }
}
