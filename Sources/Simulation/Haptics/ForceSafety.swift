import Frames
import SimMath

/// The chain between the force that the simulation wants and the force that is sent, in release builds too:
/// finite check, engagement ramp, passivity controller, slew limit, magnitude clamp last.
///
/// The device's own thread adds a last clamp and decays the force to zero within 20 ms when the loop stalls.
struct ForceSafety: Equatable {
  /// Ticks since engagement, up to the length of the ramp.
  var engaged: Int32 = 0
  /// What went out in the last tick, N.
  var sent: Vector3 = .zero
  /// Energy that the coupling has taken in and not given back, J: never negative in a passive coupling
  /// (Hannaford and Ryu 2002, with the simulated tool as the second port).
  var observed: Float = 0
  /// Heat above what the continuous force makes, N2 s.
  var heat: Float = 0
  /// The limit is lowered until half of the heat has gone.
  var hot = false
  /// A value was not finite: zero force for the rest of the session.
  var quarantined = false

  /// Credit beyond the spring's energy, J. Usual: 2 microjoules, well over the rounding of a tick and a tenth of what
  /// an oscillation of 0.1 mm on a coupling of 4,000 N/m carries.
  private static var slack: Float { 2e-6 }

  /// One tick.
  ///
  /// - Parameters:
  ///   - wanted: force on the hand that the coupling asks for, N.
  ///   - handMove: how far the measured hand moved since the last tick, m.
  ///   - toolMove: how far the simulated tool moved in this tick, m.
  ///   - stored: what the coupling's spring holds now, J: all that a passive coupling could give back.
  ///   - enabled: false while disconnected, stopped or paused: the force falls within the slew bound.
  mutating func apply(
    wanted: Vector3, handMove: Vector3, toolMove: Vector3, stored: Float = .infinity, enabled: Bool,
    _ p: ForceSafetyParameters
  ) -> (force: Vector3, status: StepStatus) {
    var status: StepStatus = []
    // Finite check. The last force does not decay here: zero at once is the safe thing.
    if quarantined || !wanted.isFinite || !handMove.isFinite || !toolMove.isFinite {
      quarantined = true
      sent = .zero
      return (.zero, [.quarantined])
    }

    // Energy: what the hand put in against the force that was really sent, and the tool at the other port.
    observed += wanted.dot(toolMove) - sent.dot(handMove)

    // Engagement ramp.
    var force = wanted
    if enabled {
      if engaged < p.engagementTicks {
        engaged += 1
        status.insert(.engaging)
      }
      force *= Float(engaged) / Float(max(1, p.engagementTicks))
    } else {
      engaged = 0
      force = .zero
    }

    // Passivity controller: damp the hand's motion by as much as takes the missing energy out again.
    let square = handMove.lengthSquared
    if enabled && observed < 0 && square > 1e-14 {
      let needed = -observed / square
      let damping = min(needed, p.damping * 1000)
      force -= damping * handMove
      status.insert(.passivityControlled)
    }
    // Neither a debt nor a credit is carried without bound. What the damper has taken is gone: kept as credit it would let
    // a later oscillation feed on it, up to all that was ever damped.
    observed = min(max(observed, -1), min(1, max(0, stored) + Self.slack))

    // Slew limit.
    let change = force - sent
    let rate = change.length
    if rate > p.slew {
      force = sent + (p.slew / rate) * change
      status.insert(.slewLimited)
    }

    // Magnitude clamp, last, on the vector, with the thermal budget in the limit.
    var limit = p.peakForce
    if hot {
      limit = p.continuousForce
      status.insert(.thermalLimited)
    }
    let magnitude = force.length
    if magnitude > limit {
      force = magnitude > 0 ? (limit / magnitude) * force : .zero
      // Rounding must not leave it a hair over.
      if force.length > limit { force = 0.999_999 * force }
      status.insert(.forceClamped)
    }
    heat = max(0, heat + (force.lengthSquared - p.continuousForce * p.continuousForce) * 0.001)
    if heat > p.heatCapacity { hot = true }
    if heat < 0.5 * p.heatCapacity { hot = false }
    sent = force
    return (force, status)
  }
}
