import Foundation
import Frames
import RealTime
import SimMath
import Testing

@testable import Devices
@testable import HaplyDevice

/// The driver against a WebSocket server that speaks the service's messages.
@Suite(.serialized) struct HaplyDriverTests {
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

  static func device(_ address: String, key: String? = nil) throws -> HapticDevice {
    let pace = HapticConnection.Pace(look: 5_000_000, patience: 250_000_000, retry: 30_000_000, first: 10_000_000_000)
    return try HapticDevice(
      HaplyDriver(HapticOptions(address: address, forceKey: key)), id: "haply", buttons: ButtonMap([.init(.mark)]), pace: pace
    ) { WorkspaceMapping(rotation: .identity, center: $0.workspaceCenter) }
  }

  @Test(arguments: ["vector", "values"]) func posesComeAndForcesGoInTheStationsAxes(key: String) throws {
    let service = try InverseService()
    defer { service.stop() }
    service.set { $0.forceKey = key }
    let device = try Self.device(service.address, key: key)
    #expect(device.capabilities.serial == "049D" && device.capabilities.hasOrientation)
    // 10 mm to the right, 20 mm up, 15 mm towards the user.
    service.set { $0.wanted = [0.01, 0.15 - 0.015, 0.15 + 0.02] }
    let wanted = Vector3(0.01, 0.02, 0.015)
    let arrived = Self.play(device, force: .zero) { _, input in (input.pose.position - wanted).length < 1e-4 }
    let orientation = try #require(arrived.frames.last?.pose.orientation)
    // Turned about "up", to the left.
    #expect((orientation.rotate(Vector3(1, 0, 0)) - Vector3(0, 0, -1)).length < 1e-3)
    // 1.5 N towards the user on a spring of 300 N/m.
    let pushed = Self.play(device, from: arrived.next, force: Vector3(0, 0, 1.5)) { _, input in
      (input.pose.position - wanted - Vector3(0, 0, 0.005)).length < 1e-4
    }
    #expect(service.get { $0.force[1] } < -1.4)
    #expect(pushed.frames.last?.flags.contains(.connected) == true)
    #expect(service.get { $0.introductions } == 1)
    #expect(service.get { $0.unreadable } == 0)
  }

  @Test func whateverIsWantedTheServiceIsAskedForNoMoreThanTheLimit() throws {
    let service = try InverseService()
    defer { service.stop() }
    let device = try Self.device(service.address)
    let limit = Double(device.capabilities.limits.peakForce)
    var tick: UInt64 = 0
    for force in [Vector3(1e30, 0, 0), Vector3(.nan, 0, 1), Vector3(-.infinity, 0, 0)] {
      tick = Self.play(device, from: tick, force: force) { n, _ in n == 150 }.next
    }
    // However slowly the service answers, the force comes up to the limit.
    _ = Self.play(device, from: tick, force: Vector3(40, -40, 40)) { _, _ in service.get { $0.largestForce } > 0.9 * limit }
    #expect(service.get { $0.largestForce } <= limit)
    #expect(service.get { $0.unreadable } == 0)
  }

  @Test func aSilentSessionLeavesNoForce() throws {
    let service = try InverseService()
    defer { service.stop() }
    let device = try Self.device(service.address)
    _ = Self.play(device, force: Vector3(0, 2, 0)) { _, _ in service.get { $0.force[2] } > 1.9 }
    let then = service.get { $0.messages }
    for _ in 0..<4000 where service.get({ $0.messages }) < then + 60 { MonotonicClock.sleep(for: 2_000_000) }
    #expect(service.get { $0.force } == [0, 0, 0])
  }

