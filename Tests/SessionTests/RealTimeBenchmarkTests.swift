import Foundation
import RealTime
import Testing

@testable import CoreCommands
@testable import Session

@Suite struct RealTimeBenchmarkTests {
  /// A ratio of windows is not moved by one bad window, and compares the same parts of the run.
  @Test func theRatioIsAMedianOverWindows() throws {
    // The bare loop: 100 latencies of 10 us a window, the last of them 20 us. Ours: twice that; one window far off.
    func window(_ scale: UInt32) -> [UInt32] {
      [UInt32](repeating: 10_000 * scale, count: 98) + [20_000 * scale, 90_000 * scale]
    }
    let bare = window(1) + window(1) + window(1)
    let ours = window(2) + window(50) + window(2)
    let ratio = try #require(RealTimeBenchmark.ratio(ours, bare, window: 100))
    #expect(ratio == .init(median: 2, lowest: 2, highest: 50, windows: 3))
    #expect(RealTimeBenchmark.ratio(ours, Array(bare.prefix(99)), window: 100) == nil)
    // A run that lost ticks has fewer of them in each window.
    #expect(RealTimeBenchmark.ratio(window(3), bare, window: 100)?.windows == 1)
  }

  /// Windows with a guest are held against their neighbours without one, so that what drifts over a run cancels.
  @Test func aGuestIsComparedInNeighbouringWindows() throws {
    let turn = RealTimeBenchmark.turn
    // Three pairs; the machine gets twice as slow from pair to pair, the guest costs half as much again.
    func run(_ base: UInt32) -> [UInt32] {
      (0..<3).flatMap { pair -> [UInt32] in
        let level = base << UInt32(pair)
        return [UInt32](repeating: level, count: turn) + [UInt32](repeating: level * 3 / 2, count: turn)
      }
    }
    var (wakes, steps) = (run(8000), run(200_000))
    var missed = [UInt32](repeating: 0, count: wakes.count)
    // With the guest: one that was left out after a tick too long, and one wake so late that it left out two by itself.
    missed[turn + 900] = 1
    (wakes[turn + 1200], missed[turn + 1200]) = (2_300_000, 2)
    // Without: late by more than half a period, but nothing left out.
    wakes[2 * turn + 700] = 600_000
    let found = try #require(RealTimeBenchmark.compare(wakes, steps, missed: missed, period: 1_000_000))
    for ratio in [found.stepMedianRatio, found.stepRatio, found.wakeRatio] {
      #expect(ratio == .init(median: 1.5, lowest: 1.5, highest: 1.5, windows: 3))
    }
    let counted = 3 * (turn - RealTimeBenchmark.settling)
    #expect(found.with.ticks == counted && found.without.ticks == counted)
    #expect(found.with.late == 2 && found.without.late == 1)
    let short = Array(wakes.prefix(2 * turn - 1))
    #expect(RealTimeBenchmark.compare(short, steps, missed: missed, period: 1_000_000) == nil)
    #expect(!RealTimeBenchmark.isWorking(at: UInt64(turn - 1)) && RealTimeBenchmark.isWorking(at: UInt64(turn)))
  }

  /// The command as a person runs it: the keys that DESIGN promises, and figures that come from a real run.
  @Test func theCommandMeasuresBothLoopsUnderLoad() throws {
    let shell = Shell()
    defer { shell.remove() }
    let result = try shell.systole("bench", "realtime", "--seconds", "1", "--spin", "50", "--json")
    #expect(result.status == 0, "\(result.err)")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any])
    for key in ["machine", "seconds", "ticks", "late", "wake_us", "step_us", "bare_wake_us", "scheduler"] {
      #expect(json[key] != nil, "\(key)")
    }
    #expect(json["ticks"] as? Int == 1000)
    #expect(json["bare_ticks"] as? Int ?? 0 > 10)
    let load = try #require(json["load"] as? [String: Double])
    #expect(load["streamed_bytes_per_s"] ?? 0 > 0 && load["echoes_per_s"] ?? 0 > 0)
    for key in ["wake_us", "step_us", "bare_wake_us"] {
      let q = try #require(json[key] as? [String: Double])
      #expect(q["p50"]! <= q["p99"]! && q["p99"]! <= q["p99_9"]! && q["p99_9"]! <= q["max"]!)
    }
    let bad = try shell.systole("bench", "realtime", "--spin", "901", "--lang", "ko")
    #expect(bad.status == 64 && bad.err.contains("900"))
  }

  @Test func whatWasRefusedIsSaidInTheOwnersWords() {
    let refused = Scheduling(
      policy: "SCHED_OTHER", priority: 0, memoryLocked: false, timerSlackSet: false, processorRefused: true,
      notes: ["no"])
    #expect(refused.advice.count == 4)
    let granted = Scheduling(policy: "SCHED_FIFO", priority: 80, memoryLocked: true, timerSlackSet: true, notes: [])
    #expect(granted.advice.isEmpty)
  }
}
