public import Frames
public import SimMath
import Simulation

/// Hand, device and the real tick in a loop: what a device's user would feel, simulated.
///
/// The handle is integrated in steps of 20 us between ticks; its place is read in encoder steps at each tick, the real
/// `step` with coupling and safety chain answers, and the force goes out a transport delay later and is held. Nothing
/// replaces any part of the simulation.
public struct ClosedLoop: Sendable {
  /// How the loop is driven.
  public struct Options: Sendable {
    /// Length, s.
    public var seconds: Double
    /// From one touch to the next, s: drawn back for a tenth of it (a stiff hand leaves the tissue, a loose one only
    /// lets go), then pressed and held.
    public var cycle: Double
    /// From reading a place to the new force at the handle, s, 0 ... 0.001.
    public var delay: Double
    /// Stalls of 2 to 10 ms a second, in which no tick runs.
    public var stallsPerSecond: Double
    /// How hard the hand presses at rest, N; nil for the lesser of 1.5 N and four fifths of the continuous force.
    public var press: Double?
    /// How fast the hand comes down, m/s.
    public var approach: Double
    public var seed: UInt64
    /// How long the hand stays in the air at first, s; nil for a tenth of a cycle. The force ramps up in that time.
    public var wait: Double?

    public init(
      seconds: Double, cycle: Double = 5, delay: Double = 0.001, stallsPerSecond: Double = 1, press: Double? = nil,
      approach: Double = 0.05, seed: UInt64 = 1, wait: Double? = nil
    ) {
      self.seconds = seconds
      self.cycle = cycle
      self.delay = delay
      self.stallsPerSecond = stallsPerSecond
      self.press = press
      self.approach = approach
      self.seed = seed
      self.wait = wait
    }
  }

  /// The last guard of the force before the hand, on the device's thread: takes the force and tick of the newest answer
  /// and the time (ns).
  public typealias Guard = (Vector3, Tick, UInt64) -> Vector3

  /// A tick of the loop along the way into the tissue.
  public struct Sample: Sendable {
    /// s since the start.
    public var time: Double
    /// How far the handle and the simulated tool are past first touch, m.
    public var depth: Double
    public var toolDepth: Double
    /// Forces that push back, N: on the tool, wanted, at the motors, and of the hand's own spring, which is what it
    /// feels.
    public var contact: Double
    public var wanted: Double
    public var sent: Double
    public var felt: Double
    public var status: StepStatus
  }

  public let built: HapticScene.Built
  public let device: DeviceModel
  public let hand: HandModel
  public var options: Options

  public init(_ built: HapticScene.Built, device: DeviceModel, hand: HandModel, options: Options) {
    self.built = built
    self.device = device
    self.hand = hand
    self.options = options
  }

  /// Runs the loop.
  ///
  /// - Parameters:
  ///   - hold: what the device does with the newest force; without one it is held through every stall, which is harder
  ///     on stability than a watchdog.
  ///   - observe: sees every tick; false ends the run.
  public func run(
    hold: Guard = { force, _, _ in force }, observe: (Sample) -> Bool = { _ in true }
  ) -> ClosedLoopResult {
    var state = SimulationState(model: built.model)
    let team = WorkerTeam()
    defer { team.stop() }
    var random = Random(seed: options.seed, stream: 3)
    let lift = 0.004
    let n = built.normal
    // Where the hand must want to be so that spring, coupling and skin carry the force at rest.
    let press = options.press ?? min(1.5, 0.8 * device.continuousForce.value)
    let spring = 1 / hand.stiffness.value + 1 / max(100, device.couplingStiffness.value)
    let depth = press * spring + 0.0005
    var plant = HandDevicePlant(device, hand, at: built.touch + lift * n)
    var wanted = plant.position
    var (held, next) = (Vector3D.zero, Vector3D.zero)
    var meter = OscillationMeter(cycle: options.cycle)
    var stall = 0
    var output = StepOutput(tick: Tick(0))
    let ticks = Int(options.seconds * 1000)
    for k in 0..<ticks {
      let intention = built.touch + height(at: Double(k) / 1000, lift: lift, depth: depth) * n
      if stall > 0 {
        stall -= 1
      } else {
        if random.uniform(0, 1) < options.stallsPerSecond / 1000 { stall = 2 + random.index(below: 9) - 1 }
        let read = quantised(plant.position)
        output = step(
          built.model, &state, InputFrame(tick: state.nextTick, pose: Pose(position: Vector3(read))), on: team)
      }
      next = Vector3D(hold(output.forceSent, output.tick, UInt64(k) * 1_000_000))
      let middle = wanted + options.delay / 0.001 * (intention - wanted)
      plant.advance(for: options.delay, force: held, from: wanted, to: middle)
      plant.advance(for: 0.001 - options.delay, force: next, from: middle, to: intention)
      held = next
      wanted = intention
      let contact = Vector3D(output.contactForce).dot(n)
      meter.add(
        time: Double(k) / 1000, place: (plant.position - built.touch).dot(n), force: next.dot(n),
        contact: contact, work: plant.work, status: output.status)
      let sample = Sample(
        time: Double(k + 1) / 1000, depth: -(plant.position - built.touch).dot(n),
        toolDepth: -(Vector3D(output.toolPose.position) - built.touch).dot(n), contact: contact,
        wanted: Vector3D(output.forceWanted).dot(n), sent: held.dot(n),
        felt: -plant.handForce(wanting: wanted).dot(n), status: output.status)
      if !observe(sample) { break }
    }
    return meter.result(step: device.encoderStep.value)
  }

  private func quantised(_ p: Vector3D) -> Vector3D {
    let s = device.encoderStep.value
    return Vector3D((p.x / s).rounded() * s, (p.y / s).rounded() * s, (p.z / s).rounded() * s)
  }

  /// Where the hand wants to be over first touch, m: up, down at `approach`, then held.
  private func height(at time: Double, lift: Double, depth: Double) -> Double {
    let t = time - (time / options.cycle).rounded(.down) * options.cycle
    let up = time < options.cycle ? options.wait ?? 0.1 * options.cycle : 0.1 * options.cycle
    if t < up {
      // The first cycle starts in the air.
      return time < options.cycle ? lift : min(lift, -depth + options.approach * t)
    }
    return max(-depth, lift - options.approach * (t - up))
  }
}
