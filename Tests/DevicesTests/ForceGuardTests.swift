import Devices
import Frames
import SimMath
import Testing

@Suite struct ForceGuardTests {
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func noInputGetsAForceOverTheLimit(seed: UInt64) {
    var adversary = Adversary(random: Random(seed: seed), now: 1_000_000_000)
    for limit in [Float(0), 0.88, 3.3, 12, 20, .infinity, .nan, -5] {
      var gate = ForceGuard(limit: limit)
      let bound = limit.isFinite ? max(0, limit) : 0
      var worst: Float = 0
      var infinite = 0
      var whileOff = 0
      for _ in 0..<50_000 {
        let force = Vector3(adversary.number(), adversary.number(), adversary.number())
        let enabled = adversary.pick(16) != 0
        let sent = gate.allow(force, from: adversary.step(), enabled: enabled, now: adversary.clock())
        worst = max(worst, sent.length)
        if !sent.isFinite { infinite += 1 }
        if !enabled, sent != .zero { whileOff += 1 }
      }
      #expect(worst <= bound)
      #expect(infinite == 0)
      #expect(whileOff == 0)
      // An adversary that is always held to nothing would prove nothing.
      if bound > 0 { #expect(worst > 0.5 * bound) }
    }
  }

  /// A stall of any length, at any rate of the device's cycle, is over with zero force within 20 ms.
  @Test(arguments: [UInt64(125_000), 250_000, 1_000_000, 3_000_000])
  func aStallEndsWithZeroInTwentyMilliseconds(cycle: UInt64) {
    var gate = ForceGuard(limit: 12)
    var now: UInt64 = 5_000_000_000
    var tick: UInt64 = 0
    while gate.sent.length < 11 {
      tick += 1
      now += cycle
      _ = gate.allow(Vector3(0, 11.5, 0), from: Tick(tick), enabled: true, now: now)
    }
    let stalledAt = now
    while now < stalledAt + 40_000_000 {
      now += cycle
      let sent = gate.allow(Vector3(0, 11.5, 0), from: Tick(tick), enabled: true, now: now)
      if now >= stalledAt + 20_000_000 { #expect(sent == .zero) }
    }
    #expect(gate.watchdog.stalls == 1)
  }

  /// After a stall or a fault the force comes back no faster than the bound, even if what comes down jumps.
  @Test func theForceNeverJumps() {
    var gate = ForceGuard(limit: 12)
    var adversary = Adversary(random: Random(seed: 9), now: 0)
    var now: UInt64 = 1_000_000_000
    var before = Vector3.zero
    var largest: Float = 0
    for k in 0..<100_000 as Range<UInt64> {
      now += 1_000_000
      let force = Vector3(
        Float(adversary.pick(24)) - 12, Float(adversary.pick(24)) - 12, Float(adversary.pick(24)) - 12)
      let sent = gate.allow(force, from: Tick(k), enabled: adversary.pick(50) != 0, now: now)
      if sent != .zero { largest = max(largest, (sent - before).length) }
      before = sent
    }
    // A tenth of the limit in a ms, and a hair for rounding.
    #expect(largest <= 1.2001)
    #expect(largest > 1)
  }

  @Test func passesWhatASoundSimulationSends() {
    var gate = ForceGuard(limit: 12)
    for k in 0..<2000 as Range<UInt64> {
      // A push that rises and falls, slower than the simulation's own slew limit.
      let force = Vector3(0, 5.9 - 5.9 * Float(Trigonometry.sincos(Double(k) * 0.01).cos), 0)
      let sent = gate.allow(force, from: Tick(k), enabled: true, now: 1_000_000 * (k + 1))
      #expect(k == 0 || sent == force)
    }
  }
}
