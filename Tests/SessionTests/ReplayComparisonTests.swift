import Frames
@testable import Session
import SimMath
import Testing

@Suite struct ReplayComparisonTests {
  func session(ticks: UInt64) -> [StepOutput] {
    let stepper = CountingStepper()
    return (0..<ticks).map { stepper.step(InputFrame(tick: Tick($0), pose: .identity)) }
  }

  func compare(_ replayed: [StepOutput], _ recorded: [StepOutput]) -> ReplayComparison {
    var comparison = ReplayComparison()
    for (a, b) in zip(replayed, recorded) where comparison.compare(replayed: a, recorded: b) { break }
    return comparison
  }

  @Test func theSameBitsAreTheSame() {
    let a = session(ticks: 500)
    let comparison = compare(a, session(ticks: 500))
    #expect(comparison.divergence == nil)
    #expect(comparison.ticks == 500)
    #expect(comparison.hash != compare(Array(a.dropLast()), Array(a.dropLast())).hash)
  }

  @Test func namesTheFirstTickAndTheSubsystem() {
    let recorded = session(ticks: 500)
    var replayed = recorded
    replayed[123].forceSent.x = -0.0
    var original = recorded
    original[123].forceSent.x = 0
    #expect(
      compare(replayed, original).divergence == Divergence(tick: Tick(123), subsystems: [.forces]),
      "-0 and 0 are other bits")
    replayed = recorded
    replayed[7].append(Event(kind: .contactBegan))
    #expect(compare(replayed, recorded).divergence == Divergence(tick: Tick(7), subsystems: [.events]))
    replayed = recorded
    replayed[250].ledger.dissipated.negate()
    replayed[250].ledger.dissipated += 1
    #expect(compare(replayed, recorded).divergence == Divergence(tick: Tick(250), subsystems: [.energy]))
  }

  @Test func aDigestIsNamedByTheNextCompleteReport() {
    let recorded = session(ticks: 500)
    var replayed = recorded
    replayed[150].digest ^= 1
    replayed[200].hashes.velocities ^= 1
    #expect(compare(replayed, recorded).divergence == Divergence(tick: Tick(150), subsystems: [.velocities]))
    // Cut before the report: the part stays unnamed.
    #expect(
      compare(Array(replayed[..<180]), Array(recorded[..<180])).divergence
        == Divergence(tick: Tick(150), subsystems: [.state]))
  }

  @Test func everyFieldIsCompared() {
    let base = StepOutput(tick: Tick(5))
    let changes: [(Subsystem, (inout StepOutput) -> Void)] = [
      (.tool, { $0.tool = .ultrasoundProbe }), (.tool, { $0.toolPose.orientation.y = 1 }),
      (.tool, { $0.toolVelocity.z = 1 }), (.forces, { $0.forceWanted.y = 1 }), (.forces, { $0.forceSent.y = 1 }),
      (.forces, { $0.contactForce.y = 1 }), (.forces, { $0.normalForce = 1 }), (.contacts, { $0.contactCount = 1 }),
      (.contacts, { $0.contactSite.x = 1 }), (.contacts, { $0.hashes.contacts = 1 }), (.pressure, { $0.pressure = 1 }),
      (.energy, { $0.ledger.kinetic = 1 }), (.energy, { $0.ledger.elastic = 1 }), (.energy, { $0.ledger.contact = 1 }),
      (.energy, { $0.ledger.workIn = 1 }), (.energy, { $0.ledger.dissipated = 1 }),
      (.status, { $0.status = .engaging }), (.events, { $0.append(.none) }), (.state, { $0.digest = 1 }),
      (.positions, { $0.hashes.positions = 1 }), (.velocities, { $0.hashes.velocities = 1 }),
      (.random, { $0.hashes.random = 1 }), (.records, { $0.tick = Tick(6) }),
    ]
    for (subsystem, change) in changes {
      var other = base
      change(&other)
      #expect(!base.hasSameBits(as: other))
      #expect(base.subsystems(differingFrom: other) == [subsystem])
    }
  }
}
