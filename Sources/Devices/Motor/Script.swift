import Frames

/// The mind behind a scripted hand: it sees only percepts, and says what to do next.
protocol Script: AnyObject {
  /// Called once a tick with what has just been perceived.
  func perceive(_ percept: Percept)
  /// The next acts, when all earlier ones are done; none means that the hand rests from now on.
  func next(at tick: Tick, place: HandPlace) -> [Act]
}
