import Frames

/// One step of what a scripted hand does; carried out by `ScriptedDevice`.
enum Act: Equatable {
  /// Reach to a place above the surface in a time after Fitts (1954), with noise, then correct what is seen to be off.
  /// The way goes over the vessel, never through it.
  case reach(HandPlace)
  /// Move to a place in a given time (s), with noise and without correction; for coming down and lifting off.
  case move(HandPlace, seconds: Double)
  /// Feel the wall under the tool: press and ease a little, several times, around a mean force (N), and roll sideways.
  case feel(id: Int, force: Double, seconds: Double, cycles: Double, depth: Double, roll: Double)
  /// Stay in touch with a mean force (N) for at least `seconds` and until about that force is perceived, at most 1 s
  /// longer.
  case contact(force: Double, seconds: Double, look: Bool)
  /// Slide in touch to a place (its height is not read) at a mean force (N).
  case slide(HandPlace, seconds: Double, force: Double, look: Bool)
  case wait(Double)
  case command(Command, UInt8)
}
