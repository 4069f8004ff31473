import Frames
import SimMath
import Testing

@testable import Simulation

@Suite struct ForceSafetyTests {
  /// A quarter of a million hostile ticks: never over the device's limit, never a change over the slew bound but to zero.
  @Test(arguments: [DeviceLimits.scripted, DeviceLimits(peakForce: 3.3, continuousForce: 0.88, stiffness: 400, damping: 4, workspaceRadius: 0.075), .none])
  func boundsHoldForHostileInput(limits: DeviceLimits) {
    let p = ForceSafetyParameters(limits: limits)
    var random = Random(seed: 11)
    var chain = ForceSafety()
    var last = Vector3.zero
    func nasty(_ scale: Double) -> Float {
      switch random.index(below: 60) {
      case 0: return .infinity
      case 1: return .nan
      case 2: return 1e30
      case 3: return -Float.leastNonzeroMagnitude
      default: return Float(random.uniform(-scale, scale))
      }
    }
    var quarantines = 0
    for k in 0..<250_000 {
      let wanted = Vector3(nasty(40), nasty(40), nasty(40))
      let hand = Vector3(nasty(0.003), nasty(0.003), nasty(0.003))
      let (force, status) = chain.apply(
        wanted: wanted, handMove: hand, toolMove: Vector3(nasty(0.003), 0, 0), enabled: random.index(below: 20) != 0, p)
      #expect(force.isFinite)
      #expect(force.length <= limits.peakForce)
      let jump = (force - last).length
      if status.contains(.quarantined) {
        #expect(force == .zero)
        quarantines += 1
        // A new session.
        if k % 50 == 0 { chain = ForceSafety() }
        last = .zero
      } else {
        // The clamp may cut further than the slew allows only downwards in magnitude.
        #expect(jump <= p.slew * 1.0001 || force.length < last.length)
        last = force
      }
    }
    #expect(quarantines > 1000)
  }

  @Test func quarantineIsForGood() {
    let p = ForceSafetyParameters(limits: .scripted)
    var chain = ForceSafety()
    _ = chain.apply(wanted: Vector3(.nan, 0, 0), handMove: .zero, toolMove: .zero, enabled: true, p)
    for _ in 0..<1000 {
      let (force, status) = chain.apply(
        wanted: Vector3(1, 0, 0), handMove: .zero, toolMove: .zero, enabled: true, p)
      #expect(force == .zero && status == [.quarantined])
    }
  }

  @Test func forceRampsUpOnEngagementAndFallsOnRelease() {
    let p = ForceSafetyParameters(limits: .scripted)
    var chain = ForceSafety()
    var previous: Float = 0
    for k in 1...Int(p.engagementTicks) {
      let (force, _) = chain.apply(wanted: Vector3(2, 0, 0), handMove: .zero, toolMove: .zero, enabled: true, p)
      #expect(force.x >= previous && force.x <= 2 * Float(k) / Float(p.engagementTicks) * 1.001)
      previous = force.x
    }
    #expect(previous == 2)
    var ticks = 0
    while chain.sent != .zero && ticks < 100 {
      _ = chain.apply(wanted: Vector3(2, 0, 0), handMove: .zero, toolMove: .zero, enabled: false, p)
      ticks += 1
    }
    #expect(ticks <= 20)
  }

  /// Ten minutes at a force over the continuous one: the limit comes down to it, and it says so.
  @Test func continuousForceIsHeld() {
    let p = ForceSafetyParameters(limits: .scripted)
    var chain = ForceSafety()
    var sum = 0.0
    var limited = false
    for _ in 0..<600_000 {
      let (force, status) = chain.apply(wanted: Vector3(0, 11, 0), handMove: .zero, toolMove: .zero, enabled: true, p)
      sum += Double(force.lengthSquared)
      if status.contains(.thermalLimited) { limited = true }
    }
    #expect(limited)
    // Mean square over ten minutes within the continuous force and the heat the motors may hold.
    let mean = (sum / 600_000).squareRoot()
    #expect(mean < Double(p.continuousForce) * 1.03)
  }

