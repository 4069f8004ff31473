import Foundation
import Frames
import SessionLog
import SimMath

/// Synthetic sessions for the tests; the same on every run.
enum LogFixtures {
  static func header() -> SessionHeader {
    func value(_ x: Double, _ unit: String) -> SourcedValue {
      SourcedValue(x, unit: unit, source: "test", status: .assumption)
    }
    let rubric = Rubric(
      id: "test-rubric", version: 3,
      items: [
        RubricItem(
          id: "margin", metric: "site.margin", points: 20, full: value(0.01, "m"), none: value(0.005, "m"),
          paceItem: false, needsForce: true)
      ],
      gates: ["site.on-lesion"], minimumRatedShare: value(0.5, "1"), coverageForPace: value(0.7, "1"),
      palpationForce: value(0.3, "N"), excessiveForce: value(4, "N"), palpationRadius: value(0.005, "m"),
      markTolerance: value(0.003, "m"), markLimit: value(8, "1"), idleSpeed: value(0.005, "m/s"),
      idleTime: value(1, "s"))
    let truth = SceneTruth(
      scenario: "aortic-assessment", scenarioVersion: "1", patientSeed: 0xFFFF_FFFF_FFFF_FFFE,
      vessel: VesselTruth(
        outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1.2, siteZone: 0.01...0.05),
      lesions: [
        LesionTruth(
          id: "L1", kind: .mixed, center: VesselCoordinate(angle: 0.1, axial: 1.0 / 3), circumferentialRadius: 0.004,
          axialRadius: 0.005, thickening: 0.001, calcifiedFraction: 0.5, grade: 4)
      ],
      safeSiteExists: true, requiredMargin: 0.01)
    return SessionHeader(
      session: "0d4ff2f0-7c2e-4f43-9d54-9a0f7a6c1b11", trainee: "가나-7 \"quoted\"", began: "2030-01-02T03:04:05Z",
      writer: "0.1.0",
      device: DeviceDescription(id: "expert", deviceClass: "scripted", limits: .scripted, rendersForce: true),
      truth: truth, rubric: rubric, sceneHash: 0x0123_4567_89AB_CDEF)
  }

  /// Floats that a careless format would change.
  static let awkward: [Float] = [
    0, -0.0, 1, -1, .infinity, -.infinity, .nan, Float(bitPattern: 0x7FC0_1234), Float(bitPattern: 0xFFC0_0001),
    Float(bitPattern: 0x7F80_0001), .leastNonzeroMagnitude, -.leastNonzeroMagnitude, Float(bitPattern: 0x007F_FFFF),
    .leastNormalMagnitude, .greatestFiniteMagnitude, 0.1, 1e-30,
  ]

  /// Records with any bits that their fields can hold.
  struct Arbitrary {
    var random: Random

    init(seed: UInt64) { random = Random(seed: seed) }

