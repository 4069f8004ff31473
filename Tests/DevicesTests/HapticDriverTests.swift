import CAllocationProbe
import CSIMD
import Foundation
import Frames
import RealTime
import SimMath
import StandIns
import Testing

@testable import Devices

/// The drivers against stand-ins that speak the makers' real signatures.
@Suite(.serialized) struct HapticDriverTests {
  struct Make: Sendable, CustomTestStringConvertible {
    var library: String
    var driver: @Sendable (HapticOptions) throws(DriverFault) -> any HapticDriver
    var limit: Float
    var testDescription: String { library }

    static let hd = Make(library: "hd", driver: { o throws(DriverFault) in try HDDriver(o) }, limit: 3.3)
    static let dhd = Make(library: "dhd", driver: { o throws(DriverFault) in try DHDDriver(o) }, limit: 12)
  }
  static let makes = [Make.hd, .dhd]

  /// Waits for something that must come; gives up only after far longer than it can take.
  static func wait(_ what: String, _ isTrue: () -> Bool) {
    for _ in 0..<4000 {
      if isTrue() { return }
      MonotonicClock.sleep(for: 5_000_000)
    }
    Issue.record("\(what) did not come")
  }

  /// Plays the session for a device: 1 kHz, with a force as the simulation would send it, until `done`.
  static func play(
    _ device: HapticDevice, from first: UInt64 = 0, force: Vector3, paused: Bool = false,
    until done: (UInt64, InputFrame) -> Bool
  ) -> (frames: [InputFrame], next: UInt64) {
    var frames: [InputFrame] = []
    var tick = first
    while tick < first + 20_000 {
      var feedback = Feedback(tick: Tick(tick))
      feedback.force = force
      feedback.paused = paused
      let input = device.sample(at: Tick(tick), feedback: feedback)!
      frames.append(input)
      tick += 1
      if done(tick - first, input) { return (frames, tick) }
      MonotonicClock.sleep(for: 1_000_000)
    }
    Issue.record("it never came")
    return (frames, tick)
  }

  static let pace = HapticConnection.Pace(
    look: 5_000_000, patience: 250_000_000, retry: 30_000_000, first: 10_000_000_000)

  static func device(_ make: Make, _ standIn: StandIn, buttons: ButtonMap? = nil) throws -> HapticDevice {
    try HapticDevice(make.driver(HapticOptions(library: standIn.path)), id: make.library, buttons: buttons, pace: pace) {
      WorkspaceMapping(rotation: .identity, center: $0.workspaceCenter)
    }
  }

  @Test func saysWhatTheDeviceIs() throws {
    let hd = try Self.device(.hd, StandIn("hd")).capabilities
    #expect(hd.model == "Stand-in Touch" && hd.serial == "S41")
    #expect(abs(hd.limits.peakForce - 3.3) < 1e-5 && abs(hd.limits.continuousForce - 0.88) < 1e-5)
    #expect(abs(hd.limits.stiffness - 500) < 1e-3 && abs(hd.limits.workspaceRadius - 0.035) < 1e-6)
    #expect(hd.limitsAreMeasured && hd.hasOrientation && !hd.hasTorque && hd.buttonCount == 2)
    let dhd = try Self.device(.dhd, StandIn("dhd")).capabilities
    #expect(dhd.model == "stand-in omega.7" && dhd.serial == "41")
    #expect(dhd.limits.peakForce == 12 && !dhd.limitsAreMeasured && dhd.hasGripper && !dhd.hasTorque)
  }

  @Test func aDeviceThatSaysLessIsUsedAllTheSame() throws {
    let standIn = try StandIn("hd")
    standIn.set(.temperature, -1)
    let device = try Self.device(.hd, standIn)
    #expect(!device.capabilities.limitsAreMeasured && abs(device.capabilities.limits.damping - 3) < 1e-4)
    _ = Self.play(device, force: Vector3(0, 2, 0)) { _, _ in standIn.get(.fy) > 1.9 }
    let survey = HapticSurvey(.openHaptics, options: HapticOptions(library: try StandIn("hd").path))
    #expect(abs((survey.units.first?.sample?.motorTemperature ?? 0) - 0.25) < 1e-6)
  }