  /// Ten minutes of palpation whose mean square is that of the continuous force: nothing is held back, though each press
  /// goes far beyond it. A third harder, and the mean comes down to what the motors bear; torque by the same chain.
  @Test(arguments: [
    DeviceLimits(
      peakForce: 3.3, continuousForce: 0.88, stiffness: 400, damping: 4, workspaceRadius: 0.075, peakTorque: 0.515,
      continuousTorque: 0.188, turningStiffness: 1, turningDamping: 0.005),
    DeviceLimits(
      peakForce: 20, continuousForce: 8, stiffness: 4800, damping: 30, workspaceRadius: 0.065, peakTorque: 0.4,
      continuousTorque: 0.16, turningStiffness: 1, turningDamping: 0.005),
  ])
  func tenMinutesOfPalpation(limits: DeviceLimits) {
    for p in [ForceSafetyParameters(limits: limits), ForceSafetyParameters(torqueLimits: limits)] {
      for share in [Float(0.99), 1.33] {
        // A press a second: up and down as a raised cosine for half of it, whose mean square is 3/16 of the peak's.
        let peak = share * p.continuousForce * (16 / Float(3)).squareRoot()
        var chain = ForceSafety()
        var sum = 0.0
        var limited = 0
        var held = 0
        for k in 0..<600_000 {
          let phase = Double(k % 1000) / 500
          let height = phase < 1 ? Float(0.5 - 0.5 * Trigonometry.cos(2 * .pi * phase)) : 0
          let wanted = Vector3(0, height * min(peak, p.peakForce), 0)
          let (force, status) = chain.apply(wanted: wanted, handMove: .zero, toolMove: .zero, enabled: true, p)
          sum += Double(force.lengthSquared)
          if status.contains(.thermalLimited) { limited += 1 }
          if k > 1000, force != wanted { held += 1 }
        }
        let mean = (sum / 600_000).squareRoot()
        if share < 1 {
          #expect(limited == 0 && held == 0)
          #expect(mean > 0.97 * Double(p.continuousForce))
        } else {
          #expect(limited > 1000 && held > 1000)
          // What the motors bear for good, and once what they can store.
          let bearable = Double(p.continuousForce * p.continuousForce + p.heatCapacity / 600)
          #expect(mean * mean < 1.001 * bearable, "\(mean)")
        }
      }
    }
  }

  /// A force that follows the hand's motion and pushes it on would feed it energy: the controller takes it out.
  @Test func passivityControllerStopsAnActiveForce() {
    let p = ForceSafetyParameters(limits: .scripted)
    func work(controlled: Bool) -> Double {
      var chain = ForceSafety()
      var total = 0.0
      var last = Vector3.zero
      for k in 0..<5000 {
        let move = Vector3(Float(0.0002 * Trigonometry.cos(Double(k) / 30)), 0, 0)
        total += Double(last.dot(move))
        // Negative damping: 3 N s/m along the motion.
        let wanted = 3000 * move
        if controlled {
          last = chain.apply(wanted: wanted, handMove: move, toolMove: .zero, enabled: true, p).force
        } else {
          last = wanted
        }
      }
      return total
    }
    #expect(work(controlled: false) > 0.1)
    #expect(work(controlled: true) < 0.005)
  }

  /// What a damper took long ago is no credit for a force that pushes on now: with nothing in the spring the controller
  /// works at once.
  @Test func creditFromDampingIsNotKept() {
    let p = ForceSafetyParameters(limits: .scripted)
    func work(stored: Float) -> Double {
      var chain = ForceSafety()
      var total = 0.0
      var last = Vector3.zero
      // A minute of honest damping, then 0.1 s of negative damping.
      for k in 0..<6100 {
        let move = Vector3(Float(0.0003 * Trigonometry.cos(Double(k) / 30)), 0, 0)
        let isActive = k >= 6000
        if isActive { total += Double(last.dot(move)) }
        last = chain.apply(
          wanted: (isActive ? 3000 : -3000) * move, handMove: move, toolMove: .zero, stored: stored, enabled: true, p
        ).force
      }
      return total
    }
    #expect(work(stored: .infinity) > 0.005)
    #expect(work(stored: 0) < 0.001)
  }
}
