import Frames
import Scenarios
import SimMath
import Testing

@testable import Simulation

@Suite struct InstrumentTests {
  /// Every primitive's distance has a gradient of length one, which is the normal that it gives.
  @Test func distancesAreExact() {
    let shapes: [ShapePrimitive] = [
      .sphere(at: Vector3(0.001, 0, 0.002), radius: 0.004),
      .capsule(from: Vector3(0, 0.01, 0), to: Vector3(0.002, 0.05, -0.01), radius: 0.003),
      .capsule(from: Vector3(0, 0.01, 0), to: Vector3(0, 0.01, 0), radius: 0.003),
      .box(
        at: Vector3(0.001, 0.004, 0), size: Vector3(0.01, 0.006, 0.004), radius: 0.001,
        orientation: Quaternion(axis: Vector3(1, 2, 3), angle: 0.7)),
    ]
    var random = Random(seed: 5)
    for shape in shapes {
      for _ in 0..<400 {
        let p = Vector3(Vector3D(random.uniform(-0.02, 0.02), random.uniform(-0.01, 0.06), random.uniform(-0.02, 0.02)))
        let (distance, normal) = shape.field(p)
        #expect(abs(distance - shape.distance(p)) < 1e-8)
        #expect(abs(normal.length - 1) < 1e-5)
        // A step along the normal goes just that much further out, unless a ridge lies between.
        let h: Float = 2e-5
        let out = shape.distance(p + h * normal) - distance
        #expect(out > 0.5 * h && out < 1.001 * h + 1e-8, "\(shape.kind) \(p) \(out)")
        let across = normal.cross(abs(normal.x) < 0.7 ? Vector3(1, 0, 0) : Vector3(0, 1, 0)).normalized
        #expect(abs(shape.distance(p + h * across) - distance) < 0.15 * h + 1e-8 || distance < 0)
      }
    }
  }

  /// A box from the data's corner to corner: distances known in closed form.
  @Test func roundedBoxIsTheBoxOfItsSize() {
    let box = ShapePrimitive.box(at: .zero, size: Vector3(0.01, 0.02, 0.004), radius: 0.001)
    #expect(abs(box.distance(Vector3(0.008, 0, 0)) - 0.003) < 1e-7)
    #expect(abs(box.distance(Vector3(0, -0.010, 0))) < 1e-7)
    #expect(abs(box.distance(.zero) + 0.002) < 1e-7)
    // Over a rounded edge.
    #expect(abs(box.distance(Vector3(0.007, 0.012, 0)) - (0.003 * Float(2).squareRoot() - 0.001)) < 1e-6)
  }

  /// The palpation probe as a rigid body presses and drags like the ball that turns with the hand.
  @Test func sixDegreesFeelLikeTheBall() throws {
    func press(_ tool: Instrument) throws -> (depth: Float, force: Float, drag: Float) {
      let model = try InstrumentScene.aorta([tool])
      var state = SimulationState(model: model)
      var result: (Float, Float, Float) = (0, 0, 0)
      run(
        model, &state, ticks: 1500,
        pose: { k in
          let down = 0.003 * Float(min(k, 500)) / 500
          let along = k > 1000 ? 0.000002 * Float(min(k - 1000, 250)) : 0
          return Pose(position: Vector3(0, 0.0225 - down, 0.03 + along))
        }
      ) { output in
        if output.tick == Tick(999) { result = (0.0225 - output.toolPose.position.y, output.forceSent.y, 0) }
        if output.tick == Tick(1499) { result.2 = output.forceSent.z }
      }
      return result
    }
    let ball = try press(.palpationProbe(radius: 0.006, mass: 0.05))
    var probe = try InstrumentScene.instrument(.palpationProbe)
    #expect(probe.turning == .simulated && probe.mass == 0.05)
    // The ball alone: what the stem adds is another shape.
    probe.shape = [probe.shape[0]]
    let body = try press(probe)
    #expect(ball.force > 0.5)
    #expect(abs(body.depth / ball.depth - 1) < 0.001, "\(body) \(ball)")
    #expect(abs(body.force / ball.force - 1) < 0.001, "\(body) \(ball)")
    #expect(ball.drag < -0.01 && abs(body.drag / ball.drag - 1) < 0.05, "\(body) \(ball)")
  }

