import Frames
import SessionLog
import SimMath

/// Ticks that look like a session to a compressor: a hand with 9 Hz tremor and sensor noise, a tool that follows it,
/// in contact half of the time, a pulse, noisy energy terms. Endless; the same for the same seed.
struct RealisticSession: Sequence, IteratorProtocol {
  private var random: Random
  private var tick: UInt64 = 0
  /// Slow wander of 24 quantities (Ornstein-Uhlenbeck, 50 ms), standard deviation 1.
  private var wander = [Double](repeating: 0, count: 24)
  private var touched = false

  init(seed: UInt64) { random = Random(seed: seed) }

  mutating func next() -> TickEntry? {
    let t = Double(tick) / 1000
    let decay = 0.980_198_673
    for i in wander.indices { wander[i] = decay * wander[i] + (1 - decay * decay).squareRoot() * random.normal() }
    let touching = Trigonometry.sin(2.1 * t + 0.3) > 0

    func hand(_ k: Int) -> Double {
      0.02 * Trigonometry.sin(0.7 * t + Double(k)) + 3e-4 * Trigonometry.sin(56.5 * t + Double(k)) + 1e-4 * wander[k]
    }
    func turn(_ k: Int) -> Float { Float(0.3 * Trigonometry.sin(0.5 * t + Double(k)) + 0.01 * wander[3 + k]) }
    let position = Vector3(Vector3D(hand(0), hand(1), hand(2)))
    let orientation = Quaternion(x: turn(0), y: turn(1), z: turn(2), w: 1).normalized
    let input = InputFrame(
      tick: Tick(tick), pose: Pose(position: position, orientation: orientation),
      command: tick % 700 == 99 ? .markLesion : .none)

    var output = StepOutput(tick: Tick(tick))
    output.toolPose.position = position + Vector3(Vector3D(1e-4 * wander[6], 1e-4 * wander[7], 1e-4 * wander[8]))
    output.toolPose.orientation =
      Quaternion(
        x: orientation.x + Float(1e-4 * wander[9]), y: orientation.y + Float(1e-4 * wander[10]),
        z: orientation.z + Float(1e-4 * wander[11]), w: orientation.w
      ).normalized
    output.toolVelocity = Vector3(Vector3D(0.05 * wander[12], 0.05 * wander[13], 0.05 * wander[14]))
    let push = touching ? 1.0 : 0.0
    output.forceWanted = Vector3(
      Vector3D(push + 0.3 * wander[15], 0.2 * wander[16], 0.5 * push + 0.2 * wander[17]))
    output.forceSent = random.index(below: 10) == 0 ? 0.99 * output.forceWanted : output.forceWanted
    if touching {
      output.contactForce = Vector3(Vector3D(1 + 0.3 * wander[18], 0.3 * wander[19], 0.5 + 0.3 * wander[20]))
      output.normalForce = output.contactForce.length
      output.contactCount = UInt16(20 + random.index(below: 5))
      output.contactSite = position + Vector3(Vector3D(0, 1e-5 * random.normal(), 1e-5 * random.normal()))
      output.status = .inContact
    }
    output.pressure = Float(10_600 + 2_600 * Trigonometry.sin(7.5 * t))
    output.ledger = EnergyLedger(
      kinetic: Float(1e-5 * abs(wander[21])), elastic: Float(0.01 + 1e-5 * wander[22]),
      contact: Float(touching ? 1e-4 * abs(wander[23]) : 0), workIn: Float(1e-6 * random.normal()),
      dissipated: Float(1e-7 * random.normal()))
    output.digest = random.next32()
    if touching != touched {
      output.append(
        Event(kind: touching ? .contactBegan : .contactEnded, site: output.contactSite, pose: output.toolPose))
      touched = touching
    }
    if input.command == .markLesion {
      output.append(Event(kind: .lesionMarked, argument: 1, site: position, pose: output.toolPose))
    }
    if tick > 0, tick % HashReport.period == 0 {
      output.hashes = HashReport(
        positions: random.next(), velocities: random.next(), contacts: random.next(), random: random.next())
    }
    let timing = TickTiming(
      tick: Tick(tick), wakeLatency: UInt32(20_000 + random.index(below: 8000)),
      stepDuration: UInt32(300_000 + random.index(below: 60_000)), missed: 0)
    defer { tick += 1 }
    return TickEntry(tick: Tick(tick), input: input, output: output, timing: timing)
  }
}
