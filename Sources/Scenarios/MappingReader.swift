import Frames
import SimMath
import Yams

/// Reads the keys of one mapping and reports what is missing, unknown or of the wrong type.
///
/// After a report a reader goes on with a placeholder (NaN, "" or nothing), so that one run finds every problem; what
/// was read is used only if nothing was reported. A reader without a node stands for a section that was reported
/// already, and is silent.
final class MappingReader {
  let text: ScenarioText
  let path: String
  private let node: Node.Mapping?
  private var asked: [String] = []

  init(_ node: Node.Mapping?, path: String, text: ScenarioText) {
    self.node = node
    self.path = path
    self.text = text
  }

  func pathTo(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Reports about `key`: at its value, or at the section where it is missing.
  func report(_ message: String, mend: String, at key: String) {
    guard let node else { return }
    text.report(message, mend: mend, path: pathTo(key), at: value(of: key)?.mark ?? node.mark)
  }

  private func value(of key: String) -> Node? { node?.first { $0.key.scalar?.string == key }?.value }

  private func child(_ key: String) -> Node? {
    asked.append(key)
    guard let node else { return nil }
    if let value = value(of: key) { return value }
    text.report("missing", mend: "add `\(key):` here", path: pathTo(key), at: node.mark)
    return nil
  }

  /// Reports the keys that nobody asked for. Called once, after everything was read.
  func finish() {
    guard let node else { return }
    for (key, _) in node {
      guard let name = key.scalar?.string else {
        text.report("a key must be plain text", mend: "write `name: value`", path: path, at: key.mark)
        continue
      }
      guard !asked.contains(name) else { continue }
      let shown = String(name.prefix(80))
      let guess = Spelling.nearest(to: name, among: asked).map { "did you mean `\($0)`?" }
      text.report(
        "unknown key", mend: guess ?? "remove it; known here: \(asked.joined(separator: ", "))", path: pathTo(shown),
        at: key.mark)
    }
  }

  // MARK: Sections

  func section<T>(_ key: String, _ read: (MappingReader) -> T) -> T {
    let node = child(key)
    return Self.read(node, path: pathTo(key), text: text, read)
  }

  /// Every entry of a list of sections.
  func sections<T>(_ key: String, _ read: (MappingReader) -> T) -> [T] {
    list(key).map { Self.read($0.node, path: $0.path, text: text, read) }
  }

  private static func read<T>(_ node: Node?, path: String, text: ScenarioText, _ read: (MappingReader) -> T) -> T {
    if let node, node.mapping == nil {
      text.report(
        "a section of `key: value` lines is needed here", mend: "indent them below it", path: path, at: node.mark)
    }
    let reader = MappingReader(node?.mapping, path: path, text: text)
    let value = read(reader)
    reader.finish()
    return value
  }

  private func list(_ key: String) -> [(node: Node, path: String)] {
    guard let value = child(key) else { return [] }
    guard let sequence = value.sequence else {
      report("a list is needed here", mend: "write `[a, b]` or lines that begin with `- `", at: key)
      return []
    }
    if sequence.isEmpty { report("the list is empty", mend: "add at least one entry", at: key) }
    return sequence.enumerated().map { (node: $0.element, path: "\(pathTo(key))[\($0.offset)]") }
  }

  // MARK: Plain values

  /// A value as written, with its place.
  private struct Written {
    var text: String
    var path: String
    var mark: Mark?
  }

  private func written(_ node: Node, path: String) -> Written? {
    guard let scalar = node.scalar else {
      text.report("a single value is needed here", mend: "write it on one line", path: path, at: node.mark)
      return nil
    }
    let value = scalar.string.trimmingSpaces
    guard !value.isEmpty else {
      text.report("the value is empty", mend: "write it after the colon", path: path, at: node.mark)
      return nil
    }
    return Written(text: value, path: path, mark: node.mark)
  }

  private func written(_ key: String) -> Written? {
    guard let node = child(key) else { return nil }
    return written(node, path: pathTo(key))
  }

  func string(_ key: String) -> String { written(key)?.text ?? "" }

  /// A text of letters, digits and `separators` that begins with a letter, for example an identifier.
  func word(_ key: String, separators: String, example: String) -> String {
    written(key).flatMap { word($0, separators: separators, example: example) } ?? ""
  }

  /// A list of such texts.
  func words(_ key: String, separators: String, example: String) -> [String] {
    list(key).compactMap { entry in
      written(entry.node, path: entry.path).flatMap { word($0, separators: separators, example: example) }
    }
  }

  private func word(_ written: Written, separators: String, example: String) -> String? {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let bytes = Array(written.text.utf8)
    let allowed = bytes.allSatisfy {
      letters.contains($0 | 0x20) || (0x30...0x39).contains($0) || separators.utf8.contains($0)
    }
    guard allowed, letters.contains(bytes[0] | 0x20), bytes.count <= 80 else {
      text.report(
        "\"\(written.text.prefix(80))\" is not a name that can be used here",
        mend: "use up to 80 letters, digits and \"\(separators)\", for example \"\(example)\"", path: written.path,
        at: written.mark)
      return nil
    }
    return written.text
  }

  /// One of the words of `choices`.
  func choice<T>(_ key: String, of choices: [(name: String, value: T)]) -> T? {
    written(key).flatMap { choice($0, of: choices) }
  }

  /// A list of such words.
  func choiceList<T>(_ key: String, of choices: [(name: String, value: T)]) -> [T] {
    list(key).compactMap { entry in written(entry.node, path: entry.path).flatMap { choice($0, of: choices) } }
  }

  private func choice<T>(_ written: Written, of choices: [(name: String, value: T)]) -> T? {
    if let found = choices.first(where: { $0.name == written.text }) { return found.value }
    text.report(
      "there is no \"\(written.text.prefix(80))\" to choose",
      mend: "choose from: \(choices.map(\.name).joined(separator: ", "))", path: written.path, at: written.mark)
    return nil
  }

  func bool(_ key: String) -> Bool {
    choice(key, of: [("true", true), ("false", false)]) ?? false
  }

  /// A count or number of points, written without a unit.
  func number(_ key: String, _ limits: Limits) -> Double {
    let value = string(key)
    guard !value.isEmpty else { return .nan }
    guard Quantity.leadingNumber(value) == value, let number = Double(value), number.isFinite else {
      report("\"\(value.prefix(80))\" is not a plain number", mend: "write digits only, for example 12", at: key)
      return .nan
    }
    guard limits.contains(number) else {
      report("\(value.prefix(80)) is out of range", mend: "use \(limits.text(unit: "").trimmingSpaces)", at: key)
      return .nan
    }
    return number
  }

  /// A whole number, written without a unit; 0 after a report.
  func count(_ key: String, _ range: ClosedRange<Int>) -> Int {
    let x = number(key, .within(Double(range.lowerBound)...Double(range.upperBound)))
    guard x.isFinite else { return 0 }
    guard x == x.rounded() else {
      report("a whole number is needed", mend: "write for example \(range.lowerBound)", at: key)
      return 0
    }
    return Int(x)
  }

  // MARK: Plain quantities

  /// The key is written; it counts as asked for.
  func has(_ key: String) -> Bool {
    asked.append(key)
    return value(of: key) != nil
  }

  /// A quantity without a source of its own; NaN after a report.
  func plain(_ key: String, _ dimension: Dimension, _ limits: Limits) -> Double {
    quantity(key, dimension, limits)?.value ?? .nan
  }

  /// Three lengths, `[0 mm, 20 mm, 0 mm]`, m; NaN after a report.
  func point(_ key: String, _ limits: Limits) -> Vector3D {
    let entries = list(key)
    guard entries.count == 3 else {
      if !entries.isEmpty { report("three lengths are needed", mend: "write `[0 mm, 20 mm, 0 mm]`", at: key) }
      return Vector3D(.nan, .nan, .nan)
    }
    let x = entries.map { entry -> Double in
      guard let written = written(entry.node, path: entry.path) else { return .nan }
      guard let q = try? Quantity(parsing: written.text), q.dimension == .length, limits.contains(q.value) else {
        text.report(
          "\"\(written.text.prefix(80))\" is not a length here",
          mend: "write a number and mm, \(limits.text(unit: "m"))", path: written.path, at: written.mark)
        return .nan
      }
      return q.value
    }
    return Vector3D(x[0], x[1], x[2])
  }

  // MARK: Sourced values

  /// A section `{value: 32 mm, source: "...", status: published}` with a quantity of `dimension`, or of any dimension.
  func sourced(_ key: String, _ dimension: Dimension?, _ limits: Limits) -> SourcedValue {
    let value = section(key) { s in
      let q = s.quantity("value", dimension, limits)
      let source = s.string("source")
      let status = s.choice("status", of: SourcedValue.Status.allCases.map { ($0.rawValue, $0) })
      return SourcedValue(
        q?.value ?? .nan, unit: q?.dimension.unit ?? "", source: source, status: status ?? .assumption)
    }
    text.add(ScenarioFigure(keyPath: pathTo(key), value: value))
    return value
  }

  /// The SI value of a sourced quantity; NaN after a report.
  func value(_ key: String, _ dimension: Dimension, _ limits: Limits) -> Double {
    sourced(key, dimension, limits).value
  }

  /// The SI values of two sourced quantities under `key`, `from` and `to`.
  func range(_ key: String, _ dimension: Dimension, _ limits: Limits) -> ClosedRange<Double> {
    let (low, high) = section(key) { s in (s.value("from", dimension, limits), s.value("to", dimension, limits)) }
    if high < low { report("`to` is less than `from`", mend: "swap the two", at: key) }
    // A range cannot hold NaN or be upside down; after a report any will do.
    return low <= high ? low...high : 0...0
  }

  private func quantity(_ key: String, _ dimension: Dimension?, _ limits: Limits) -> Quantity? {
    let written = string(key)
    guard !written.isEmpty else { return nil }
    let shown = written.prefix(80)
    let example = "write for example `\((dimension ?? .length).example)`"
    do throws(Quantity.Fault) {
      let q = try Quantity(parsing: written)
      if let dimension, q.dimension != dimension {
        report("\"\(shown)\" is \(q.dimension.name), but \(dimension.name) is needed", mend: example, at: key)
        return nil
      }
      guard limits.contains(q.value) else {
        report("\"\(shown)\" is out of range", mend: "use \(limits.text(unit: q.dimension.unit))", at: key)
        return nil
      }
      return q
    } catch {
      switch error {
      case .notANumber: report("\"\(shown)\" does not begin with a number", mend: example, at: key)
      case .notFinite: report("\"\(shown)\" is not a finite number", mend: example, at: key)
      case .noUnit: report("\"\(shown)\" has no unit", mend: "\(example); a plain number has the unit 1", at: key)
      case .unknownUnit(let symbol):
        let known = MeasurementUnit.all.filter { dimension == nil || $0.dimension == dimension }.map(\.symbol)
        report(
          "\"\(symbol.prefix(80))\" is not a unit known here", mend: "use one of: \(known.joined(separator: ", "))",
          at: key)
      }
      return nil
    }
  }
}
