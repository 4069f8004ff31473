public import Frames

/// All that a log holds of one tick.
public struct TickEntry: Equatable, Sendable {
  public var tick: Tick
  /// nil only in a log with defects.
  public var input: InputFrame?
  /// nil where the process was killed between the input and the output of a tick, and in a log with defects.
  public var output: StepOutput?
  /// nil where timing was not recorded.
  public var timing: TickTiming?

  public init(tick: Tick, input: InputFrame? = nil, output: StepOutput? = nil, timing: TickTiming? = nil) {
    self.tick = tick
    self.input = input
    self.output = output
    self.timing = timing
  }
}
