import Devices
import Foundation
import Frames
import Knots
import Localisation
import Session
import SessionLog
import Testing

@testable import CoreCommands

/// A scripted person ties a stitch, from the command's plan to the log, what is read of the knot, and its page.
@Suite(.serialized) struct KnotSessionTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tied-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func plan(_ device: String, ticks: UInt64) -> SessionPlan {
    SessionPlan(
      scenario: "knot-tying", patient: 2, device: device, mode: .fast, maximumTicks: ticks,
      out: folder.appendingPathComponent("\(device).mcap").path, writer: "test")
  }

  /// The first throw is drawn down on the wall, is read from the log's last state, and the log replays to the bit on two threads.
  @Test func theFirstThrowIsReadAndReplayed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try SessionRunner.run(plan("tie-expert", ticks: 9000))
    #expect(result.header.secondDevice?.id == "tie-expert-forceps")
    let reader = try SessionLogReader(path: result.path)
    let knot = try #require(try KnotInspection.knot(of: reader, log: result.path))
    #expect(knot.throwsTied.map(\.wraps) == [-1] && knot.kind == .overhand, "\(knot)")
    #expect(try #require(knot.gap) < 0.002 && knot.throwsTied[0].looseness < 3, "\(knot)")
    let replay = try Replay.verify(log: result.path, workers: 2, restoreAt: 5000)
    #expect(replay.divergence == nil && replay.ticks == 9000)

    let shell = Shell()
    defer { shell.remove() }
    let json = try shell.systole("score", result.path, "--json")
    #expect(json.out.contains("\"wraps\" : -1") && json.out.contains("overhand"), "\(json)")
    let korean = try shell.systole("score", result.path, "--lang", "ko")
    #expect(korean.out.contains("외매듭") && korean.out.contains("이 연습은 채점하지 않습니다"), "\(korean)")
  }

  /// A knot that is asked for but not begun is told as none.
  @Test func noThrowIsToldAsNone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try SessionRunner.run(plan("tie-novice-left", ticks: 300))
    let knot = try #require(try KnotInspection.knot(of: SessionLogReader(path: result.path), log: result.path))
    #expect(knot.throwsTied.isEmpty && knot.kind == .none && knot.gap == nil)
    let words = Verdict.page(knot, asked: 7, threadBreaks: [])
    #expect(words == Text.get("report.knot.none", ["asked": "7"]))
  }

  @Test func whoTiesNeedsAKnot() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for device in ["expert", "sew-expert"] {
      #expect(throws: DeviceError.otherTask(device, asked: .tie)) { try SessionRunner.run(plan(device, ticks: 10)) }
    }
  }
}
