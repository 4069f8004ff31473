import Foundation
import Frames
import SimMath

/// A recording as it was read: samples in world axes and SI units, checked.
struct Recording {
  /// Time since the first sample, s, strictly rising.
  var times: [Double] = []
  var positions: [Vector3D] = []
  /// Unit quaternions (x, y, z, w) that turn tool axes into world axes; each on the side of the one before.
  var orientations: [[Double]] = []
  var commands: [(time: Double, command: Command, argument: UInt8)] = []
  var gaps: GapReport
  /// For each interval (sample to next sample): it is a gap.
  var intervalIsGap: [Bool] = []

  init(file: String, mapFile: String?) throws(DeviceError) {
    let mapping: CSVMapping? = if let mapFile { try CSVMapping(file: mapFile) } else { nil }
    let data: Data
    do { data = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
      throw .unreadable(file: file, why: "there is no such file, or it may not be read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw .unreadable(file: file, why: "it is not UTF-8 text")
    }
    try self.init(text: text, file: file, mapping: mapping)
  }

  /// - Parameter mapping: nil for the default: columns t, x, y, z and, if they are there, qx, qy, qz, qw; in s and m.
  init(text: String, file: String, mapping given: CSVMapping?) throws(DeviceError) {
    gaps = GapReport(usualInterval: 0, gaps: [])
    var mapping = given ?? CSVMapping()
    var lines: [(number: Int, cells: [Substring])] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let body = number == 1 && line.hasPrefix("\u{FEFF}") ? line.dropFirst() : line
      if body.allSatisfy(\.isWhitespace) || body.hasPrefix("#") { continue }
      lines.append((number, Self.split(body, mapping.delimiter)))
    }
    guard let first = lines.first else {
      throw .badRecording(
        file: file, line: 1, column: "-", problem: "the file is empty", mend: "give a recording with samples")
    }
    let names: [String] =
      mapping.header ? first.cells.map(String.init) : (1...max(1, first.cells.count)).map(String.init)
    let rows = mapping.header ? lines.dropFirst() : lines[...]
    if given == nil, ["qx", "qy", "qz", "qw"].allSatisfy(names.contains) {
      mapping.orientation = .quaternion(["qx", "qy", "qz", "qw"])
    }

    func column(_ name: String) throws(DeviceError) -> Int {
      guard let i = names.firstIndex(of: name) else {
        throw .badRecording(
          file: file, line: first.number, column: name, problem: "there is no such column",
          mend: "the file has \(names.joined(separator: ", ")): name one of them in the map file")
      }
      guard names.lastIndex(of: name) == i else {
        throw .badRecording(
          file: file, line: first.number, column: name, problem: "two columns have this name", mend: "rename one")
      }
      return i
    }
    func columns(_ list: [String]) throws(DeviceError) -> [Int] {
      var result: [Int] = []
      for name in list { result.append(try column(name)) }
      return result
    }
    var timeColumn: (index: Int, unit: TimeUnit)?
    var rate = 0.0
    switch mapping.time {
    case .column(let name, let unit): timeColumn = (try column(name), unit)
    case .rate(let r): rate = r
    }
    let positionColumns = try columns(mapping.position)
    let turnColumns: [Int]
    switch mapping.orientation {
    case .none: turnColumns = []
    case .quaternion(let list), .matrix(let list): turnColumns = try columns(list)
    }
    let commandColumn: Int? = if let name = mapping.commandColumn { try column(name) } else { nil }
    let argumentColumn: Int? = if let name = mapping.argumentColumn { try column(name) } else { nil }

    var lineNumbers: [Int] = []
    var start = 0.0
    for row in rows {
      func cell(_ i: Int) throws(DeviceError) -> Double {
        guard i < row.cells.count else {
          throw .badRecording(
            file: file, line: row.number, column: names[i],
            problem: "the line has only \(row.cells.count) of \(names.count) cells",
            mend: "complete or delete the line")
        }
        let text = row.cells[i]
        guard let value = Double(text) else {
          throw .badRecording(
            file: file, line: row.number, column: names[i], problem: "\"\(text)\" is not a number",
            mend: "write a decimal number with a point")
        }
        guard value.isFinite else {
          throw .badRecording(
            file: file, line: row.number, column: names[i], problem: "the value is not finite",
            mend: "delete the line; the gap will be reported")
        }
        return value
      }
      func numbers(_ list: [Int]) throws(DeviceError) -> [Double] {
        var result: [Double] = []
        for i in list { result.append(try cell(i)) }
        return result
      }

      var time = Double(times.count) / max(rate, 1e-9)
      if let (index, unit) = timeColumn {
        let raw = try cell(index)
        if times.isEmpty { start = raw }
        // The start is taken off before scaling, so that clocks counted from 1970 keep their digits.
        time = (raw - start) * unit.seconds
        if let last = times.last, time <= last {
          throw .badRecording(
            file: file, line: row.number, column: names[index],
            problem: time == last ? "the time is the same as in the sample before" : "the time runs backwards",
            mend: "sort the lines by time and keep one for each time")
        }
      }
      let p = try numbers(positionColumns)
      let recorded = Vector3D(p[0], p[1], p[2])
      let position = mapping.rotation * (mapping.positionUnit.metres * recorded) + mapping.translation
      if let lastPosition = positions.last, let lastTime = times.last {
        let speed = (position - lastPosition).length / (time - lastTime)
        if speed > mapping.maximumSpeed {
          throw .badRecording(
            file: file, line: row.number, column: mapping.position.joined(separator: " "),
            problem: "the tool jumps by \(Self.millimetres((position - lastPosition).length)) mm in one sample, faster "
              + "than \(mapping.maximumSpeed) m/s",
            mend: "check the unit of length and time, delete the outlier, or raise maximumSpeed in the map file")
        }
      }
      let turns = try numbers(turnColumns)
      let orientation = try Self.orientation(turns, mapping, after: orientations.last) { problem, mend in
        .badRecording(
          file: file, line: row.number, column: names[turnColumns[0]], problem: problem, mend: mend)
      }
      if let commandColumn, commandColumn < row.cells.count {
        let text = row.cells[commandColumn]
        guard let command = Self.command(text) else {
          throw .badRecording(
            file: file, line: row.number, column: names[commandColumn], problem: "\"\(text)\" is no command",
            mend: "leave it empty or write one of: "
              + Command.allCases.map { "\($0)" }.joined(separator: ", "))
        }
        if command != .none {
          var argument: UInt8 = 0
          if let argumentColumn, argumentColumn < row.cells.count, !row.cells[argumentColumn].isEmpty {
            guard let a = UInt8(row.cells[argumentColumn]) else {
              throw .badRecording(
                file: file, line: row.number, column: names[argumentColumn],
                problem: "\"\(row.cells[argumentColumn])\" is no argument of a command",
                mend: "write a whole number from 0 to 255")
            }
            argument = a
          }
          commands.append((time, command, argument))
        }
      }
      times.append(time)
      positions.append(position)
      orientations.append(orientation)
      lineNumbers.append(row.number)
    }
    guard times.count >= 2 else {
      throw .badRecording(
        file: file, line: lines[lines.count - 1].number, column: "-",
        problem: "there \(times.count == 1 ? "is one sample" : "are no samples")", mend: "give at least two samples")
    }

    let intervals = (1..<times.count).map { times[$0] - times[$0 - 1] }
    let usual = intervals.sorted()[intervals.count / 2]
    intervalIsGap = intervals.map { $0 > mapping.gapIntervals * usual }
    gaps = GapReport(
      usualInterval: usual,
      gaps: intervals.indices.filter { intervalIsGap[$0] }.map {
        GapReport.Gap(start: times[$0], length: intervals[$0], line: lineNumbers[$0 + 1])
      })
  }

