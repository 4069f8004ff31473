import Foundation
import Frames
import Scoring
import Session
import SessionLog
import SimMath
import Testing

/// Bad input gets a sentence and an exit code, and loses nothing.
@Suite(.serialized) struct BadInputTests {
  /// A short good log, made once.
  static let log: Result<[UInt8], any Error> = Result {
    let shell = Shell()
    defer { shell.remove() }
    let path = shell.path("good.mcap")
    _ = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 2, device: "novice", mode: .fast, maximumTicks: 300, out: path,
        writer: "test"))
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The good log, written again after `change`.
  static func changed(
    _ path: String, header change: (inout SessionHeader) -> Void = { _ in },
    output: (inout StepOutput) -> Void = { _ in }
  ) throws {
    let reader = try SessionLogReader(bytes: log.get(), name: "good")
    var header = reader.header
    change(&header)
    var writer = try SessionLogWriter(path: path, header: header)
    var entries: [TickEntry] = []
    reader.forEachTick { entries.append($0) }
    for entry in entries {
      if let input = entry.input { try writer.append(.input(input)) }
      if var out = entry.output {
        output(&out)
        try writer.append(.output(out))
      }
    }
    try writer.close(reader.end ?? .ranOut)
  }

  @Test func aDifferenceIsNamedByTickAndSubsystem() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("forged.mcap")
    try Self.changed(log, output: { if $0.tick == Tick(50) { $0.forceSent.x += 0.5 } })
    let plain = try shell.systole("replay", log, "--verify")
    #expect(plain.status == 1)
    #expect(plain.out.contains("tick 50"))
    #expect(plain.out.contains("forces"))
    // Without --verify it is told, but is no failure.
    #expect(try shell.systole("replay", log).status == 0)
    let report = try Replay.verify(log: log)
    #expect(report.divergence == Divergence(tick: Tick(50), subsystems: [.forces]))
    #expect(report.ticks == 50)
  }

  @Test func aHashIsNamedBySubsystem() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("forged.mcap")
    // A digest differs, and in the next complete report the velocities do.
    try Self.changed(
      log,
      output: {
        if $0.tick == Tick(150) { $0.digest ^= 1 }
        if $0.tick > Tick(150), $0.hashes != .zero { $0.hashes.velocities ^= 1 }
      })
    let report = try Replay.verify(log: log)
    #expect(report.divergence == Divergence(tick: Tick(150), subsystems: [.velocities]))
  }

  @Test func anotherSceneOrScenarioIsRefused() throws {
    let shell = Shell()
    defer { shell.remove() }
    try Self.changed(shell.path("scene.mcap"), header: { $0.sceneHash ^= 1 })
    let scene = try shell.systole("replay", shell.path("scene.mcap"), "--verify")
    #expect(scene.status == 65)
    #expect(scene.err.contains("another scene"))
    try Self.changed(shell.path("version.mcap"), header: { $0.truth.scenarioVersion = "99.0.0" })
    let version = try shell.systole("replay", shell.path("version.mcap"), "--verify")
    #expect(version.status == 65)
    #expect(version.err.contains("99.0.0"))
    // Either can still be scored: the log holds all that this needs.
    #expect(try shell.systole("score", shell.path("scene.mcap"), "--json").status == 0)
  }

  @Test func truncatedFlippedForeignAndMissingLogs() throws {
    let shell = Shell()
    defer { shell.remove() }
    let good = try Self.log.get()
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: shell.path(name)))
      return shell.path(name)
    }
    // Cut before its header: nothing can be read.
    let stump = try shell.systole("score", write("stump.mcap", Array(good.prefix(100))))
    #expect(stump.status == 65)
    #expect(stump.err.contains("stump.mcap"))
    // Cut later: what is there is scored, as unscorable, with the reason.
    let cut = try LogScore.of(log: write("cut.mcap", Array(good.dropLast(good.count / 4))))
    #expect(cut.card.outcome == .unscorable)
    // A flipped bit in the middle is a defect that is told.
    var flipped = good
    flipped[good.count / 2] ^= 0x10
    let damaged = try LogScore.of(log: write("flipped.mcap", flipped))
    #expect(!damaged.defects.isEmpty)
    #expect(damaged.card.outcome == .unscorable)
    #expect(try shell.systole("score", write("foreign.mcap", Array("not a log".utf8))).status == 65)
    #expect(try shell.systole("replay", shell.path("missing.mcap"), "--verify").status == 66)
    // In a folder, the good ones are scored all the same.
    _ = try write("good.mcap", good)
    let all = try shell.systole("score", shell.folder, "--json")
    #expect(all.status == 65)
    #expect(all.out.split(separator: "\n").count == 3)
  }

  @Test func unknownNamesAndBadOptions() throws {
    let shell = Shell()
    defer { shell.remove() }
    let scenario = try shell.systole("run", "open-heart", "--fast")
    #expect(scenario.status == 64)
    #expect(scenario.err.contains("aortic-assessment"))
    let device = try shell.systole("run", "aortic-assessment", "--device", "genius", "--fast")
    #expect(device.status == 64)
    #expect(device.err.contains("expert"))
    #expect(try shell.systole("run", "aortic-assessment", "--fast", "--realtime").status == 64)
    #expect(try shell.systole("run", "aortic-assessment", "--workers", "0").status == 64)
    #expect(try shell.systole("fly").status == 64)
    #expect(try shell.systole("run", "aortic-assessment", "--device", "csv:none.csv", "--fast").status == 66)
    #expect(try shell.systole("sessions", "show", "0123456789").status == 66)
    #expect(try shell.systole("--help").status == 0)
    #expect(!FileManager.default.fileExists(atPath: shell.path("systole/sessions/x")))
  }

  @Test func whatCannotBeWrittenSaysSo() throws {
    let shell = Shell()
    defer { shell.remove() }
    // /proc takes no files, not even from root.
    let folder = try shell.systole("run", "aortic-assessment", "--fast", "--out", "/proc/e.mcap")
    #expect(folder.status == 73)
    #expect(folder.err.contains("/proc/e.mcap"))
    try Data(try Self.log.get()).write(to: URL(fileURLWithPath: shell.path("good.mcap")))
    #expect(try shell.systole("report", shell.path("good.mcap"), "-o", "/dev/full").status == 74)
    #expect(try shell.systole("scenario", "new", "mine", "-o", "/proc/mine.yaml").status == 73)
    let garbage = shell.path("garbage.sqlite")
    try Data("this is not a database, not at all".utf8).write(to: URL(fileURLWithPath: garbage))
    #expect(try shell.systole("sessions", "list", "--db", garbage).status == 65)
  }

  @Test func aFullDiskKeepsWhatWasFlushed() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("full.mcap")
    // Files may not grow over 256 KiB: the log runs into it after some seconds.
    let run = try shell.systole(
      "run", "aortic-assessment", "--device", "novice", "--fast", "--out", log,
      before: "ulimit -f \(Self.blocks(256));")
    #expect(run.status == 74)
    #expect(run.err.contains("full.mcap"))
    let (end, range) = try { ($0.end, $0.tickRange) }(SessionLogReader(path: log))
    #expect(end == nil)
    #expect(range?.lowerBound == Tick(0))
    #expect(try LogScore.of(log: log).card.outcome == .unscorable)
  }

  /// `ulimit -f` counts blocks of 512 bytes.
  static func blocks(_ kibibytes: Int) -> Int { 2 * kibibytes }

  /// A study may take an hour: where its pages cannot go is said before it begins.
  @Test(arguments: ["tissue", "elements", "motion", "energy", "land", "thread", "knots", "tying", "haptics"])
  func aStudyWithoutItsFolderIsRefused(study: String) throws {
    let shell = Shell()
    defer { shell.remove() }
    let result = try shell.systole("validate", study, "--docc", shell.path("nowhere"), "--lang", "en")
    #expect(result.status == 64 && result.err.contains("nowhere") && result.err.contains("folder"), "\(result.err)")
  }
}
