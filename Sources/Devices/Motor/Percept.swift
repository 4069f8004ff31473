import Frames

/// What reaches awareness at a tick: a moment that lies a reaction time in the past.
struct Percept {
  /// What the hand was doing at that moment.
  enum Doing: Equatable {
    case other
    /// Feeling the wall; `phase` from -1 to 1 over the time of feeling.
    case feeling(id: Int, phase: Double)
    /// Watching the ultrasound picture.
    case looking
  }

  var feedback: Feedback
  /// Height of the hand itself (not of the tool) at that moment, m: proprioception.
  var handHeight: Double
  /// Force on the hand away from the vessel, N.
  var normalForce: Double
  var doing: Doing
  /// Which act of the script this belongs to.
  var act: Int
}
