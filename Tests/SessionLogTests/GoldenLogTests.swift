import Foundation
import Frames
import SimMath
import Testing

@testable import SessionLog

/// Logs of every format that was ever released read for ever. Never change a golden file: add one for each format.
@Suite struct GoldenLogTests {
  /// What `format-1.mcap` holds, from whole numbers alone.
  static func entries() -> [TickEntry] {
    (UInt64(0)..<230).map { tick in
      let n = Float(tick)
      let pose = Pose(
        position: Vector3(n * 0.25, -n, tick % 7 == 0 ? -0.0 : 0.5),
        orientation: Quaternion(x: 0, y: 0.5, z: Float(bitPattern: 0x7FC0_0000 | UInt32(tick)), w: 1 / (n + 1)))
      let input = InputFrame(
        tick: Tick(tick), pose: pose, grip: n / 256, flags: InputFlags(rawValue: UInt16(tick % 64)),
        command: Command.allCases[Int(tick % 11)], argument: UInt8(tick))
      var output = StepOutput(tick: Tick(tick))
      output.tool = tick % 2 == 0 ? .palpationProbe : .ultrasoundProbe
      output.toolPose = pose
      output.toolVelocity = Vector3(n, 2 * n, 3 * n)
      output.forceWanted = Vector3(0, n, 0)
      output.forceSent = Vector3(0, min(n, 12), 0)
      output.contactForce = tick % 3 == 0 ? .zero : Vector3(1, n, .infinity)
      output.normalForce = n
      output.contactCount = UInt16(tick)
      output.contactSite = Vector3(0.016, 0, n / 4096)
      output.pressure = 10_000 + n
      output.status = StepStatus(rawValue: UInt32(tick))
      output.ledger = EnergyLedger(kinetic: n, elastic: -0.0, contact: 1, workIn: n / 8, dissipated: -n)
      output.digest = UInt32(truncatingIfNeeded: tick &* 2_654_435_761)
      for k in 0..<(tick % 50 == 49 ? 2 : 0) {
        output.append(
          Event(
            kind: EventKind.allCases[Int(tick + UInt64(k)) % 14], argument: UInt8(k), tool: output.tool,
            site: Vector3(1, 2, 3), pose: pose))
      }
      if tick > 0, tick % 100 == 0 {
        output.hashes = HashReport(positions: tick, velocities: ~tick, contacts: tick << 40, random: 1)
      }
      let timing = TickTiming(
        tick: Tick(tick), wakeLatency: UInt32(tick * 100), stepDuration: 400_000, missed: tick == 5 ? 2 : 0)
      // The last tick was not finished.
      return tick == 229
        ? TickEntry(tick: Tick(tick), input: input)
        : TickEntry(tick: Tick(tick), input: input, output: output, timing: timing)
    }
  }

  /// What `format-1-two-hands.mcap` holds: the same with a second hand, whose instrument is a rigid body.
  static func entriesOfTwoHands() -> [TickEntry] {
    entries().prefix(120).map { entry in
      var entry = entry
      let n = Float(entry.tick.rawValue)
      let tick = entry.tick.rawValue
      entry.input?.second = HandInput(
        pose: Pose(position: Vector3(-n, n / 8, 1)), grip: n / 512, flags: InputFlags(rawValue: UInt16(tick % 32)),
        command: Command.allCases[Int(tick % 7)], argument: UInt8(tick))
      var hand = HandOutput(tool: .forceps)
      hand.toolPose = Pose(position: Vector3(n, 0, -n), orientation: Quaternion(x: 0.5, y: -0.5, z: n, w: 0.5))
      hand.toolVelocity = Vector3(0, -n, n)
      hand.forceWanted = Vector3(n / 4, 0, 0)
      hand.forceSent = Vector3(min(n / 4, 3), 0, -0.0)
      hand.contactForce = Vector3(n, n, n)
      hand.normalForce = n / 2
      hand.contactCount = UInt16(3 * tick)
      hand.contactSite = Vector3(0, n / 1024, 0)
      hand.status = StepStatus(rawValue: UInt32(tick << 4))
      hand.touch = InstrumentTouch(
        angularVelocity: Vector3(n, 0, 1), torqueWanted: Vector3(0, n / 128, 0), torqueSent: Vector3(0, n / 256, 0),
        contactTorque: Vector3(0, 0, n), jawAngle: n / 1000, jawOpening: 0.01, graspForce: n, jawPressure: 100 * n)
      entry.output?.second = hand
      if tick % 3 == 0 { entry.output?.touch.graspForce = n }
      return entry
    }
  }

  @Test func twoHandsRead() throws {
    let reader = try SessionLogReader(path: url("format-1-two-hands").path)
    #expect(reader.end == .finished && reader.defects.isEmpty)
    #expect(reader.entries.map(\.bits) == Self.entriesOfTwoHands().map(\.bits))
    #expect(reader.entries.allSatisfy { $0.output?.handCount == 2 })
    #expect(reader.sha256 == "fb1aeaf932e522eb619f8c1b5472676fc4865e97d070d5a095cc79502915d500")
  }

  private func url(_ name: String) throws -> URL {
    try #require(Bundle.module.url(forResource: name, withExtension: "mcap", subdirectory: "Golden"))
  }

  @Test func format1Reads() throws {
    let reader = try SessionLogReader(path: url("format-1").path)
    var header = LogFixtures.header()
    header.format = 1
    #expect(reader.header == header)
    #expect(reader.end == .aborted)
    #expect(!reader.isTruncated)
    #expect(reader.defects == [.messagesMissing(topic: "/systole/output", ticks: Tick(229)...Tick(229))])
    #expect(reader.entries.map(\.bits) == Self.entries().map(\.bits))
    #expect(reader.states().map(\.tick) == [Tick(100)])
    #expect(reader.states().first?.bytes == (0...255).map { UInt8($0) })
    // The very file, so that nobody regenerates it unseen.
    #expect(reader.sha256 == "c3722a04b2087b1ed87e05397fea43e82eb1684422e741258046a44e01c64c72")
  }

  /// Writes a golden file for a new format: SYSTOLE_WRITE_GOLDEN=FILE swift test --filter writeGolden
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SYSTOLE_WRITE_GOLDEN"] != nil, "only for a new format"))
  func writeGolden() throws {
    let folder = try TemporaryFolder()
    let path = try folder.log(
      Self.entries(), flushEvery: 100, states: [100: (0...255).map { UInt8($0) }], end: .aborted)
    let file = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_GOLDEN"]!
    try FileManager.default.copyItem(atPath: path, toPath: file)
    let two = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: two.log(Self.entriesOfTwoHands(), flushEvery: 60, states: [:], end: .finished), toPath: file + ".two")
  }
}
