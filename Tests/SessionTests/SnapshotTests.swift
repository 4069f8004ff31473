import Foundation
import Frames
import Scenarios
@testable import Session
import SessionLog
import SimMath
import Testing

/// What a view gets of a session.
struct SnapshotTests {
  @Test func marksComeAndGo() {
    var list = MarkList()
    func event(_ kind: EventKind, _ x: Float) -> Event { Event(kind: kind, site: Vector3(x, 0, 0)) }
    list.add(event(.lesionMarked, 1))
    list.add(event(.siteMarked, 2))
    list.add(event(.lesionMarked, 3))
    list.add(event(.lesionUnmarked, 0))
    list.add(event(.siteMarked, 4))
    list.add(event(.commandRefused, 5))
    #expect(list.marks == [InkMark(kind: .lesion, site: Vector3(1, 0, 0)), InkMark(kind: .site, site: Vector3(4, 0, 0))])
    list.add(event(.noSafeSiteDeclared, 0))
    #expect(list.marks == [InkMark(kind: .lesion, site: Vector3(1, 0, 0))])
    list.add(event(.lesionUnmarked, 0))
    list.add(event(.lesionUnmarked, 0))
    #expect(list.marks.isEmpty)
  }

  @Test func pressedBloodComesBackInASecond() {
    // A strip of two faces along x.
    var rest: [Float] = []
    for i in 0..<9 { rest += [Float(i % 3) * 0.004, 0, Float(i / 3) * 0.004, 0] }
    let surface = TissueSurface(rest: rest, faces: [0, 2, 6, 1, 4, 3, 2, 8, 6, 5, 7, 4])
    var pallor = Pallor(surface)
    var output = StepOutput(tick: Tick(0))
    output.status = .inContact
    output.normalForce = 3
    output.contactSite = .zero
    pallor.update(output)
    #expect(pallor.values[0] == 1)
    #expect(pallor.values[1] < 1 && pallor.values[1] > pallor.values[2])
    output.status = []
    for _ in 0..<25 { pallor.update(output) }
    #expect((0.5...0.9).contains(pallor.values[0]), "pale for a moment")
    for _ in 0..<350 { pallor.update(output) }
    #expect(pallor.values[0] < 0.02, "gone after three seconds")
  }

  @Test func aReplayShowsWhatWasStepped() throws {
    let log = NSTemporaryDirectory() + "systole-snapshot-\(UUID().uuidString).mcap"
    defer { try? FileManager.default.removeItem(atPath: log) }
    _ = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 3, device: "resident", mode: .fast, maximumTicks: 300, out: log,
        writer: "test"))
    var recorded: [UInt64: Pose] = [:]
    try SessionLogReader(path: log).forEachTick { entry in
      if let output = entry.output { recorded[entry.tick.rawValue] = output.toolPose }
    }
    let replay = try SnapshotReplay(log: log)
    #expect(replay.ticks == 300)
    var shown: [Snapshot] = []
    try replay.play([Tick(0), Tick(150), Tick(299)]) { shown.append($0) }
    #expect(shown.map(\.tick.rawValue) == [0, 150, 299])
    for snapshot in shown {
      #expect(snapshot.toolPose == recorded[snapshot.tick.rawValue])
      #expect(snapshot.vertices.count == replay.stage.surface.rest.count)
    }
    // The pulse moves the wall, by less than a millimetre.
    var most: Float = 0
    for i in shown[0].vertices.indices where i % 4 < 3 {
      most = max(most, abs(shown[2].vertices[i] - replay.stage.surface.rest[i]))
    }
    #expect((1e-5...0.002).contains(most))
    #expect(throws: SessionError.self) { try replay.play([Tick(300)]) { _ in } }
  }
}
