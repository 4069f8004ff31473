import Foundation
import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct RecordedTests {
  private func mapping(_ json: String) throws -> CSVMapping {
    try CSVMapping(json: JSONDecoder().decode(JSONNode.self, from: Data(json.utf8)), file: "map.json")
  }

  private func recording(_ text: String, _ map: String? = nil) throws -> Recording {
    try Recording(text: text, file: "poses.csv", mapping: map.map { try mapping($0) })
  }

  private func file(_ text: String, _ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("systole-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func error(_ text: String, _ map: String? = nil) -> DeviceError? {
    do {
      _ = try recording(text, map)
      return nil
    } catch let error as DeviceError {
      return error
    } catch {
      return nil
    }
  }

  @Test func aPlainFileIsReadInMetresAndSeconds() throws {
    let path = try file("t,x,y,z\n0,0,0.03,0.01\n0.1,0.01,0.03,0.01\n0.2,0.02,0.03,0.01\n", "a.csv")
    let device = try DeviceFactory.make("csv:\(path)", context: Phantom().context)
    #expect(device.description.rendersForce == false)
    #expect(device.description.deviceClass == "recorded")
    var frames: [InputFrame] = []
    var k: UInt64 = 100
    while let f = device.sample(at: Tick(k), feedback: nil) {
      frames.append(f)
      k += 1
    }
    #expect(frames.count == 201)
    #expect(frames.allSatisfy { $0.flags == [.connected, .noForce] })
    #expect(frames[0].tick == Tick(100))
    #expect(abs(frames[100].pose.position.x - 0.01) < 1e-6)
    #expect(abs(frames[200].pose.position.x - 0.02) < 1e-6)
    // Monotone: never back, never beyond the samples.
    for (a, b) in zip(frames, frames.dropFirst()) { #expect(b.pose.position.x >= a.pose.position.x) }
    #expect(frames.allSatisfy { $0.pose.position.y == frames[0].pose.position.y })
  }

  @Test func unitsAxesAndTimeAreConverted() throws {
    // A tracker in inches and microseconds since 1970, z up, as +x right, +z away from the floor, -y along the vessel.
    let r = try recording(
      "time;px;py;pz\n1700000000000000;0;0;1\n1700000000010000;0;-0.1;1\n1700000000020000;0.1;-0.1;1.1\n",
      """
      {"delimiter": ";", "time": {"column": "time", "unit": "us"},
       "position": {"columns": ["px", "py", "pz"], "unit": "in"},
       "axes": ["+x", "+z", "-y"], "translation": [0, 0, 0.01]}
      """)
    #expect(r.times.map { ($0 * 1e6).rounded() } == [0, 10_000, 20_000])
    #expect((r.positions[0] - Vector3D(0, 0.0254, 0.01)).length < 1e-12)
    #expect((r.positions[1] - Vector3D(0, 0.0254, 0.01254)).length < 1e-12)
    #expect((r.positions[2] - Vector3D(0.00254, 0.02794, 0.01254)).length < 1e-12)
  }

  @Test func aRobotLogWithoutHeaderOrTimeIsRead() throws {
    // Blank-separated, 30 Hz, position then rotation matrix by rows, as in published robot logs.
    let turn = "0 -1 0 1 0 0 0 0 1"
    let r = try recording(
      "  0.00 0.03 0.01   \(turn)\n  0.01 0.03 0.01   \(turn)\n",
      """
      {"delimiter": " ", "header": false, "time": {"rate": 30},
       "position": {"columns": ["1", "2", "3"], "unit": "m"},
       "orientation": {"matrix": ["4", "5", "6", "7", "8", "9", "10", "11", "12"]}}
      """)
    #expect(abs(r.duration - 1.0 / 30) < 1e-12)
    let q = r.pose(at: 0, interval: 0).orientation
    let x = q.rotate(Vector3(1, 0, 0))
    #expect((x - Vector3(0, 1, 0)).length < 1e-6)
  }

  @Test func orientationsTurnTheShortWayAtConstantSpeed() throws {
    // 90 degrees about z, the second quaternion with its sign turned, order w first.
    let h = 0.5.squareRoot()
    let r = try recording(
      "t,x,y,z,w,a,b,c\n0,0,0,0,1,0,0,0\n1,0,0,0,\(-h),0,0,\(-h)\n",
      """
      {"orientation": {"quaternion": ["w", "a", "b", "c"], "order": "wxyz"}}
      """)
    for (t, degrees) in [(0.25, 22.5), (0.5, 45.0), (1.0, 90.0)] {
      let x = r.pose(at: t, interval: 0).orientation.rotate(Vector3(1, 0, 0))
      let angle = Trigonometry.atan2(Double(x.y), Double(x.x)) * 180 / Double.pi
      #expect(abs(angle - degrees) < 1e-3)
    }
  }

  @Test func mirroredAxesStillGiveRotations() throws {
    let r = try recording(
      "t,x,y,z,qx,qy,qz,qw\n0,1,2,3,0,0,0.6,0.8\n1,1,2,3,0,0,0.6,0.8\n",
      """
      {"axes": ["-x", "+y", "+z"], "orientation": {"quaternion": ["qx", "qy", "qz", "qw"]}}
      """)
    #expect(r.positions[0] == Vector3D(-1, 2, 3))
    // Seen in a mirror, a turn about z is turned the other way.
    let x = r.pose(at: 0, interval: 0).orientation.rotate(Vector3(1, 0, 0))
    #expect((x - Vector3(0.28, -0.96, 0)).length < 1e-6)
  }

  @Test func gapsAreFlaggedReportedAndCrossedStraight() throws {
    var text = "t,x,y,z\n"
    for i in 0..<20 where !(8...13).contains(i) { text += "\(Double(i) * 0.01),\(Double(i) * 1e-4),0,0\n" }
    let path = try file(text, "gap.csv")
    let device = try CSVDevice(file: path, mapFile: nil, id: "csv:gap")
    #expect(device.gaps.gaps.count == 1)
    #expect(abs(device.gaps.longest - 0.07) < 1e-9)
    #expect(abs(device.gaps.usualInterval - 0.01) < 1e-9)
    #expect(device.gaps.gaps.first?.line == 10)
    #expect(device.gaps.description.contains("70 ms"))
    var inGap = 0
    for k in 0...190 as ClosedRange<UInt64> {
      guard let f = device.sample(at: Tick(k), feedback: nil) else { break }
      if f.flags.contains(.gap) { inGap += 1 }
      #expect(abs(Double(f.pose.position.x) - Double(k) * 1e-5) < 2e-7)
    }
    #expect((69...71).contains(inGap))
  }

  @Test func commandsComeOnceAndNoneIsLost() throws {
    let path = try file(
      "t,x,y,z,cmd,arg\n0,0,0,0,takeTool,1\n0.0101,0,0,0,,\n0.0102,0,0,0,markLesion,2\n0.0103,0,0,0,4,\n"
        + "0.0204,0,0,0,finish,\n", "c.csv")
    let map = try file(#"{"commands": {"column": "cmd", "argument": "arg"}, "gapIntervals": 1000}"#, "map.json")
    let device = try DeviceFactory.make("csv:\(path),map:\(map)", context: Phantom().context)
    var given: [(UInt64, Command, UInt8)] = []
    for k in 0..<100 as Range<UInt64> {
      guard let f = device.sample(at: Tick(k), feedback: nil) else { break }
      if f.command != .none { given.append((k, f.command, f.argument)) }
    }
    #expect(given.map(\.0) == [0, 11, 12, 21])
    #expect(given.map(\.1) == [.takeTool, .markLesion, .markSite, .finish])
    #expect(given.map(\.2) == [1, 2, 0, 0])
  }

  @Test(arguments: [
    ("t,x,y\n0,0,0\n1,0,0\n", 1, "z", "no such column"),
    ("t,x,y,z\n0,0,0,0\n2,0,0,0\n1,0,0,0\n", 4, "t", "backwards"),
    ("t,x,y,z\n0,0,0,0\n1,0,0,0\n1,0,0,0\n", 4, "t", "same as"),
    ("t,x,y,z\n0,0,0,0\n1,0,oops,0\n", 3, "y", "not a number"),
    ("t,x,y,z\n0,0,0,0\n1,0,,0\n", 3, "y", "not a number"),
    ("t,x,y,z\n0,0,0,0\n\n1,0,0,nan\n", 4, "z", "not finite"),
    ("t,x,y,z\n0,0,0,0\n1,0,0,inf\n", 3, "z", "not finite"),
    ("t,x,y,z\n0,0,0,0\n1,0,0\n", 3, "z", "only 3 of 4"),
    ("t,x,y,z\n0,0,0,0\n0.01,0,1000,0\n", 3, "x y z", "jumps"),
    ("t,x,y,z,qx,qy,qz,qw\n0,0,0,0,0,0,0,1\n1,0,0,0,3,0,0,1\n", 3, "qx", "length"),
    ("t,x,x,y,z\n0,0,0,0,0\n1,0,0,0,0\n", 1, "x", "two columns"),
    ("t,x,y,z\n0,0,0,0\n", 2, "-", "one sample"),
    ("", 1, "-", "empty"),
  ])
  func aFaultNamesLineColumnAndMend(_ text: String, _ line: Int, _ column: String, _ problem: String) throws {
    guard case .badRecording(let file, let l, let c, let p, let mend)? = error(text) else {
      Issue.record("no error for \(text)")
      return
    }
    #expect(file == "poses.csv" && l == line && c == column)
    #expect(p.contains(problem))
    #expect(!mend.isEmpty)
    #expect(error(text)!.description.contains("poses.csv, line \(line), column \"\(column)\""))
  }

  @Test(arguments: [
    (#"{"postion": {}}"#, "postion"),
    (#"{"position": {"columns": ["a", "b"]}}"#, "position.columns"),
    (#"{"position": {"columns": ["a", "b", "c"], "unit": "furlong"}}"#, "position.unit"),
    (#"{"time": {"rate": 0}}"#, "time.rate"),
    (#"{"time": {"rate": 10, "column": "t"}}"#, "time.column"),
    (#"{"axes": ["x", "x", "z"]}"#, "axes"),
    (#"{"rotation": [[1, 0, 0], [0, 2, 0], [0, 0, 1]]}"#, "rotation"),
    (
      #"{"rotation": [[1, 0, 0], [0, 1, 0], [0, 0, -1]], "toolRotation": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}"#,
      "toolRotation"
    ),
    (#"{"header": 3.5}"#, "header"),
    (#"{"gapIntervals": "many"}"#, "gapIntervals"),
    (#"{"commands": {"argument": "a"}}"#, "commands.column"),
    (#"{"orientation": {"quaternion": ["a", "b", "c", "d"], "order": "zyx"}}"#, "orientation.order"),
    (#"[1]"#, "(whole file)"),
  ])
  func aWrongMapNamesItsKey(_ json: String, _ key: String) throws {
    #expect(throws: DeviceError.self) { try mapping(json) }
    do { _ = try mapping(json) } catch let error as DeviceError {
      guard case .badMapping("map.json", key, _) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func missingFilesAreNamed() throws {
    #expect(throws: DeviceError.unreadable(file: "/no/such.csv", why: "there is no such file, or it may not be read")) {
      _ = try DeviceFactory.make("csv:/no/such.csv", context: Phantom().context)
    }
  }
}