  /// The makers' axes end in the driver: the same three pushes of the hand give the same three moves.
  @Test(arguments: makes) func axesAndUnitsAreTheStations(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    // The maker's axis that points right, up, and towards the user.
    let axes: [StandIn.Switch] = make.library == "hd" ? [.handX, .handY, .handZ] : [.handY, .handZ, .handX]
    let wanted = Vector3(0.01, -0.02, 0.015)
    standIn.set(axes[0], 0.01)
    standIn.set(axes[1], -0.02)
    standIn.set(axes[2], 0.015)
    let arrived = Self.play(device, force: .zero) { _, input in (input.pose.position - wanted).length < 1e-4 }
    // A force to the right moves the hand's spring (300 N/m) to the right by as much as it should, and not otherwise.
    let pushed = Self.play(device, from: arrived.next, force: Vector3(1.5, 0, 0)) { _, input in
      (input.pose.position - wanted - Vector3(0.005, 0, 0)).length < 1e-4
    }
    let input = try #require(pushed.frames.last)
    #expect(input.flags.contains(.connected))
    // Both stand-ins have turned their end by a quarter about "up".
    #expect((input.pose.orientation.rotate(Vector3(0, 1, 0)) - Vector3(0, 1, 0)).length < 1e-5)
    #expect(abs(input.pose.orientation.angle - .pi / 2) < 1e-3)
    #expect((input.pose.orientation.rotate(Vector3(1, 0, 0)) - Vector3(0, 0, -1)).length < 1e-3)
    #expect(make.library == "hd" ? input.grip == 0 : abs(input.grip - 0.5) < 1e-5)
  }

  /// A device that turns the hand gets torque about the station's axes and in its library's unit, and the gripper its
  /// force; nothing of it passes the limits or outlives the session's thread.
  @Test(arguments: makes) func torqueAndGripAreSent(make: Make) throws {
    let standIn = try StandIn(make.library)
    standIn.set(.freedoms, 6)
    let device = try Self.device(make, standIn)
    let isHD = make.library == "hd"
    // The library of the HD stand-in counts in mN m.
    let unit = isHD ? 0.001 : 1
    let peak = device.capabilities.limits.peakTorque
    #expect(device.capabilities.hasTorque && abs(peak - (isHD ? 0.515 : 0.4)) < 1e-5)
    #expect(device.description.limits.rendersTorque && device.description.limits.continuousTorque < peak)
    let axes: [StandIn.Reading] = isHD ? [.tx, .ty, .tz] : [.ty, .tz, .tx]
    var tick: UInt64 = 0
    func play(_ torque: Vector3, grip: Float, until done: () -> Bool) {
      for _ in 0..<20_000 {
        var feedback = Feedback(tick: Tick(tick))
        feedback.torque = torque
        feedback.graspForce = grip
        _ = device.sample(at: Tick(tick), feedback: feedback)
        tick += 1
        if done() { return }
        MonotonicClock.sleep(for: 1_000_000)
      }
      Issue.record("it never came")
    }
    let wanted = [0.1, -0.05, 0.02]
    play(Vector3(0.1, -0.05, 0.02), grip: 1.5) {
      zip(axes, wanted).allSatisfy { abs(unit * standIn.get($0) - $1) < 1e-6 }
        && (isHD || abs(standIn.get(.grip) - 1.5) < 1e-6)
    }
    for torque in [Vector3(40, 1, 1), Vector3(1e30, 0, 0), Vector3(.nan, 0, 0), Vector3(-3, 3, 3)] {
      let end = tick + 60
      play(torque, grip: 100) { tick >= end }
    }
    let largest = unit * standIn.get(.largestTorque)
    #expect(largest <= Double(peak) && largest > 0.9 * Double(peak))
    #expect(standIn.get(.largestGrip) <= 4)
    // Nobody says anything any more.
    let then = standIn.get(.cycles)
    Self.wait("30 cycles") { standIn.get(.cycles) > then + 30 }
    #expect((axes + [.grip]).allSatisfy { standIn.get($0) == 0 })
    // The device takes its force off: torque and grip are off at once, too.
    standIn.set(.error, 0x0200)
    let end = tick + 100
    play(Vector3(0.1, 0, 0), grip: 2) { tick >= end }
    #expect((axes + [.grip]).allSatisfy { standIn.get($0) == 0 })
  }

  @Test(arguments: makes) func whateverIsWantedTheDeviceGetsNoMoreThanItsLimit(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    var random = Random(seed: 3)
    var tick: UInt64 = 0
    for force in [Vector3(1e30, 0, 0), Vector3(.nan, 1, 1), Vector3(40, -40, 40), Vector3(0, .infinity, 0)] {
      tick = Self.play(device, from: tick, force: force) { n, _ in n == 100 }.next
    }
    for _ in 0..<200 {
      let force = Vector3(
        Float(bitPattern: random.next32()), Float(bitPattern: random.next32()), Float(bitPattern: random.next32()))
      tick = Self.play(device, from: tick, force: force) { n, _ in n == 1 }.next
    }
    let largest = standIn.get(.largestForce)
    #expect(largest <= Double(make.limit))
    #expect(largest > 0.9 * Double(make.limit))
  }

