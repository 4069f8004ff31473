internal import Frames

extension ProtoTiming {
  mutating func append(_ timing: TickTiming) {
    tick.append(timing.tick.rawValue)
    wakeLatency.append(timing.wakeLatency)
    stepDuration.append(timing.stepDuration)
    missed.append(timing.missed)
  }

  /// The rows; the columns must have one length.
  func timings() throws(CodecError) -> [TickTiming] {
    guard wakeLatency.count == tick.count, stepDuration.count == tick.count, missed.count == tick.count else {
      throw CodecError("its columns differ in length")
    }
    return tick.indices.map {
      TickTiming(
        tick: Tick(tick[$0]), wakeLatency: wakeLatency[$0], stepDuration: stepDuration[$0], missed: missed[$0])
    }
  }
}
