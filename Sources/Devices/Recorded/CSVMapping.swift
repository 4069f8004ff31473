import Foundation
import SimMath

/// How the columns of a recording become tool poses. Read from a small JSON file; see the module's documentation.
struct CSVMapping: Equatable {
  enum Time: Equatable {
    case column(String, unit: TimeUnit)
    /// No time column: samples at a fixed rate, Hz.
    case rate(Double)
  }
  enum Orientation: Equatable {
    case none
    /// The column of each of x, y, z, w.
    case quaternion([String])
    /// Nine columns of a rotation matrix, by rows.
    case matrix([String])
  }

  /// What separates cells; a space stands for any run of blanks.
  var delimiter: Character = ","
  /// The first line names the columns; without it columns are called "1", "2", ...
  var header = true
  var time = Time.column("t", unit: .s)
  var position = ["x", "y", "z"]
  var positionUnit = LengthUnit.m
  /// Without a map file, quaternion columns are used if they are there.
  var orientation = Orientation.none
  /// World = `rotation` * recorded + `translation` (m).
  var rotation = Matrix3.identity
  var translation = Vector3D.zero
  /// Turns our tool axes into the recorded body's axes.
  var toolRotation = Matrix3.identity
  var commandColumn: String?
  var argumentColumn: String?
  /// An interval longer than this many usual ones is a gap.
  var gapIntervals = 5.0
  /// Faster than this between two samples is a fault of the recording, m/s.
  var maximumSpeed = 5.0

  init() {}

  /// Reads a map file.
  init(file: String) throws(DeviceError) {
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
      throw .unreadable(file: file, why: "there is no such file, or it may not be read")
    }
    let parsed: JSONNode
    do { parsed = try JSONDecoder().decode(JSONNode.self, from: data) } catch {
      throw .badMapping(file: file, key: "(whole file)", mend: "write one JSON object")
    }
    try self.init(json: parsed, file: file)
  }

  init(json: JSONNode, file: String) throws(DeviceError) {
    let reader = try JSONReader(
      json, file: file, path: "",
      keys: [
        "delimiter", "header", "time", "position", "orientation", "axes", "rotation", "translation", "toolRotation",
        "commands", "gapIntervals", "maximumSpeed",
      ])
    if let text = try reader.string("delimiter") {
      guard text.count == 1, let c = text.first else {
        throw reader.bad("delimiter", "give one character, for example \",\" or \";\" or \" \" for blanks")
      }
      delimiter = c
    }
    header = try reader.bool("header") ?? true
    if let t = try reader.object("time", keys: ["column", "unit", "rate"]) {
      switch (try t.string("column"), try t.number("rate")) {
      case (let column?, nil):
        time = .column(column, unit: try t.unit("unit", TimeUnit.self) ?? .s)
      case (nil, let rate?):
        guard rate > 0, rate.isFinite else { throw t.bad("rate", "give a rate in Hz greater than 0") }
        time = .rate(rate)
      default:
        throw t.bad("column", "give either \"column\" (with \"unit\") or \"rate\" in Hz")
      }
    }
    if let p = try reader.object("position", keys: ["columns", "unit"]) {
      position = try p.strings("columns", count: 3) ?? position
      positionUnit = try p.unit("unit", LengthUnit.self) ?? .m
    }
    if let o = try reader.object("orientation", keys: ["quaternion", "order", "matrix"]) {
      switch (try o.strings("quaternion", count: 4), try o.strings("matrix", count: 9)) {
      case (let columns?, nil):
        let order = try o.string("order") ?? "xyzw"
        switch order {
        case "xyzw": orientation = .quaternion(columns)
        case "wxyz": orientation = .quaternion([columns[1], columns[2], columns[3], columns[0]])
        default: throw o.bad("order", "give \"xyzw\" or \"wxyz\"")
        }
      case (nil, let columns?):
        orientation = .matrix(columns)
      default:
        throw o.bad("quaternion", "give either four \"quaternion\" columns or nine \"matrix\" columns by rows")
      }
    }
    if let axes = try reader.strings("axes", count: 3) {
      guard !reader.has("rotation") else {
        throw reader.bad("axes", "give either \"axes\" or \"rotation\"")
      }
      rotation = try Self.permutation(axes, reader)
    } else if let m = try reader.matrix("rotation") {
      rotation = m
    }
    if let t = try reader.numbers("translation", count: 3) { translation = Vector3D(t[0], t[1], t[2]) }
    // Mirrored axes mirror the tool's axes as well, so that the tool's orientation stays a rotation.
    toolRotation = try reader.matrix("toolRotation") ?? (rotation.determinant > 0 ? .identity : rotation.transposed)
    guard rotation.determinant * toolRotation.determinant > 0 else {
      throw reader.bad("toolRotation", "mirror it as \"rotation\" or \"axes\" is mirrored, or leave it out")
    }
    if let c = try reader.object("commands", keys: ["column", "argument"]) {
      commandColumn = try c.string("column")
      argumentColumn = try c.string("argument")
      guard commandColumn != nil else { throw c.bad("column", "name the column that holds the commands") }
    }
    if let n = try reader.number("gapIntervals") {
      guard n >= 1 else { throw reader.bad("gapIntervals", "give a number of sample intervals of at least 1") }
      gapIntervals = n
    }
    if let v = try reader.number("maximumSpeed") {
      guard v > 0 else { throw reader.bad("maximumSpeed", "give a speed in m/s greater than 0") }
      maximumSpeed = v
    }
  }

  private static func permutation(_ axes: [String], _ reader: JSONReader) throws(DeviceError) -> Matrix3 {
    var rows: [[Double]] = []
    var used = [false, false, false]
    for axis in axes {
      let sign = axis.hasPrefix("-") ? -1.0 : 1.0
      let name = axis.hasPrefix("-") || axis.hasPrefix("+") ? String(axis.dropFirst()) : axis
      guard let i = ["x", "y", "z"].firstIndex(of: name), !used[i] else {
        throw reader.bad(
          "axes", "give three signed axes of the recording, each once, for example [\"+x\", \"+z\", \"-y\"]")
      }
      used[i] = true
      var row = [0.0, 0.0, 0.0]
      row[i] = sign
      rows.append(row)
    }
    return Matrix3(rows: rows)
  }
}
