import Frames

/// Decides after each step whether the session is over. A plain value of the loop.
struct EndCondition {
  let limit: UInt64
  /// Ticks of the procedure so far, without pauses.
  private(set) var counted: UInt64 = 0

  init(limit: UInt64) { self.limit = limit }

  /// How the session ended with this step, nil if it goes on.
  mutating func end(after output: StepOutput) -> SessionEnd? {
    for i in 0..<Int(output.eventCount) {
      switch output.events[i].kind {
      case .finished: return .finished
      case .aborted: return .aborted
      default: break
      }
    }
    if !output.status.contains(.paused) { counted += 1 }
    return counted >= limit ? .ranOut : nil
  }
}