  @Test func garbledAnswersGetZeroForceAndThenALoss() throws {
    let service = try InverseService()
    defer { service.stop() }
    let device = try Self.device(service.address)
    let force = Vector3(0, 2, 0)
    let tick = Self.play(device, force: force) { _, _ in service.get { $0.force[2] } > 1.9 }.next
    service.set { $0.isGarbled = true }
    let lost = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }
    #expect(lost.frames.last?.flags.contains(.stale) == true)
    #expect(service.get { $0.force } == [0, 0, 0])
    service.set { $0.isGarbled = false }
    _ = Self.play(device, from: lost.next, force: force, paused: true) { _, input in
      input.flags.contains(.connected) && !input.flags.contains(.stale)
    }
    #expect(service.get { $0.force } == [0, 0, 0])
  }

  /// The service answers no more: it is told zero, and the session is paused.
  @Test func aMuteServiceIsToldZero() throws {
    let service = try InverseService()
    defer { service.stop() }
    let device = try Self.device(service.address)
    let force = Vector3(0, 2, 0)
    let tick = Self.play(device, force: force) { _, _ in service.get { $0.force[2] } > 1.9 }.next
    service.set { $0.isMute = true }
    _ = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }
    #expect(service.get { $0.force } == [0, 0, 0])
  }

  @Test func aServiceThatGoesAwayAndComesBackNeedsTheUser() throws {
    let service = try InverseService()
    let port = service.port
    let device = try Self.device(service.address)
    let force = Vector3(0, 2, 0)
    var tick = Self.play(device, force: force) { _, _ in service.get { $0.force[2] } > 1.9 }.next
    service.stop()
    tick = Self.play(device, from: tick, force: force) { _, input in input.command == .pause }.next
    tick = Self.play(device, from: tick, force: force, paused: true) { _, _ in
      if case .serviceUnreachable = device.fault { true } else { false }
    }.next
    let again = try InverseService(port: port)
    defer { again.stop() }
    tick = Self.play(device, from: tick, force: force, paused: true) { _, input in
      input.flags.contains(.connected) && device.fault == nil
    }.next
    tick = Self.play(device, from: tick, force: force, paused: true) { n, _ in n == 100 }.next
    #expect(again.get { $0.largestForce } == 0)
    again.set { $0.button = true }
    tick = Self.play(device, from: tick, force: force, paused: true) { _, input in input.command == .resume }.next
    again.set { $0.button = false }
    _ = Self.play(device, from: tick, force: force) { _, _ in again.get { $0.force[2] } > 1.9 }
  }

  @Test func theServiceLosesTheDevice() throws {
    let service = try InverseService()
    defer { service.stop() }
    let device = try Self.device(service.address)
    let tick = Self.play(device, force: .zero) { n, _ in n == 50 }.next
    service.set { $0.isPresent = false }
    let lost = Self.play(device, from: tick, force: .zero) { _, input in input.command == .pause }
    _ = Self.play(device, from: lost.next, force: .zero, paused: true) { _, _ in
      if case .noDevice = device.fault { true } else { false }
    }
    service.set { $0.isPresent = true }
    _ = Self.play(device, from: lost.next, force: .zero, paused: true) { _, _ in device.fault == nil }
  }

  @Test func whatIsNotThereIsTold() throws {
    let service = try InverseService()
    let address = service.address
    service.set { $0.isCalibrated = false }
    #expect(throws: DriverFault.needsCalibration(model: "Inverse3")) { try Self.device(address) }
    service.set { $0.isPresent = false }
    #expect { try Self.device(address) } throws: { if case .noDevice = $0 as? DriverFault { true } else { false } }
    service.stop()
    #expect {
      try Self.device(address)
    } throws: { error in
      guard case .serviceUnreachable(_, address, let reason) = error as? DriverFault else { return false }
      return !reason.isEmpty
    }
    #expect { try HaplyDriver(HapticOptions(address: "http://x")) } throws: { error in
      if case .serviceUnreachable = error as? DriverFault { true } else { false }
    }
  }

  /// What is written never rounds a force up, and is a number whatever the force.
  @Test func forcesAreWrittenAsNumbersThatAreNoLarger() throws {
    var exchange = HaplyExchange(id: "a\"b\\", forceKey: "vector")
    var random = Random(seed: 8)
    for _ in 0..<2000 {
      func unit() -> Float { Float(Int32(bitPattern: random.next32())) / Float(Int32.max) * 6 }
      let force = Vector3(unit(), unit(), unit())
      let message = try #require(
        JSONSerialization.jsonObject(with: Data(exchange.say(force).utf8)) as? [String: Any])
      let device = try #require((message["inverse3"] as? [[String: Any]])?.first)
      #expect(device["device_id"] as? String == "a\"b\\")
      let commands = try #require(device["commands"] as? [String: [String: [String: Double]]])
      let v = try #require(commands["set_cursor_force"]?["vector"])
      let (x, y, z) = (try #require(v["x"]), try #require(v["y"]), try #require(v["z"]))
      #expect(abs(x - Double(force.x)) <= 1.0001e-4 && abs(x) <= abs(Double(force.x)) + 1e-12)
      #expect(abs(y + Double(force.z)) <= 1.0001e-4 && abs(y) <= abs(Double(force.z)) + 1e-12)
      #expect(abs(z - Double(force.y)) <= 1.0001e-4 && abs(z) <= abs(Double(force.y)) + 1e-12)
    }
    #expect(exchange.say(Vector3(.nan, .infinity, 0)).contains("\"x\":0"))
  }
}
