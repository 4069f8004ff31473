import Foundation
import Frames
import Session
import SimMath
import SessionLog
import Testing

/// A session of two hands from the command line to the log and back.
@Suite(.serialized) struct TwoHandSessionTests {
  @Test func recordedReplayedAndDrivenAgain() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hands-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = folder.appendingPathComponent("two.mcap").path
    let ticks: UInt64 = 4000
    let result = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 7, device: "expert,assistant", mode: .fast, maximumTicks: ticks, out: log,
        writer: "test"))
    #expect(result.header.secondDevice?.id == "assistant")
    let reader = try SessionLogReader(path: log)
    let defects = reader.defects
    #expect(defects.isEmpty)
    var (touched, moved, largest) = (0, 0, Float(0))
    reader.forEachTick { entry in
      guard let hand = entry.output?.second, entry.input?.second != nil else { return }
      moved += 1
      if hand.status.contains(.inContact) { touched += 1 }
      largest = max(largest, hand.forceSent.length)
      #expect(hand.tool == .forceps)
    }
    #expect(moved == Int(ticks))
    // Steadied with a light touch.
    #expect(touched > 500 && largest > 0.1 && largest < 1, "\(touched) \(largest)")

    let once = try Replay.verify(log: log)
    #expect(once.divergence == nil && once.ticks == ticks)
    let again = try Replay.verify(log: log, workers: 2, restoreAt: 2600)
    #expect(again.divergence == nil && again.hash == once.hash)

    // The log's own inputs drive both hands.
    let copy = folder.appendingPathComponent("copy.mcap").path
    let driven = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", device: "replay:\(log)", mode: .fast, maximumTicks: 1500, out: copy, writer: "test"))
    #expect(driven.header.secondDevice?.id == "assistant")
    let hash = try Replay.verify(log: copy, maximumTicks: 1500).hash
    #expect(try Replay.verify(log: log, maximumTicks: 1500).hash == hash)
  }
}