  private static func millimetres(_ m: Double) -> Int {
    let value = (m * 1000).rounded()
    return value < 1e9 ? Int(value) : 1_000_000_000
  }

  private static func split(_ line: Substring, _ delimiter: Character) -> [Substring] {
    let raw =
      delimiter == " "
      ? line.split(whereSeparator: \.isWhitespace) : line.split(separator: delimiter, omittingEmptySubsequences: false)
    return raw.map { cell in
      var c = cell
      while let f = c.first, f.isWhitespace { c.removeFirst() }
      while let l = c.last, l.isWhitespace { c.removeLast() }
      if c.count >= 2, c.first == "\"", c.last == "\"" { c = c.dropFirst().dropLast() }
      return c
    }
  }

  private static func command(_ text: Substring) -> Command? {
    if text.isEmpty { return Command.none }
    if let raw = UInt8(text) { return Command(rawValue: raw) }
    return Command.allCases.first { "\($0)" == text }
  }

  private static func orientation(
    _ values: [Double], _ mapping: CSVMapping, after last: [Double]?, _ error: (String, String) -> DeviceError
  ) throws(DeviceError) -> [Double] {
    let recorded: Matrix3
    switch mapping.orientation {
    case .none:
      return [0, 0, 0, 1]
    case .quaternion:
      let n = ((values[0] * values[0] + values[1] * values[1]) + (values[2] * values[2] + values[3] * values[3]))
        .squareRoot()
      guard n > 0.9, n < 1.1 else {
        throw error("the quaternion has the length \(n)", "check the order of its columns (\"order\": xyzw or wxyz)")
      }
      recorded = Matrix3(quaternion: values.map { $0 / n })
    case .matrix:
      recorded = Matrix3(rows: [Array(values[0..<3]), Array(values[3..<6]), Array(values[6..<9])])
      guard recorded.isOrthonormal(within: 0.05), recorded.determinant > 0 else {
        throw error("the nine numbers are no rotation matrix", "check that the columns are given by rows")
      }
    }
    let q = (mapping.rotation * recorded * mapping.toolRotation).quaternion
    // The nearer of the two quaternions of a rotation, so that interpolation takes the short way.
    if let last, (q[0] * last[0] + q[1] * last[1]) + (q[2] * last[2] + q[3] * last[3]) < 0 { return q.map { -$0 } }
    return q
  }
}
