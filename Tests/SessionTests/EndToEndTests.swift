import Foundation
import Frames
import Glibc
import Scenarios
import Scoring
import Session
import SessionLog
import Testing

/// From the command line to the log and back, with the built executable.
@Suite(.serialized) struct EndToEndTests {
  @Test func runVerifyScoreFileShowReport() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("e.mcap")
    let run = try shell.systole(
      "run", "aortic-assessment", "--device", "idle-finish", "--headless", "--fast", "--patient", "7", "--out", log,
      "--json")
    #expect(run.status == 0, "\(run.err)")
    let summary = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
    #expect(summary?["end"] as? String == "finished")
    let ticks = try #require(summary?["ticks"] as? Int)

    let reader = try SessionLogReader(path: log)
    // Values, not the reader: a failed expectation prints what it looked at, and a log is long.
    let (defects, end, range, truth) = (reader.defects, reader.end, reader.tickRange, reader.header.truth)
    #expect(defects.isEmpty)
    #expect(end == .finished)
    #expect(range == Tick(0)...Tick(UInt64(ticks - 1)))
    let patient = try ScenarioLoader.load(id: "aortic-assessment").patient(seed: 7)
    #expect(truth == patient)

    // Twice the same bits, with other worker counts and from a state that was saved on the way.
    var hashes: Set<String> = []
    for options in [[], ["--workers", "2"], ["--restore-at", "700"]] {
      let replay = try shell.systole(["replay", log, "--verify", "--ticks", "1500", "--json"] + options)
      try #require(replay.status == 0, "\(options) \(replay.err)")
      let report = try JSONDecoder().decode(ReplayReport.self, from: Data(replay.out.utf8))
      #expect(report.divergence == nil)
      #expect(report.ticks == 1500)
      hashes.insert(report.hash)
    }
    #expect(hashes.count == 1)

    let first = try shell.systole("score", log, "--json")
    let second = try shell.systole("score", log, "--json")
    #expect(first.status == 0)
    #expect(first.out == second.out)
    let card = try JSONDecoder().decode(Scorecard.self, from: Data(first.out.utf8))
    let sha256 = reader.sha256
    #expect(card.logHash == sha256)
    #expect(card.ticks == UInt64(ticks))
    #expect(card.trainee == "scripted-idle-finish")

    #expect(try shell.systole("score", log, "--file").out.contains("Filed in"))
    #expect(try shell.systole("score", log, "--file").out.contains("Already filed"))
    let list = try shell.systole("sessions", "list", "--json")
    let session = reader.header.session
    #expect(list.out.contains(session))
    let show = try shell.systole("sessions", "show", String(session.prefix(8)), "--json")
    #expect(try JSONDecoder().decode(Scorecard.self, from: Data(show.out.utf8)) == card)

    let page = shell.path("report.html")
    #expect(try shell.systole("report", log, "-o", page, "--lang", "ko").status == 0)
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("lang=\"ko\""))

    // A log is never written over.
    #expect(try shell.systole("run", "aortic-assessment", "--fast", "--out", log).status == 73)
    let after = try SessionLogReader(path: log).sha256
    #expect(after == sha256)
  }

  @Test func aKilledProcessLeavesALogThatReadsAndVerifies() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("killed.mcap")
    let (process, _, _) = try shell.start(["run", "aortic-assessment", "--device", "null", "--fast", "--out", log])
    // Wait for a flushed chunk with ticks in it, however long that takes on this machine.
    var ticks: UInt64 = 0
    while process.isRunning, ticks < 1000 {
      usleep(50_000)
      ticks = ((try? SessionLogReader(path: log))?.tickRange?.upperBound.rawValue ?? 0) + 1
    }
    #expect(process.isRunning)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()

    let (end, range) = try { ($0.end, $0.tickRange) }(SessionLogReader(path: log))
    #expect(end == nil)
    let last = try #require(range).upperBound
    #expect(last.rawValue + 1 >= ticks)
    #expect(try shell.systole("replay", log, "--verify", "--ticks", "500").status == 0)
    let card = try LogScore.of(log: log).card
    #expect(card.outcome == .unscorable)
    #expect(!card.causes.isEmpty)
  }

  @Test func ctrlCClosesTheLogAsAborted() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("stopped.mcap")
    let (process, _, err) = try shell.start(
      ["run", "aortic-assessment", "--device", "null", "--realtime", "--out", log])
    while process.isRunning, ((try? SessionLogReader(path: log))?.tickRange) == nil { usleep(50_000) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(!err.fileHandleForReading.readDataToEndOfFile().isEmpty)
    let reader = try SessionLogReader(path: log)
    let (end, isTruncated) = (reader.end, reader.isTruncated)
    #expect(end == .aborted)
    #expect(!isTruncated)
    #expect(try LogScore.of(log: log).card.outcome == .unscorable)
  }

  @Test func recordedPosesAndReplayedLogsDriveTheProbe() throws {
    let shell = Shell()
    defer { shell.remove() }
    let first = shell.path("first.mcap")
    let again = shell.path("again.mcap")
    #expect(
      try shell.systole(
        "run", "aortic-assessment", "--device", "resident", "--fast", "--patient", "3", "--seconds", "1", "--out", first
      ).status == 0)
    #expect(
      try shell.systole("run", "aortic-assessment", "--device", "replay:\(first)", "--fast", "--out", again).status == 0)
    func outputs(_ path: String) throws -> [StepOutput] {
      var all: [StepOutput] = []
      try SessionLogReader(path: path).forEachTick { if let output = $0.output { all.append(output) } }
      return all
    }
    let a = try outputs(first)
    #expect(a.count == 1000)
    let same = try outputs(again) == a
    #expect(same)
  }
}