  /// The session's thread goes away and the device's own thread takes the force off by itself.
  @Test(arguments: makes) func aSilentSessionLeavesNoForce(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    _ = Self.play(device, force: Vector3(0, 2, 0)) { _, _ in
      abs(standIn.get(.fx)) + abs(standIn.get(.fy)) + abs(standIn.get(.fz)) > 1.9
    }
    let then = standIn.get(.cycles)
    Self.wait("30 cycles") { standIn.get(.cycles) > then + 30 }
    #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0)
  }

  @Test(arguments: makes) func anUnpluggedDevicePausesAndComesBackByTheUser(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn, buttons: ButtonMap([.init(.mark)]))
    let force = Vector3(0, 2, 0)
    var tick = Self.play(device, force: force) { _, _ in
      abs(standIn.get(.fx)) + abs(standIn.get(.fy)) + abs(standIn.get(.fz)) > 1.9
    }.next
    standIn.set(.present, 0)
    let lost = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }
    #expect(lost.frames.last?.flags.contains(.connected) == false)
    tick = Self.play(device, from: lost.next, force: force, paused: true) { n, _ in n == 50 }.next
    #expect(device.fault != nil)
    // A resume at the station while it is away is taken back.
    tick = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }.next
    standIn.set(.present, 1)
    let back = Self.play(device, from: tick, force: force, paused: true) { _, input in input.flags.contains(.connected) }
    tick = Self.play(device, from: back.next, force: force, paused: true) { n, _ in n == 50 }.next
    #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0)
    standIn.set(.buttons, 1)
    tick = Self.play(device, from: tick, force: force, paused: true) { _, input in input.command == .resume }.next
    standIn.set(.buttons, 0)
    _ = Self.play(device, from: tick, force: force) { _, _ in
      abs(standIn.get(.fx)) + abs(standIn.get(.fy)) + abs(standIn.get(.fz)) > 1.9
    }
    #expect(device.fault == nil)
    #expect(standIn.get(.largestForceWhileOff) == 0)
  }

  @Test(arguments: makes) func anotherDeviceInItsPlaceIsRefused(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    standIn.set(.present, 0)
    Self.wait("the loss") { device.fault != nil }
    standIn.set(.serial, 57)
    standIn.set(.present, 1)
    Self.wait("the refusal") { if case .otherDevice = device.fault { true } else { false } }
    standIn.set(.serial, 41)
    Self.wait("the old one") { device.fault == nil }
  }

  /// The device takes its force off by itself: warm motors (HD), moved too fast (DHD).
  @Test(arguments: makes) func aDeviceThatTakesItsForceOffIsPaused(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    let force = Vector3(0, 2, 0)
    var tick = Self.play(device, force: force) { n, _ in n == 100 }.next
    standIn.set(.error, 0x0200)
    let held = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }
    // It is there, and shows where the hand is.
    #expect(held.frames.last?.flags.contains(.connected) == true)
    tick = Self.play(device, from: held.next, force: force, paused: true) { n, _ in n == 50 }.next
    #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0)
    standIn.set(.error, 0)
    // Nothing comes back before somebody resumes, not even if the session goes on by itself.
    let again = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }
    #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0)
    #expect(device.fault == nil)
    _ = again
  }

  @Test(arguments: makes) func aPoseThatIsNoNumberGetsNoForce(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    let force = Vector3(0, 2, 0)
    let tick = Self.play(device, force: force) { n, _ in n == 100 }.next
    standIn.set(.notANumber, 1)
    let then = standIn.get(.cycles)
    let frames = Self.play(device, from: tick, force: force) { _, _ in standIn.get(.cycles) > then + 20 }.frames
    #expect(frames.allSatisfy { $0.pose.isFinite })
    // It is not there either: the session pauses.
    _ = Self.play(device, from: tick + 1000, force: force) { _, input in input.command == .pause }
    #expect(standIn.get(.fx) == 0 && standIn.get(.fy) == 0 && standIn.get(.fz) == 0)
  }

  /// The device thread's part and the driver's part of a cycle, lost device included, ask the heap for nothing.
  @Test(arguments: makes) func aCycleAllocatesNothing(make: Make) throws {
    let standIn = try StandIn(make.library)
    let device = try Self.device(make, standIn)
    let link = HapticLink()
    link.begin(limit: 12, torque: 0.4, grip: 4)
    var feedback = Feedback(tick: Tick(0))
    feedback.force = Vector3(0, 2, 0)
    feedback.torque = Vector3(0.1, 0, 0)
    feedback.graspForce = 1
    let sample = HapticSample(velocity: Vector3(0, 0.1, 0))
    /// Heap requests of the device thread's part and of the driver's.
    func cycles(_ from: UInt64) -> [UInt64] {
      var counts: [UInt64] = [0, 0]
      for k in from..<from + 500 {
        feedback.tick = Tick(k)
        feedback.paused = k % 100 > 50
        allocation_probe_start()
        _ = device.sample(at: Tick(k), feedback: feedback)
        counts[0] += allocation_probe_stop()
        allocation_probe_start()
        _ = link.exchange(sample, now: k * 1_000_000)
        _ = link.rest(now: k * 1_000_000)
        counts[1] += allocation_probe_stop()
      }
      return counts
    }
    _ = cycles(0)
    #expect(cycles(500) == [0, 0])
    standIn.set(.present, 0)
    Self.wait("the loss") { device.fault != nil }
    #expect(cycles(1000) == [0, 0])
    // The probe works.
    allocation_probe_start()
    let array = [UInt64](unsafeUninitializedCapacity: 1000) { $1 = 1000 }
    #expect(allocation_probe_stop() > 0 && array.count == 1000)
  }

  // MARK: What is not there

  @Test func aMissingLibraryIsNamedWithEveryPlace() {
    #expect {
      try HDDriver(HapticOptions(library: "/nowhere/libHD.so"))
    } throws: { error in
      guard case .libraryNotFound(_, let looked, let reason, let variable) = error as? DriverFault else { return false }
      return looked == ["/nowhere/libHD.so"] && reason.contains("/nowhere/libHD.so") && variable == "SYSTOLE_LIBHD"
    }
    #expect {
      try DHDDriver(HapticOptions())
    } throws: { error in
      guard case .libraryNotFound(_, let looked, _, _) = error as? DriverFault else { return false }
      return looked.contains("libdhd.so") && looked.contains("libdrd.so")
    }
  }

  @Test func anotherLibraryIsRefusedByItsMissingFunction() throws {
    let wrong = try StandIn("dhd")
    #expect(throws: DriverFault.symbolMissing(library: wrong.path, symbol: "hdInitDevice")) {
      try HDDriver(HapticOptions(library: wrong.path))
    }
  }

  @Test(arguments: makes) func noDeviceAndOneThatNeedsCalibrationAreTold(make: Make) throws {
    let standIn = try StandIn(make.library)
    standIn.set(.present, 0)
    #expect {
      try Self.device(make, standIn)
    } throws: { if case .noDevice = $0 as? DriverFault { true } else { false } }
    standIn.set(.present, 1)
    standIn.set(.calibrated, 0)
    #expect {
      try Self.device(make, standIn)
    } throws: { if case .needsCalibration = $0 as? DriverFault { true } else { false } }
    // A second program is told that the device is taken; when the first lets go, it is had.
    standIn.set(.calibrated, 1)
    var first: HapticDevice? = try Self.device(make, standIn)
    #expect(first?.capabilities.serial.hasSuffix("41") == true)
    #expect {
      try Self.device(make, standIn)
    } throws: { if case .noDevice(_, let reason) = $0 as? DriverFault { !reason.isEmpty } else { false } }
    first = nil
    _ = try Self.device(make, standIn)
  }

  @Test func aLibraryWithFastMathDoesNotChangeTheThread() throws {
    let path = try StandIn.build("hd")
    defer { unlink(path) }
    setenv("STANDIN_FAST_MATH", "1", 1)
    defer { unsetenv("STANDIN_FAST_MATH") }
    let before = systole_get_mxcsr()
    let driver = try HDDriver(HapticOptions(library: path))
    #expect(systole_get_mxcsr() == before)
    #expect(driver.loaded?.changedFloatingPointMode == true)
    unsetenv("STANDIN_FAST_MATH")
    #expect(try HDDriver(HapticOptions(library: StandIn("hd").path)).loaded?.changedFloatingPointMode == false)
  }

  @Test func specificationsAreReadWithTheirMend() throws {
    let standIn = try StandIn("hd")
    let context = Phantom().context
    // Touch that is not one to one is not rated.
    for (options, isRated) in [("", true), (",scale:0.5,clutch,buttons:mark+clutch", false)] {
      let device = try DeviceFactory.make("hd:left,lib:\(standIn.path)\(options)", context: context)
      #expect(device.description.deviceClass == "haptic" && device.description.rendersForce == isRated)
    }
    for (spec, part) in [
      ("hd,scale:0", "scale"), ("hd,lib:", "lib"), ("hd,color:red", "use one of"), ("hd,url:x", "use one of"),
      ("hd,buttons:dance", "mark"), ("hd,buttons:clutch", "clutch"),
    ] {
      do {
        _ = try DeviceFactory.make(spec, context: context)
        Issue.record("made \(spec)")
      } catch {
        #expect(error.description.contains(part), "\(spec): \(error)")
      }
    }
  }
}
