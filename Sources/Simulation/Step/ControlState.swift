import Frames
import SimMath

/// The small part of the state: clocks, hands, heart, random numbers, hashes under way.
struct ControlState {
  var tick = Tick(0)
  /// The second is at rest in a scene for one hand.
  var hands = InlineArray<2, HandState>(repeating: HandState())
  var pulse: Pulse
  var random: Random
  var paused = false
  /// Blood pressure in the last tick, Pa.
  var pressure: Float = 0
  /// Elastic, kinetic, contact energy at the end of the last tick, J; not valid before the first.
  var storedEnergy: Double = 0
  /// Of threads and what ties them, of the tick under way, J.
  var sutureEnergy = 0.0
  var energyKnown = false
  /// What the pull of suckers has stored at the end of the last tick, J, and what their pumps gave in the tick under way, J.
  var suctionEnergy = 0.0
  var suctionWork = 0.0
  /// Blood that stands in the field, m3.
  var blood = 0.0
  /// Energy that ticks have made and later ones have not yet taken away, J.
  var energyOwed: Double = 0
  /// Hashes of the hundred ticks under way.
  var positionHash = StateHash()
  var velocityHash = StateHash()
  var contactHash = StateHash()
  var randomHash = StateHash()

  init(pulse: Pulse, random: Random, inHand: [Tool]) {
    self.pulse = pulse
    self.random = random
    for (h, tool) in inHand.enumerated() { hands[h].tool.tool = tool }
  }
}
