import Frames
import SimMath

/// The block of one hand's instrument in the symmetric pass: inertia, virtual coupling and jaws as one energy.
///
/// With x the centre of mass, h the hold and q the orientation, a tick minimises
/// m/2dt2 |x - x^|2 + 1/2dt2 e(q q^*)' I e(q q^*) + k/2 |h - hand|2 + b/2dt |dh - dhand|2 and the same of rotation and
/// jaws, plus contact, where ^ is where inertia alone would go and e the rotation vector. A ball turns with the hand:
/// its block has three unknowns and none of the rest.
struct InstrumentSolver {
  let body: InstrumentBody
  let coupling: VirtualCoupling
  let tool: UnsafeMutablePointer<ToolState>
  /// Outer loads on the instrument, of blocks that meet it beside the tissue.
  let loads: InstrumentLoads

  private var constants: InstrumentSet.Constants { body.constants }
  private var isBall: Bool { body.isBall }

  private var center: Vector3 {
    get { body.pose.center }
    nonmutating set { body.pose.center = newValue }
  }

  // MARK: A tick

  /// Lets inertia carry the instrument.
  func start() {
    let dt = Tick.duration
    tool.pointee.previous = center
    tool.pointee.target = center + dt * tool.pointee.velocity
    center = tool.pointee.target
    guard !isBall else { return }
    tool.pointee.previousOrientation = body.pose.orientation
    tool.pointee.targetOrientation = Self.turned(body.pose.orientation, by: dt * tool.pointee.angularVelocity)
    body.pose.orientation = tool.pointee.targetOrientation
    guard constants.hasJaw else { return }
    tool.pointee.previousJaw = body.pose.jaw
    tool.pointee.targetJaw = body.pose.jaw + dt * tool.pointee.jawVelocity
    body.pose.jaw = tool.pointee.targetJaw
  }

  /// Takes the new velocities from the motion of the tick.
  func finish() {
    tool.pointee.velocity = 1000 * (center - tool.pointee.previous)
    guard !isBall else { return }
    tool.pointee.orientation = body.pose.orientation
    tool.pointee.angularVelocity = 1000 * turn
    guard constants.hasJaw else { return }
    tool.pointee.jaw = body.pose.jaw
    tool.pointee.jawVelocity = 1000 * (body.pose.jaw - tool.pointee.previousJaw)
  }

  /// Moves the instrument.
  func move(_ m: BodyVector) {
    center = center + m.linear
    guard !isBall else { return }
    body.pose.orientation = Self.turned(body.pose.orientation, by: m.angular)
    if constants.hasJaw { body.pose.jaw = body.pose.jaw + m.jaw }
    let reach = body.pose.reach
    body.pose.travel += m.linear.length + reach * m.angular.length + (reach + body.hingeArm) * abs(m.jaw)
  }

  // MARK: Energy

  /// From the centre of mass to the hand's hold, world axes, m.
  private var holdArm: Vector3 { body.pose.orientation.rotate(constants.hold - constants.center) }
  /// The hold, m.
  var hold: Vector3 { isBall ? center : center + holdArm }
  private var previousHold: Vector3 {
    tool.pointee.previous + tool.pointee.previousOrientation.rotate(constants.hold - constants.center)
  }
  /// How far hold and rotation went in the tick, m, rad.
  var holdMove: Vector3 { isBall ? center - tool.pointee.previous : hold - previousHold }
  var turn: Vector3 { Self.vector(body.pose.orientation * tool.pointee.previousOrientation.conjugate) }
  /// How far the hand turned in the tick, and how far the instrument is turned from the hand, rad.
  var handTurn: Vector3 { Self.vector(tool.pointee.handOrientation * tool.pointee.previousHandOrientation.conjugate) }
  var lag: Vector3 { Self.vector(body.pose.orientation * tool.pointee.handOrientation.conjugate) }
  /// How far closed jaws are pressed into each other, rad, at least 0.
  private var overlap: Float { max(0, -body.pose.jaw) }

  /// Inertia about the centre of mass times a vector.
  private func inertia(_ v: Vector3) -> Vector3 {
    let q = body.pose.orientation
    let u = q.conjugate.rotate(v)
    let i = constants.inertia
    return q.rotate(Vector3(i.x * u.x, i.y * u.y, i.z * u.z))
  }

  /// Force and torque of the coupling on the instrument at its hold, N, N m.
  var couplingForce: Vector3 {
    -(coupling.stiffness * (hold - tool.pointee.hand)
      + coupling.damping * 1000 * (holdMove - (tool.pointee.hand - tool.pointee.previousHand)))
  }
  var couplingTorque: Vector3 {
    -(coupling.turningStiffness * lag + coupling.turningDamping * 1000 * (turn - handTurn))
  }
  /// Torque of the hand's spring on the jaws, N m: negative while it closes them.
  var jawTorque: Float { constants.hasJaw ? constants.jaw.stiffness * (tool.pointee.wantedJaw - body.pose.jaw) : 0 }

