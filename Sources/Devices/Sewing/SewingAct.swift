import Frames
import SimMath

/// What hands that sew do next, one act after the other. What is seen when an act begins decides where it leads.
enum SewingAct {
  /// A hand goes to where its pads have the needle, as that lies now, at an arc length from the swage, m.
  ///
  /// - Parameters:
  ///   - back: how far it stays away along its own shaft, m.
  ///   - side: 1 for a shaft that stands up on the needle's plane, -1 for one from below.
  case reach(SewingHand, arc: Double, back: Double, side: Double)
  /// A hand goes to the taut strand behind the needle, so far from where it comes out of the tissue (m), its jaws across it.
  case reachThread(SewingHand, along: Double, back: Double)
  /// A hand goes back along its shaft, m.
  case withdraw(SewingHand, Double)
  /// A hand closes its jaws to so much, 0 to 1.
  case grip(SewingHand, Double)
  /// The holder takes the needle that it holds over the place of a stitch, as the edges lie now, so high above where it is to go in
  /// (m) and in so many seconds at least.
  case carry(StitchAim, above: Double, seconds: Double)
  /// The holder turns the needle through both walls there.
  case drive(StitchAim)
  /// The holder turns the needle about the middle of its circle, in the way of its point, rad.
  case turn(Double)
  /// The holder draws the thread along a direction: a length at once (m), and slowly on until it pulls with a force (N), at most to
  /// a length.
  case draw(Vector3D, quickly: Double, most: Double, force: Double)
  case wait(seconds: Double)
}

/// The two hands of someone who sews.
enum SewingHand: Int {
  /// With the needle holder.
  case holder = 0
  /// With the forceps.
  case forceps = 1

  /// The way of its instrument's shaft where nothing else asks for one: up, to its own side.
  var shaft: Vector3D { Vector3D(self == .holder ? 0.6 : -0.6, 0.8, 0) }
}
