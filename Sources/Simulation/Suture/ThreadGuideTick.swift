/// What a guide keeps for the length of a tick.
struct ThreadGuideTick: BitwiseCopyable {
  /// Which piece of the thread was in it when the tick began: length from the first end at rest, m.
  var start = 0.0
  /// Difference of the tensions on both sides that its friction holds, per pull across.
  var friction = 0.0
  /// The steps of the tick have led the thread through it one way and back.
  var sticks = false
}
