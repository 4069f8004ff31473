internal import Frames

/// Gathers what is wrong with a log while it is gone through.
struct LogInspector {
  private(set) var defects: [LogDefect] = []
  private var unlisted = 0
  private(set) var range: ClosedRange<Tick>?
  // Runs of ticks with an output but no input, or an input but no output.
  private var withoutInput: ClosedRange<Tick>?
  private var withoutOutput: ClosedRange<Tick>?

  mutating func note(_ defect: LogDefect) {
    if defects.count < LogLimits.defects { defects.append(defect) } else { unlisted += 1 }
  }

  /// Looks at the next tick.
  mutating func visit(_ entry: TickEntry) {
    if let range, entry.tick.rawValue > range.upperBound.rawValue + 1 {
      note(.ticksMissing(range.upperBound + 1...Tick(entry.tick.rawValue - 1)))
    }
    range = (range?.lowerBound ?? entry.tick)...entry.tick
    withoutInput = follow(withoutInput, missing: entry.input == nil, on: .input, tick: entry.tick)
    withoutOutput = follow(withoutOutput, missing: entry.output == nil, on: .output, tick: entry.tick)
  }

  /// Ends the inspection. Where the process was killed, the last inputs have no outputs: that is no defect.
  mutating func finish(killed: Bool) {
    if let run = withoutInput { note(.messagesMissing(topic: LogChannel.input.topic, ticks: run)) }
    if let run = withoutOutput, !killed { note(.messagesMissing(topic: LogChannel.output.topic, ticks: run)) }
    if unlisted > 0 { defects.append(.more(unlisted)) }
  }

  /// The run of ticks without a message, with this tick taken in; a run that ended is noted.
  private mutating func follow(
    _ run: ClosedRange<Tick>?, missing: Bool, on channel: LogChannel, tick: Tick
  ) -> ClosedRange<Tick>? {
    if missing { return (run?.lowerBound ?? tick)...tick }
    if let run { note(.messagesMissing(topic: channel.topic, ticks: run)) }
    return nil
  }
}
