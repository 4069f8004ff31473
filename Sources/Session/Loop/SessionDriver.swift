public import Frames

/// Who holds the tool: a scripted trainee, recorded poses, another log, a haptic device.
///
/// An object is used by one thread at a time.
public protocol SessionDriver: AnyObject {
  /// What the hand does at `tick`, given what can be seen and felt; nil at the end of a recording.
  ///
  /// Called for every tick in order.
  func sample(at tick: Tick, feedback: Feedback) -> InputFrame?
}
