/// What the 1 kHz thread hands to the recorder through one queue. The input is enqueued before its step is taken.
@frozen public enum TickRecord: Sendable {
  case input(InputFrame)
  case output(StepOutput)
  case timing(TickTiming)
}
