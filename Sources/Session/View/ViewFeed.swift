import Frames
import RealTime
import SimMath

/// What a running session hands to whoever looks at it: the tool after every tick, the tissue after every eighth.
///
/// The simulation thread writes and never waits; one other thread reads, through a ``LiveScene``. Nothing is ever handed
/// back.
public final class ViewFeed: Sendable {
  /// Ticks from one surface to the next.
  public static let interval: UInt64 = 8

  /// What a step gave, and when.
  struct Moment: Sendable {
    var output: StepOutput
    /// End of the step, ns of `MonotonicClock`.
    var time: UInt64
  }

  let moments: Latest<Moment?> = Latest(nil)
  let surfaces: LatestBuffer<Moment>
  let events = SPSCQueue<Event>(minimumCapacity: 4096)
  /// Holds eight seconds of moments.
  let pulse = SPSCQueue<PulseMoment>(minimumCapacity: 1024)
  let images = Latest(UltrasoundImage(tick: Tick(0), width: 0))
  /// What a view makes of a surface's numbers.
  let tissue: TissueView
  // The simulation thread's.
  private nonisolated(unsafe) var pressure: Float = 0

  /// - Parameters:
  ///   - count: numbers of a surface.
  ///   - tissue: what they say; tissue that stays whole by itself.
  init(count: Int, tissue: TissueView = TissueView()) {
    self.tissue = tissue
    surfaces = LatestBuffer(count: count, label: Moment(output: StepOutput(tick: Tick(0)), time: 0))
  }

  /// Takes in a step. Simulation thread only; does not allocate, lock or do I/O.
  ///
  /// - Parameters:
  ///   - time: end of the step, ns of `MonotonicClock`.
  ///   - copy: writes the positions of all vertices.
  func publish(_ output: StepOutput, at time: UInt64, copy: (UnsafeMutableBufferPointer<Float>) -> Void) {
    let moment = Moment(output: output, time: time)
    if let told = PulseMoment(output, after: pressure) { _ = pulse.push(told) }
    pressure = output.pressure
    moments.publish(moment)
    for i in 0..<Int(output.eventCount) { _ = events.push(output.events[i]) }
    // Half an interval beside the ticks that make an ultrasound picture.
    if output.tick.rawValue % Self.interval == Self.interval / 2 { surfaces.publish(moment, fill: copy) }
  }
}
