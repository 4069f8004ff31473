import Foundation
import Scoring
import Testing

@testable import Session

@Suite struct SkillFileTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("skill-\(UUID().uuidString).jsonl").path

  private func record(_ patient: UInt64, _ device: String) -> SkillRecord {
    SkillRecord(
      patient: patient, device: device, scene: "00000000000000aa", scorer: "1.0.0", outcome: .scored, score: 91.5,
      ticks: 80_000)
  }

  /// A run that was killed in the middle of a line loses that line and nothing else, and goes on behind the whole ones.
  @Test func finishedSessionsOutliveTheRun() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = try SkillFile(path: path)
    try first.add(record(201, "expert"))
    try first.add(record(201, "novice"))
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    try (whole + "{\"device\":\"resi").write(toFile: path, atomically: true, encoding: .utf8)

    let second = try SkillFile(path: path)
    #expect(try second.record(patient: 201, device: "expert", scene: "00000000000000aa", scorer: "1.0.0") == record(201, "expert"))
    #expect(try second.record(patient: 201, device: "resident", scene: "00000000000000aa", scorer: "1.0.0") == nil)
    try second.add(record(202, "resident"))
    #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 3)
  }

  /// Scores of two versions are never put into one table.
  @Test func anotherVersionIsRefused() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SkillFile(path: path).add(record(201, "expert"))
    let file = try SkillFile(path: path)
    #expect(throws: SkillFileError.other(path, patient: 201, device: "expert")) {
      try file.record(patient: 201, device: "expert", scene: "00000000000000ab", scorer: "1.0.0")
    }
    #expect(throws: SkillFileError.other(path, patient: 201, device: "expert")) {
      try file.record(patient: 201, device: "expert", scene: "00000000000000aa", scorer: "1.0.1")
    }
  }

  @Test func foreignFilesAreRefusedWithTheLine() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "{}\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: SkillFileError.malformed(path, line: 1)) { try SkillFile(path: path) }
    #expect(throws: SkillFileError.unwritable("/nowhere/skill.jsonl")) { try SkillFile(path: "/nowhere/skill.jsonl") }
  }
}