    mutating func float() -> Float {
      random.index(below: 3) == 0
        ? Float(bitPattern: random.next32()) : LogFixtures.awkward[random.index(below: LogFixtures.awkward.count)]
    }
    mutating func vector() -> Vector3 {
      switch random.index(below: 4) {
      case 0: .zero
      case 1: Vector3(-0.0, 0, 0)
      default: Vector3(float(), float(), float())
      }
    }
    mutating func pose() -> Pose {
      Pose(
        position: vector(),
        orientation: random.index(below: 4) == 0
          ? Quaternion(x: 0, y: 0, z: 0, w: 0) : Quaternion(x: float(), y: float(), z: float(), w: float()))
    }
    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: random.next32()) }
    mutating func one<T>(of values: [T]) -> T { values[random.index(below: values.count)] }

    mutating func input(_ tick: Tick) -> InputFrame {
      InputFrame(
        tick: tick, pose: pose(), grip: float(),
        flags: InputFlags(rawValue: UInt16(truncatingIfNeeded: random.next32())),
        command: one(of: Command.allCases), argument: byte(), second: random.index(below: 2) == 0 ? nil : hand())
    }
    mutating func hand() -> HandInput {
      HandInput(
        pose: pose(), grip: float(), flags: InputFlags(rawValue: UInt16(truncatingIfNeeded: random.next32())),
        command: one(of: Command.allCases), argument: byte())
    }
    mutating func touch() -> InstrumentTouch {
      guard random.index(below: 3) > 0 else { return .zero }
      return InstrumentTouch(
        angularVelocity: vector(), torqueWanted: vector(), torqueSent: vector(), contactTorque: vector(),
        jawAngle: float(), jawOpening: float(), graspForce: float(), jawPressure: float())
    }
    mutating func handOutput() -> HandOutput {
      var hand = HandOutput(tool: one(of: Tool.allCases))
      hand.toolPose = pose()
      hand.toolVelocity = vector()
      hand.forceWanted = vector()
      hand.forceSent = vector()
      hand.contactForce = vector()
      hand.normalForce = float()
      hand.contactCount = UInt16(truncatingIfNeeded: random.next32())
      hand.contactSite = vector()
      hand.status = StepStatus(rawValue: random.next32())
      hand.touch = touch()
      return hand
    }
    mutating func event() -> Event {
      Event(
        kind: one(of: EventKind.allCases), argument: byte(), tool: one(of: Tool.allCases), site: vector(), pose: pose(),
        hand: byte())
    }
    mutating func double() -> Double {
      random.index(below: 3) == 0
        ? Double(bitPattern: random.next()) : one(of: [0, -0.0, .infinity, .nan, 0.1, -1e-300, .leastNonzeroMagnitude])
    }
    mutating func bite() -> NeedleBite {
      var bite = NeedleBite()
      bite.outcome = one(of: NeedleBite.Outcome.allCases)
      bite.tick = random.next()
      bite.endTick = random.next()
      bite.entry = Vector3D(double(), double(), double())
      bite.entryNormal = random.index(below: 3) == 0 ? .zero : Vector3D(double(), double(), double())
      bite.exit = random.index(below: 3) == 0 ? Vector3D(-0.0, 0, 0) : Vector3D(double(), double(), double())
      bite.exitNormal = Vector3D(double(), double(), double())
      bite.depth = double()
      bite.angle = double()
      bite.length = double()
      bite.threshold = double()
      bite.torn = double()
      bite.tearWork = double()
      bite.edgeDistance = double()
      return bite
    }
    mutating func burn() -> CauteryBurn {
      var burn = CauteryBurn()
      burn.tick = random.next()
      burn.endTick = random.next()
      burn.energy = double()
      burn.peak = double()
      burn.volume = double()
      burn.collateral = double()
      burn.site = random.index(below: 3) == 0 ? .zero : Vector3D(double(), double(), double())
      return burn
    }
    mutating func output(_ tick: Tick) -> StepOutput {
      var output = StepOutput(tick: tick)
      output.tool = one(of: Tool.allCases)
      output.toolPose = pose()
      output.toolVelocity = vector()
      output.forceWanted = vector()
      output.forceSent = vector()
      output.contactForce = vector()
      output.normalForce = float()
      output.contactCount = UInt16(truncatingIfNeeded: random.next32())
      output.contactSite = vector()
      output.pressure = float()
      output.status = StepStatus(rawValue: random.next32())
      output.ledger = EnergyLedger(
        kinetic: float(), elastic: float(), contact: float(), workIn: float(), dissipated: float())
      output.digest = random.next32()
      for _ in 0..<random.index(below: 10) {
        let event = event()
        if event.kind.isOfNeedle {
          output.append(event, bite())
        } else if event.kind == .cauteryEnded {
          output.append(event, burn())
        } else {
          output.append(event)
        }
      }
      output.touch = touch()
      if random.index(below: 2) == 0 { output.second = handOutput() }
      if tick.rawValue > 0, tick.rawValue % HashReport.period == 0 {
        output.hashes = HashReport(
          positions: random.next(), velocities: random.next(), contacts: random.next(), random: random.next())
      }
      return output
    }
    mutating func timing(_ tick: Tick) -> TickTiming {
      TickTiming(
        tick: tick, wakeLatency: random.next32(), stepDuration: random.next32(), missed: random.next32() % 3)
    }
    mutating func entry(_ tick: UInt64) -> TickEntry {
      TickEntry(tick: Tick(tick), input: input(Tick(tick)), output: output(Tick(tick)), timing: timing(Tick(tick)))
    }
    mutating func entries(_ ticks: Range<UInt64>) -> [TickEntry] { ticks.map { entry($0) } }
  }
}
