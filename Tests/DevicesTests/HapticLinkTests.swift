import Frames
import RealTime
import SimMath
import Testing

@testable import Devices

/// Force, torque and grip on their way to a driver.
@Suite struct HapticLinkTests {
  /// A quarter of a million hostile cycles a seed: never over a limit, never a jump, never anything while the device is not
  /// ready, and what is wrong with one part takes the others off too.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func noInputGetsForceTorqueOrGripOverTheLimits(seed: UInt64) {
    var adversary = Adversary(random: Random(seed: seed), now: 1_000_000_000)
    for (torque, grip) in [(Float(0.4), Float(4)), (0.515, 0), (0, 4), (.nan, -.infinity), (-1, .nan)] {
      let link = HapticLink()
      link.begin(limit: 3.3, torque: torque, grip: grip)
      let torqueLimit = torque.isFinite ? max(0, torque) : 0
      let gripLimit = grip.isFinite ? max(0, grip) : 0
      var worst = (force: Float(0), torque: Float(0), grip: Float(0), least: Float(0), jump: Float(0))
      var wrong = 0
      var before = HapticOutput.zero
      var beforeNow: UInt64 = 0
      for _ in 0..<50_000 {
        var wanted = HapticOutput(
          force: Vector3(adversary.number(), adversary.number(), adversary.number()),
          torque: Vector3(adversary.number(), adversary.number(), adversary.number()), gripForce: adversary.number())
        // Most are numbers, or nothing would ever pass.
        if adversary.pick(3) > 0 {
          func small() -> Float { Float(adversary.pick(2000)) / 1000 - 1 }
          wanted = HapticOutput(
            force: 4 * Vector3(small(), small(), small()), torque: Vector3(small(), small(), small()),
            gripForce: 10 * small())
        }
        link.requests.publish(ForceRequest(output: wanted, tick: adversary.step()))
        var sample = HapticSample()
        if adversary.pick(16) == 0 { sample.health = [.motorsWarm] }
        if adversary.pick(16) == 0 { sample.pose.position.x = .nan }
        let now = adversary.clock()
        let isRest = adversary.pick(16) == 0
        let sent = isRest ? link.rest(now: now) : link.exchange(sample, now: now)
        let isUsable = !isRest && sample.health.isReady && sample.pose.isFinite && wanted.isFinite
        if !sent.isFinite || !isUsable && sent != .zero { wrong += 1 }
        worst.force = max(worst.force, sent.force.length)
        worst.torque = max(worst.torque, sent.torque.length)
        worst.grip = max(worst.grip, sent.gripForce)
        worst.least = min(worst.least, sent.gripForce)
        // Up by no more than a tenth of the limit in a ms; at most five ms count.
        if sent.torque.length > before.torque.length {
          let time = now >= beforeNow ? min(5, Float(now - beforeNow) / 1_000_000) : 0
          worst.jump = max(worst.jump, (sent.torque - before.torque).length - 0.1 * torqueLimit * time)
        }
        before = sent
        beforeNow = now
      }
      #expect(wrong == 0)
      #expect(worst.force <= 3.3 && worst.torque <= torqueLimit && worst.grip <= gripLimit && worst.least >= 0)
      #expect(worst.jump <= 1e-4 * max(1, torqueLimit), "\(worst)")
      #expect(worst.force > 1.6)
      if torqueLimit > 0 { #expect(worst.torque > 0.5 * torqueLimit) }
      if gripLimit > 0 { #expect(worst.grip > 0.5 * gripLimit) }
    }
  }

  /// A stall takes torque and grip off with the force.
  @Test func aStallEndsInTwentyMilliseconds() {
    let link = HapticLink()
    link.begin(limit: 12, torque: 0.4, grip: 4)
    let wanted = HapticOutput(force: Vector3(0, 5, 0), torque: Vector3(0.2, 0, 0), gripForce: 2)
    var now: UInt64 = 1_000_000_000
    var sent = HapticOutput.zero
    for k in 0..<50 as Range<UInt64> {
      link.requests.publish(ForceRequest(output: wanted, tick: Tick(k)))
      now += 1_000_000
      sent = link.exchange(HapticSample(), now: now)
    }
    #expect(sent == wanted)
    for _ in 0..<20 {
      now += 1_000_000
      sent = link.exchange(HapticSample(), now: now)
    }
    #expect(sent == .zero)
  }

  @Test func aGripRisesOverTheRampAndIsBounded() {
    var grip = GripForce(limit: 4)
    var before: Float = 0
    for k in 1...300 {
      let sent = grip.allow(30, enabled: true)
      #expect(sent <= 4 * Float(k) / 300 + 1e-5 && sent - before <= 0.2001)
      before = sent
    }
    #expect(grip.sent == 4)
    #expect(grip.allow(-3, enabled: true) < 4)
    #expect(grip.allow(2, enabled: false) == 0 && grip.allow(2, enabled: true) < 0.01)
    #expect(grip.allow(.nan, enabled: true) == 0 && grip.allow(.infinity, enabled: true) == 0)
    var none = GripForce(limit: 0)
    for _ in 0..<500 { #expect(none.allow(5, enabled: true) == 0) }
  }
}
