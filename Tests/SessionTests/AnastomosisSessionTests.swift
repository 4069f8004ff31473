import Anatomy
import Devices
import Foundation
import Frames
import Scoring
import Session
import SessionLog
import SimMath
import Testing

@testable import CoreCommands

/// A scripted person sews two ends of vessel together, from the command's plan to the log, its stitches and its replay.
@Suite(.serialized) struct AnastomosisSessionTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sewn-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func plan(_ device: String, ticks: UInt64, scenario: String = "vessel-anastomosis") -> SessionPlan {
    SessionPlan(
      scenario: scenario, patient: 3, device: device, mode: .fast, maximumTicks: ticks,
      out: folder.appendingPathComponent("\(device).mcap").path, writer: "test")
  }

  /// The first stitch goes through the whole wall of both vessels where it was meant to, and the log replays to the bit, on two
  /// threads and from a state in the middle of the bite.
  @Test func theFirstStitchIsRecordedAndReplayed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try SessionRunner.run(plan("sew-expert", ticks: 6700))
    #expect(result.header.secondDevice?.id == "sew-expert-forceps")
    let plan = try #require(result.header.truth.anastomosis)
    let score = try LogScore.of(log: result.path)
    let stitches = try #require(score.stitches)
    #expect(stitches.count == 1 && score.card.outcome == .unscorable, "\(stitches)")
    let stitch = try #require(stitches.first)
    #expect(stitch.isComplete, "\(stitch)")
    for pass in stitch.passes {
      #expect(abs(pass.edgeDistance - plan.biteDistance) < 0.000_6, "\(pass)")
      #expect(pass.torn < 0.000_2, "\(pass)")
    }
    #expect(abs(stitch.angle - plan.angle(ofStitch: 0)) < 0.2)
    // The seam is measured where the session ended: one stitch, not yet drawn, leaves the cleft of 1 mm open all round.
    let reader = try SessionLogReader(path: result.path)
    #expect(reader.stateTicks == [Tick(6699)])
    let closure = try #require(try SeamReading.closure(of: reader, log: result.path))
    #expect(closure.gapArea > 8e-6 && closure.gapArea < 11e-6, "\(closure)")
    let replay = try Replay.verify(log: result.path, workers: 2, restoreAt: 2900)
    #expect(replay.divergence == nil && replay.ticks == 6700)
  }

  /// A log in which cautery was used is scored with what each activation did, in words and for machines.
  @Test func cauteryIsScoredWithWhatItDid() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let header = try SessionRunner.run(plan("sew-expert", ticks: 20)).header
    let path = folder.appendingPathComponent("burnt.mcap").path
    var writer = try SessionLogWriter(path: path, header: header)
    var burn = CauteryBurn()
    burn.tick = 2
    burn.energy = 8.94
    burn.peak = 100
    burn.volume = 6.7e-9
    for k in 0..<10 as Range<UInt64> {
      var output = StepOutput(tick: Tick(k))
      burn.endTick = k
      if k == 5 || k == 7 { output.append(Event(kind: .cauteryEnded, tool: .cautery), burn) }
      try writer.append(.input(InputFrame(tick: Tick(k), pose: .identity)))
      try writer.append(.output(output))
    }
    try writer.close(.finished)
    let score = try LogScore.of(log: path)
    #expect(score.burns.map(\.endTick) == [5, 7] && score.burns.allSatisfy { $0.energy == 8.94 })
    let words = Verdict.page(score.burns)
    #expect(words.contains("17.9 J") && words.contains("13.4 mm³") && !words.contains("["), "\(words)")
    let shell = Shell()
    defer { shell.remove() }
    let told = try shell.systole("score", path, "--json")
    let json = try #require(JSONSerialization.jsonObject(with: Data(told.out.utf8)) as? [String: Any], "\(told)")
    let burns = try #require(json["burns"] as? [[String: Any]])
    #expect(burns.count == 2 && burns[0]["energy"] as? Double == 8.94, "\(burns)")
  }

  @Test func whoSewsNeedsSomethingToSewAndWhoAssessesAVessel() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: DeviceError.otherTask("sew-novice-left", asked: .assess)) {
      try SessionRunner.run(plan("sew-novice-left", ticks: 10, scenario: "aortic-assessment"))
    }
    #expect(throws: DeviceError.otherTask("expert", asked: .sew)) { try SessionRunner.run(plan("expert", ticks: 10)) }
  }
}
