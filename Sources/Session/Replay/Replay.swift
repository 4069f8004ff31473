import Frames
import RealTime
import SessionLog
import SimMath

/// Steps again from the inputs of a log and compares what comes out with what was recorded.
public enum Replay {
  /// - Parameters:
  ///   - workers: threads that share a step; the result must not depend on it.
  ///   - restoreAt: after this many ticks, the state is saved and the rest goes on from the saved bytes.
  ///   - maximumTicks: compare only so many; nil for all.
  ///   - goOn: asked now and then; false ends the replay early.
  /// - Throws: `SessionLogError`, `SessionError`, or what the scene could not do.
  public static func verify(
    log path: String, workers: Int = 1, restoreAt: UInt64? = nil, maximumTicks: UInt64? = nil,
    goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws -> ReplayReport {
    let reader = try SessionLogReader(path: path)
    guard let range = reader.tickRange else { throw SessionError.emptyLog(path: path) }
    let recorded = range.upperBound.rawValue + 1
    let limit = min(recorded, maximumTicks ?? recorded)
    if let restoreAt, restoreAt >= limit { throw SessionError.noSuchTick(path: path, tick: restoreAt, ticks: limit) }
    let scene = try Scene(of: reader.header, log: path)
    var stepper = TissueStepper(scene: scene, workers: workers)
    var comparison = ReplayComparison()
    var next = Tick(0)
    var spent: UInt64 = 0
    var done = false
    let savedTicks = Set(reader.stateTicks)
    try reader.forEachTick { entry in
      guard !done else { return }
      guard next.rawValue < limit, goOn(SessionProgress(ticks: next.rawValue, limit: limit)) else {
        done = true
        return
      }
      // A hole in the log: nothing after it can be stepped.
      guard entry.tick == next, let input = entry.input else {
        comparison.miss(at: next)
        done = true
        return
      }
      if next.rawValue == restoreAt {
        let saved = stepper.save()
        stepper = TissueStepper(scene: scene, workers: workers)
        try stepper.restore(saved)
      }
      let begin = MonotonicClock.now()
      let output = stepper.step(input)
      spent += MonotonicClock.now() - begin
      next = next + 1
      guard let expected = entry.output else {
        // Killed between input and output: only the last tick may lack its output.
        if entry.tick < range.upperBound { comparison.miss(at: entry.tick) }
        done = true
        return
      }
      done = comparison.compare(replayed: output, recorded: expected)
      if !done, savedTicks.contains(output.tick), let saved = reader.state(atOrBefore: output.tick) {
        comparison.compare(replayed: stepper.save(), saved: saved.bytes, at: output.tick)
      }
    }
    return ReplayReport(
      ticks: comparison.ticks, divergence: comparison.divergence, hash: comparison.hash.hexadecimal,
      workers: workers, seconds: Double(spent) / 1e9, restoredAt: restoreAt,
      defects: reader.defects.map(\.description))
  }
}
