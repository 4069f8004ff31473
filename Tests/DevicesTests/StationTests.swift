import Foundation
import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct StationTests {
  private let kinds = ["hd", "dhd"]

  private func folder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("station-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }

  @Test func whatIsWrittenIsRead() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    #expect(try Station(folder: place, kinds: kinds) == Station())
    var station = Station(hand: .left)
    station.devices["hd"] = .init(scale: 2, offset: Vector3(0.01, -0.02, 0.0305), allowsClutch: true, axesChecked: true)
    station.devices["dhd"] = .init()
    try station.write(to: place)
    #expect(try Station(folder: place, kinds: kinds) == station)
  }

  @Test(arguments: [
    ("[]", "(whole file)"), ("{", "(whole file)"), ("{\"hand\": \"both\"}", "hand"),
    ("{\"devices\": {\"xyz\": {}}}", "devices.xyz"), ("{\"devices\": {\"hd\": {\"scale\": 0}}}", "devices.hd.scale"),
    ("{\"devices\": {\"hd\": {\"offset_mm\": [0, 0]}}}", "devices.hd.offset_mm"),
    ("{\"devices\": {\"hd\": {\"offset_mm\": [0, 0, 900]}}}", "devices.hd.offset_mm"),
    ("{\"devices\": {\"hd\": {\"clutch\": 1}}}", "devices.hd.clutch"), ("{\"scale\": 1}", "scale"),
  ])
  func badFilesAreRefusedWithThePlace(text: String, key: String) throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = Station.file(in: place)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    do {
      _ = try Station(folder: place, kinds: kinds)
      Issue.record("\(text) was taken")
    } catch {
      guard case .badMapping(file, key, let mend) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!mend.isEmpty)
    }
  }

  /// What is not one to one is not rated.
  @Test func onlyOneToOneCounts() {
    func record(scale: Float, clutch: Bool) -> StationRecord {
      StationRecord(
        hand: .right,
        mappings: [
          .init(device: "hd", scale: 1, offset: Vector3(0.1, 0, 0), allowsClutch: false, axesChecked: true),
          .init(device: "dhd", scale: scale, offset: .zero, allowsClutch: clutch, axesChecked: false),
        ])
    }
    #expect(record(scale: 1, clutch: false).isOneToOne)
    #expect(!record(scale: 1.5, clutch: false).isOneToOne)
    #expect(!record(scale: 1, clutch: true).isOneToOne)
  }

  /// The offset moves the tool in the hand's own directions; a left-handed station mirrors where two devices lie.
  @Test func offsetsMoveTheTool() {
    let usual = WorkspaceMapping(origin: Vector3(0, 0.03, 0.04))
    let moved = WorkspaceMapping(origin: Vector3(0, 0.03, 0.04), offset: Vector3(0.02, 0.01, 0))
    let way = moved.tool(.identity).position - usual.tool(.identity).position
    // Right of the surgeon is -z of the patient.
    #expect((way - Vector3(0, 0.01, -0.02)).length < 1e-6)
    #expect(DeviceFactory.Hand.first.offset(.right).x > 0 && DeviceFactory.Hand.second.offset(.right).x < 0)
    #expect(DeviceFactory.Hand.first.offset(.left) == DeviceFactory.Hand.second.offset(.right))
    #expect(DeviceFactory.Hand.only.offset(.left) == .zero)
  }

  @Test func axesAreToldApart() {
    let a = Vector3(0.1, 0.2, 0.3)
    #expect(AxisCheck.right.judge(from: a, to: a + Vector3(0.03, 0.005, -0.01)) == .good)
    #expect(AxisCheck.right.judge(from: a, to: a + Vector3(-0.03, 0.005, -0.01)) == .reversed)
    #expect(AxisCheck.up.judge(from: a, to: a + Vector3(0.03, 0.005, -0.01)) == .crossed)
    #expect(AxisCheck.towards.judge(from: a, to: a + Vector3(0, 0, 0.01)) == .tooShort)
    #expect(AxisCheck.up.judge(from: a, to: Vector3(.nan, 0, 0)) == .tooShort)
  }

  @Test func twoDevicesAreToldApartFromOptions() {
    func split(_ spec: String) -> [String?] {
      let (first, second) = DeviceFactory.split(spec)
      return [first, second]
    }
    #expect(split("expert") == ["expert", nil])
    #expect(split("expert,assistant") == ["expert", "assistant"])
    #expect(split("csv:a,b.csv,map:m.json") == ["csv:a,b.csv,map:m.json", nil])
    #expect(split("hd:Left,lib:/x.so,scale:2,dhd:1,clutch") == ["hd:Left,lib:/x.so,scale:2", "dhd:1,clutch"])
    #expect(split("null,csv:a.csv,map:m.json") == ["null", "csv:a.csv,map:m.json"])
  }

  /// Each device gets the touch of its own hand, and their commands stay apart.
  @Test func aPairGivesEachHandItsOwn() throws {
    final class Probe: Device {
      let description = DeviceDescription(id: "x", deviceClass: "null", limits: .none, rendersForce: false)
      var felt: [Vector3] = []
      var left: Int
      init(left: Int) { self.left = left }
      func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
        left -= 1
        guard left >= 0 else { return nil }
        felt.append(feedback?.force ?? .zero)
        return InputFrame(tick: tick, pose: Pose(position: Vector3(Float(left), 0, 0)), grip: 0.5, command: .pause)
      }
    }
    let (one, two) = (Probe(left: 10), Probe(left: 2))
    let pair = PairedDevice(one, two)
    var feedback = Feedback(tick: Tick(0))
    feedback.force = Vector3(1, 0, 0)
    feedback.second = HandFeedback(
      force: Vector3(0, 2, 0), torque: .zero, graspForce: 0, tool: .forceps, toolPose: .identity, inContact: true)
    let input = try #require(pair.sample(at: Tick(1), feedback: feedback))
    #expect(one.felt == [Vector3(1, 0, 0)] && two.felt == [Vector3(0, 2, 0)])
    #expect(input.command == .pause && input.second?.command == .pause && input.second?.grip == 0.5)
    #expect(input.pose.position.x == 9 && input.second?.pose.position.x == 1)
    _ = pair.sample(at: Tick(2), feedback: feedback)
    // The second's recording is over: it stays where it was and is not connected.
    let late = try #require(pair.sample(at: Tick(3), feedback: feedback))
    #expect(late.second?.pose.position.x == 0 && late.second?.flags == [.stale] && late.second?.command == Command.none)
  }
}