  /// The force left over on the instrument without contact.
  var force: BodyVector {
    let t = tool.pointee
    let mass = constants.mass
    guard !isBall else {
      let c = center
      let moved = (c - t.previous) - (t.hand - t.previousHand)
      return BodyVector(
        linear: -(mass * 1e6 * (c - t.target) + coupling.stiffness * (c - t.hand) + coupling.damping * 1000 * moved))
    }
    var f = BodyVector(force: couplingForce, arm: holdArm, jawArm: .zero)
    f.linear -= mass * 1e6 * (center - t.target)
    f.angular += couplingTorque
    f.angular -= 1e6 * inertia(Self.vector(body.pose.orientation * t.targetOrientation.conjugate))
    if constants.hasJaw {
      let jaw = constants.jaw
      f.jaw = jawTorque + jaw.stop * overlap - jaw.damping * 1000 * (body.pose.jaw - t.previousJaw)
      f.jaw -= jaw.inertia * 1e6 * (body.pose.jaw - t.targetJaw)
    }
    return loads.isEmpty ? f : f + loads.force
  }

  /// Inertia, coupling spring and coupling damper of a ball, N/m.
  var ballStiffness: Float { constants.mass * 1e6 + coupling.stiffness + coupling.damping * 1000 }

  /// The same of an instrument in all its unknowns.
  var stiffness: BodyMatrix {
    var h = BodyMatrix()
    h.addPoint(coupling.stiffness + coupling.damping * 1000, arm: holdArm, jawArm: .zero)
    for i in 0..<3 { h[i, i] += constants.mass * 1e6 }
    let columns = (inertia(Vector3(1, 0, 0)), inertia(Vector3(0, 1, 0)), inertia(Vector3(0, 0, 1)))
    let turning = coupling.turningStiffness + coupling.turningDamping * 1000
    h[3, 3] += 1e6 * columns.0.x + turning
    h[4, 3] += 1e6 * columns.0.y
    h[5, 3] += 1e6 * columns.0.z
    h[4, 4] += 1e6 * columns.1.y + turning
    h[5, 4] += 1e6 * columns.1.z
    h[5, 5] += 1e6 * columns.2.z + turning
    // An instrument without jaws keeps a jaw that nothing moves.
    let jaw = constants.jaw
    h[6, 6] += jaw.inertia * 1e6
    if constants.hasJaw { h[6, 6] += jaw.stiffness + jaw.damping * 1000 + (body.pose.jaw < 0 ? jaw.stop : 0) }
    return loads.isEmpty ? h : h + loads.stiffness
  }

  /// Kinetic energy, and what is stored in coupling and jaws, J.
  var energy: (kinetic: Double, stored: Double) {
    let t = tool.pointee
    var kinetic = 0.5 * Double(constants.mass * t.velocity.lengthSquared)
    var stored = 0.5 * Double(coupling.stiffness * (hold - t.hand).lengthSquared)
    guard !isBall else { return (kinetic, stored) }
    kinetic += 0.5 * Double(t.angularVelocity.dot(inertia(t.angularVelocity)))
    stored += 0.5 * Double(coupling.turningStiffness * lag.lengthSquared)
    if constants.hasJaw {
      let jaw = constants.jaw
      let stretch = t.wantedJaw - body.pose.jaw
      kinetic += 0.5 * Double(jaw.inertia * t.jawVelocity * t.jawVelocity)
      stored += 0.5 * Double(jaw.stiffness * stretch * stretch + jaw.stop * overlap * overlap)
    }
    return (kinetic, stored)
  }

  /// What the springs of the coupling hold in translation and in rotation, J.
  var springEnergy: (force: Float, torque: Float) {
    let stretch = hold - tool.pointee.hand
    return (
      0.5 * coupling.stiffness * stretch.lengthSquared, isBall ? 0 : 0.5 * coupling.turningStiffness * lag.lengthSquared
    )
  }

  /// Work of the hand in the tick, J.
  var handWork: Double {
    let t = tool.pointee
    var work = Double(couplingForce.dot(t.hand - t.previousHand))
    guard !isBall else { return work }
    work += Double(couplingTorque.dot(handTurn))
    if constants.hasJaw { work += Double(jawTorque * (t.wantedJaw - t.previousWantedJaw)) }
    return work
  }

  // MARK: Rotations

  /// The rotation vector of a small rotation, rad: twice its vector part, which never is longer than the angle.
  static func vector(_ q: Quaternion) -> Vector3 {
    let s: Float = q.w < 0 ? -2 : 2
    return Vector3(s * q.x, s * q.y, s * q.z)
  }

  /// `q` turned further by a small rotation vector.
  static func turned(_ q: Quaternion, by v: Vector3) -> Quaternion {
    (Quaternion(x: 0.5 * v.x, y: 0.5 * v.y, z: 0.5 * v.z, w: 1).normalized * q).normalized
  }
}
