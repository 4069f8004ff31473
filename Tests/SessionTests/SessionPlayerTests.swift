import Devices
import Foundation
import Frames
import RealTime
import Scenarios
import Scoring
import SessionLog
import SimMath
import Testing

@testable import Session

/// A recorded session that is looked at again, and gone on from.
@Suite(.serialized) struct SessionPlayerTests {
  /// One session with a saved state for all tests here: it takes some seconds to make.
  private static let log: Result<String, any Error> = Result {
    let path = NSTemporaryDirectory() + "systole-player-\(UUID().uuidString).mcap"
    _ = try SessionRunner.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: 7, device: "mark-all", mode: .fast, maximumTicks: 11_200, out: path,
        writer: "test"))
    return path
  }

  private func wait(_ isSo: () -> Bool) -> Bool {
    for _ in 0..<6000 {
      if isSo() { return true }
      MonotonicClock.sleep(for: 10_000_000)
    }
    return isSo()
  }

  private func frame(_ player: SessionPlayer, at tick: Tick) -> SessionPlayer.Frame? {
    player.seek(to: tick)
    guard wait({ !player.state.isSeeking && player.state.tick == tick }) else { return nil }
    return player.frame()
  }

  @Test func aRangeOfTicksIsThatOfTheWholeLog() throws {
    let reader = try SessionLogReader(path: Self.log.get())
    var all: [TickEntry] = []
    reader.forEachTick { all.append($0) }
    for range in [0..<1, 5..<1005, 990..<1010, 3000..<3001, 9_990..<10_010, 11_000..<12_000] {
      let wanted = Tick(UInt64(range.lowerBound))..<Tick(UInt64(range.upperBound))
      let found = reader.ticks(wanted)
      #expect(found.map(\.tick) == all.filter { wanted.contains($0.tick) }.map(\.tick), "\(range)")
      #expect(found.allSatisfy { $0.input != nil && $0.output != nil })
      #expect(found.map(\.output?.toolPose) == all.filter { wanted.contains($0.tick) }.map(\.output?.toolPose))
    }
    #expect(reader.ticks(Tick(50_000)..<Tick(50_010)).isEmpty)
    let events = all.flatMap { entry in
      (0..<Int(entry.output?.eventCount ?? 0)).map { (entry.tick, entry.output!.events[$0]) }
    }
    let told = reader.events()
    #expect(told.map(\.tick) == events.map(\.0) && told.map(\.event) == events.map(\.1) && !told.isEmpty)
  }

  @Test func everyMomentLooksAsItDid() throws {
    let path = try Self.log.get()
    let moments = [Tick(600), Tick(4_321), Tick(10_500), Tick(11_100)]
    var seen: [Tick: Snapshot] = [:]
    try SnapshotReplay(log: path).play(moments) { seen[$0.tick] = $0 }
    let player = try SessionPlayer(RecordedSession(log: path))
    defer { player.stop() }
    // From a saved state, back over it, back to a kept state, on, and to a moment that was made ready.
    for tick in [Tick(10_500), Tick(600), Tick(4_321), Tick(600), Tick(11_100)] {
      let shown = try #require(frame(player, at: tick))
      let expected = try #require(seen[tick])
      #expect(shown.output.tick == tick && shown.snapshot.tick == tick)
      #expect(shown.snapshot.marks == expected.marks && shown.snapshot.toolPose == expected.toolPose)
      let positions = { (s: Snapshot) in s.vertices.indices.filter { $0 % 4 != 3 }.map { s.vertices[$0] } }
      #expect(positions(shown.snapshot) == positions(expected))
      // A monitor has its curves at once: the last six seconds, or all there are.
      #expect(shown.pulse.last.map { tick - $0.tick < 8 } ?? false)
      #expect(shown.pulse.count >= Int(min(tick.rawValue, 6_000)) / 8 - 1, "\(shown.pulse.count)")
      #expect(zip(shown.pulse, shown.pulse.dropFirst()).allSatisfy { $1.tick - $0.tick == 8 })
      // Pallor fades within seconds, and that much is made again.
      #expect(zip(shown.snapshot.vertices, expected.vertices).allSatisfy { abs($0 - $1) < 0.06 })
    }
    player.prepare([Tick(7_700)])
    #expect(wait { player.state.isReady(Tick(7_700)) })
    #expect(player.state.tick == Tick(11_100), "what is shown stays")
  }

  @Test func itPlaysToTheEndAndNeverLeavesTicksOut() throws {
    let player = try SessionPlayer(RecordedSession(log: Self.log.get()))
    defer { player.stop() }
    let start = try #require(frame(player, at: Tick(10_700)))
    var pulse = start.pulse.map(\.tick)
    player.play(true)
    var ticks: [Tick] = []
    #expect(
      wait {
        let frame = player.frame()!
        pulse += frame.pulse.map(\.tick)
        if ticks.last != frame.output.tick { ticks.append(frame.output.tick) }
        return !player.state.isPlaying
      })
    #expect(ticks.last == player.last && ticks == ticks.sorted() && ticks.count > 3)
    // The monitor gets every beat, however seldom it is looked at.
    #expect(pulse.map(\.rawValue) == Array(stride(from: UInt64(4_504), through: player.last.rawValue, by: 8)))
    // Playing from the end begins anew.
    player.play(true)
    #expect(wait { player.state.tick < Tick(9_000) && !player.state.isSeeking })
    player.play(false)
    player.skip(-1000)
    #expect(wait { player.state.tick == Tick(0) && !player.state.isPlaying && !player.state.isSeeking })
    #expect(player.failure == nil)
  }

  @Test func aStepIsTriedAgainAndNotAssessed() throws {
    let path = try Self.log.get()
    let recording = try RecordedSession(log: path)
    let mailbox = InputMailbox()
    let out = path + "-practice.mcap"
    defer { try? FileManager.default.removeItem(atPath: out) }
    let begun = Latest<UInt64>(0)
    let window = SessionWindow(input: mailbox) { session in
      #expect(session.isPractice && session.isPointer && session.first == Tick(10_000))
      // What was marked before is there from the first picture.
      #expect(LiveScene(session).marks.marks == (try? self.marks(recording, before: Tick(10_000))))
      begun.publish(1)
    }
    let result = try SessionRunner.retry(
      RetryPlan(recording: recording, tick: Tick(10_900), device: PointerDevice.id, out: out, writer: "test"),
      window: window, goOn: { $0.ticks < 700 })
    #expect(begun.read() == 1)
    #expect(result.header.practice == PracticeOrigin(session: recording.header.session, tick: Tick(10_000)))

    // The log replays from its first tick like any other, to the same bits, with what was copied before.
    let reader = try SessionLogReader(path: out)
    #expect(reader.defects == [] && reader.tickRange!.lowerBound == Tick(0) && reader.tickRange!.upperBound > Tick(10_500))
    #expect(reader.header.practice != nil && reader.stateTicks.first == Tick(9_999))
    let (old, new) = (recording.reader.ticks(Tick(0)..<Tick(10_000)), reader.ticks(Tick(0)..<Tick(10_000)))
    #expect(old.map(\.input) == new.map(\.input) && old.map(\.output) == new.map(\.output))
    #expect(try Replay.verify(log: out).divergence == nil)

    // It is never scored, and the original is as it was.
    let card = LogScore.of(reader: reader, log: out).card
    #expect(card.outcome == .unscorable && card.score == nil)
    #expect(card.causes.contains("The session is a practice run: it is not assessed."), "\(card.causes)")
    #expect(recording.header.practice == nil)
    #expect(try SessionLogReader(path: path).sha256 == recording.reader.sha256)
  }

  private func marks(_ recording: RecordedSession, before tick: Tick) throws -> [InkMark] {
    var list = MarkList()
    for event in recording.events(before: tick) { list.add(event) }
    return try #require(list.marks.isEmpty ? nil : list.marks)
  }

  @Test func aPracticeRunIsNotFiled() throws {
    let shell = Shell()
    defer { shell.remove() }
    let log = shell.path("p.mcap")
    let run = try shell.systole(
      "run", "aortic-assessment", "--device", "null", "--fast", "--seconds", "0.5", "--practice", "--out", log)
    #expect(run.status == 0, "\(run.err)")
    let score = try shell.systole("score", log, "--db", shell.path("s.sqlite"))
    #expect(score.status == 0 && score.err.contains("a practice run is not filed"), "\(score.err)")
    #expect(score.out.contains("practice run"), "\(score.out)")
    #expect(try shell.systole("sessions", "list", "--db", shell.path("s.sqlite"), "--json").out.contains("[\n\n]"))
  }

  @Test func theExpertIsMetWhereItTouchedNearest() {
    // Along z with the palpation probe, touching from 40 to 60; then the other probe, which never touches.
    let samples = (0..<120).map { i in
      ExpertTrack.Sample(
        tool: i < 80 ? .palpationProbe : .ultrasoundProbe, pose: Pose(position: Vector3(0, 0, Float(i) * 0.001)),
        isTouching: (40..<60).contains(i), jawAngle: Float(i) * 0.002)
    }
    let track = ExpertTrack(samples: samples)
    #expect(track.last == Tick(119 * 8))
    #expect(track.moment(nearest: Vector3(0.01, 0, 0.0502), tool: .palpationProbe) == Tick(50 * 8))
    #expect(track.moment(nearest: Vector3(0, 0, 0.010), tool: .palpationProbe) == Tick(40 * 8), "where it touched")
    #expect(track.moment(nearest: Vector3(0, 0, 0.010), tool: .ultrasoundProbe) == Tick(80 * 8))
    #expect(track.ghost(at: Tick(10 * 8 + 4)).map { abs($0.pose.position.z - 0.0105) < 1e-6 } == true)
    #expect(track.ghost(at: Tick(10 * 8 + 4)).map { abs($0.jawAngle - 0.021) < 1e-6 } == true, "its jaws as they were")
    // Between two tools it does not slide from one place to the other.
    #expect(
      track.ghost(at: Tick(79 * 8 + 4))
        == GhostTool(tool: .palpationProbe, pose: samples[79].pose, jawAngle: samples[79].jawAngle))
    #expect(track.ghost(at: Tick(120 * 8)) == nil)
  }
}