  /// At rest the hand's force and torque carry what the tissue does to the instrument, wherever it touches.
  @Test func forceAndTorqueBalanceAtRest() throws {
    let sucker = try InstrumentScene.instrument(.sucker)
    let model = try InstrumentScene.wall([sucker], friction: 0.5)
    var state = SimulationState(model: model)
    // Lying on its side: the shaft touches off the tip, so that the plate turns it.
    let lying = Quaternion(axis: Vector3(0, 0, 1), angle: -1.45)
    var last = StepOutput(tick: Tick(0))
    run(
      model, &state, ticks: 1500,
      pose: { k in
        Pose(position: Vector3(-0.02, 0.006 - 0.0045 * Float(min(k, 600)) / 600, 0), orientation: lying)
      }
    ) { last = $0 }
    #expect(last.contactForce.y > 0.3, "\(last.contactForce)")
    #expect((last.forceWanted - last.contactForce).length < 0.005 * last.contactForce.length)
    #expect(last.touch.contactTorque.length > 0.001)
    #expect((last.touch.torqueWanted - last.touch.contactTorque).length < 0.01 * last.touch.contactTorque.length)
    // A hand whose device renders no torque is sent none.
    #expect(last.touch.torqueSent == .zero)
    // The shaft has turned away from the hand's direction, by no more than fingers would let it.
    let lag = (last.toolPose.orientation * lying.conjugate).angle
    #expect(lag > 1e-4 && lag < 0.05, "\(lag)")
  }

  /// A device with torque gets it, within its limits.
  @Test func torqueIsSentToADeviceThatRendersIt() throws {
    var limits = DeviceLimits.scripted
    limits.peakTorque = 0.03
    limits.continuousTorque = 0.025
    limits.turningStiffness = 8
    limits.turningDamping = 0.05
    let model = try InstrumentScene.wall([InstrumentScene.instrument(.sucker)], friction: 0.5, limits: limits)
    var state = SimulationState(model: model)
    let lying = Quaternion(axis: Vector3(0, 0, 1), angle: -1.45)
    var largest: Float = 0
    var through = 0
    var last = StepOutput(tick: Tick(0))
    run(
      model, &state, ticks: 2500,
      pose: { k in
        Pose(position: Vector3(-0.02, 0.006 - 0.0075 * Float(min(k, 2000)) / 2000, 0), orientation: lying)
      }
    ) { output in
      largest = max(largest, output.touch.torqueSent.length)
      let wanted = output.touch.torqueWanted
      if wanted.length > 0.003 && wanted.length < 0.028 && output.status.isDisjoint(with: [.slewLimited, .passivityControlled]) {
        #expect((output.touch.torqueSent - wanted).length < 1e-5)
        through += 1
      }
      last = output
    }
    #expect(through > 100, "\(through)")
    #expect(last.touch.torqueWanted.length > 0.035 && largest <= 0.03 && largest > 0.029, "\(largest)")
  }

  /// The instrument follows a hand that turns, and its inertia is felt as a lag that dies away.
  @Test func turnsWithTheHandThroughTheCoupling() throws {
    let model = try InstrumentScene.wall([InstrumentScene.instrument(.needleHolder)])
    var state = SimulationState(model: model)
    var lag: Float = 0
    var last = StepOutput(tick: Tick(0))
    func turn(_ k: UInt64) -> Quaternion { Quaternion(axis: Vector3(1, 0, 0.5), angle: 0.002 * Float(min(k, 400))) }
    run(
      model, &state, ticks: 800,
      pose: { k in Pose(position: Vector3(0, 0.05, 0), orientation: turn(k)) }
    ) { output in
      let q = output.toolPose.orientation
      #expect(abs(q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w - 1) < 1e-5)
      if output.tick == Tick(399) {
        lag = (q * turn(399).conjugate).angle
        #expect(abs(output.touch.angularVelocity.length - 2) < 0.05, "\(output.touch.angularVelocity)")
      }
      last = output
    }
    #expect(lag < 0.02)
    #expect((last.toolPose.orientation * turn(799).conjugate).angle < 1e-3)
    #expect(last.touch.angularVelocity.length < 1e-2)
  }

