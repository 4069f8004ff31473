import Foundation
import Frames
import RealTime
import SessionLog
import SimMath
import Testing

@testable import Session

@Suite struct SavedStatesTests {
  /// A session longer than the interval has a state in its log; a replay finds it true, and a view that begins there
  /// shows the same as one that stepped from the start.
  @Test func aViewBeginsAtASavedState() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("states-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("s.mcap").path
    _ = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 7, device: "mark-all", mode: .fast, maximumTicks: 10_600, out: path,
        writer: "test"))
    let reader = try SessionLogReader(path: path)
    // That every ten seconds, and that in which the session ended.
    #expect(reader.stateTicks == [Tick(9_999), Tick(10_599)])
    #expect(try Replay.verify(log: path).divergence == nil)

    func last(_ ticks: [Tick]) throws -> Snapshot {
      var shown: Snapshot?
      try SnapshotReplay(log: path).play(ticks) { shown = $0 }
      return try #require(shown)
    }
    let stepped = try last([Tick(9_000), Tick(10_500)])
    let sought = try last([Tick(10_500)])
    #expect(sought.vertices == stepped.vertices)
    #expect(sought.marks == stepped.marks && sought.toolPose == stepped.toolPose)
    #expect(!sought.marks.isEmpty, "the session has marks before the state")
  }

  /// The recorder writes a state right after the output of its tick, however far it lags behind the loop.
  @Test func theRecorderPutsAStateBehindItsTick() throws {
    let states = SavedStates(capacity: 8)
    let sink = MemorySink()
    let recorder = try Recorder(sink: sink, capacity: 8, states: states)
    for i in 0..<20_500 as Range<UInt64> {
      let tick = Tick(i)
      if SavedStates.isDue(after: tick) {
        states.publish(after: tick) { bytes in
          bytes.storeBytes(of: UInt32(i), as: UInt32.self)
          return 4
        }
      }
      recorder.pushPatiently(.output(StepOutput(tick: tick)))
    }
    try recorder.finish(.finished, leaving: FinalState(tick: Tick(20_499), bytes: [7]))
    #expect(sink.states.map(\.tick) == [Tick(9_999), Tick(19_999), Tick(20_499)])
    #expect(sink.states.map(\.bytes) == [[0x0F, 0x27, 0, 0], [0x1F, 0x4E, 0, 0], [7]])
    #expect(sink.states.map(\.after) == [10_000, 20_000, 20_500])
  }
}