  @Test func jawsFollowTheGrip() throws {
    for tool in [Tool.needleHolder, .forceps, .scissors, .clamp] {
      let instrument = try InstrumentScene.instrument(tool)
      let jaw = try #require(instrument.jaw)
      let model = try InstrumentScene.wall([instrument])
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      func hold(_ grip: Float, ticks: Int) -> StepOutput {
        var output = StepOutput(tick: Tick(0))
        for _ in 0..<ticks {
          output = step(
            model, &state,
            InputFrame(tick: state.nextTick, pose: Pose(position: Vector3(0, 0.05, 0)), grip: grip), on: team)
        }
        return output
      }
      let open = hold(0, ticks: 200)
      #expect(abs(open.touch.jawAngle - jaw.opening) < 0.01 * jaw.opening)
      #expect(abs(open.touch.jawOpening - jaw.tipDistance(jaw.opening)) < 0.01 * jaw.tipDistance(jaw.opening))
      let closed = hold(1, ticks: 400)
      // Closed jaws rest on each other and give only a little.
      #expect(closed.touch.jawAngle < 0 && closed.touch.jawAngle > -0.03 && closed.touch.jawOpening == 0)
      #expect(closed.touch.graspForce == 0, "nothing is between them")
      let nonsense = hold(.nan, ticks: 400)
      #expect(abs(nonsense.touch.jawAngle - jaw.opening) < 0.01 * jaw.opening)
    }
  }

  /// An outer block's load is carried like the tissue's: the hand holds against a force at the tip.
  @Test func outerLoadsAreCarried() throws {
    let model = try InstrumentScene.wall([InstrumentScene.instrument(.needleHolder)])
    var state = SimulationState(model: model)
    run(model, &state, ticks: 100, pose: { _ in Pose(position: Vector3(0, 0.05, 0)) })
    let body = state.body(model, 0)
    let tip = Vector3(0, 0.05, 0)
    let loads = InstrumentLoads(base: state.loads.base)
    loads.add(Vector3(0.5, 0, 0), at: tip + Vector3(0, 0.03, 0), stiffness: .zero, on: body, .body)
    var last = StepOutput(tick: Tick(0))
    run(model, &state, ticks: 600, pose: { _ in Pose(position: tip) }) { last = $0 }
    #expect((last.forceWanted - Vector3(0.5, 0, 0)).length < 0.005, "\(last.forceWanted)")
    // 0.5 N along x, 30 mm over the hold: a torque of -0.015 N m about z.
    #expect(abs(last.touch.torqueWanted.z + 0.015) < 0.0003, "\(last.touch.torqueWanted)")
    loads.reset()
    run(model, &state, ticks: 600, pose: { _ in Pose(position: tip) }) { last = $0 }
    #expect(last.forceWanted.length < 0.001)
  }

  @Test func unsoundInstrumentsAreSeen() throws {
    for instrument in try InstrumentLibrary.load() { #expect(instrument.isSound) }
    var bad = try InstrumentScene.instrument(.forceps)
    bad.jaw = nil
    #expect(!bad.isSound, "parts of a jaw without a jaw")
    bad = try InstrumentScene.instrument(.scalpel)
    bad.inertia.y = 0
    #expect(!bad.isSound)
    bad = .palpationProbe(radius: 0.006, mass: .nan)
    #expect(!bad.isSound)
  }
}
