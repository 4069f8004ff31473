import SimMath

extension NeedleState {
  private static var tick: Double { 0.001 }
  private static var inverseSquareTick: Double { 1e6 }

  // MARK: Before and within the pass

  /// Springs of the tick as they are where it begins.
  /// - Parameters:
  ///   - vertices: positions, [N][4] m.
  mutating func prepare(
    _ surface: TissueBorder, _ neighbours: TissueNeighbours, _ paths: TissuePaths, vertices: UnsafeMutablePointer<Float>
  ) {
    let tetrahedra = paths.tetrahedra
    for k in 0..<nodes.count where nodes[k].status == .holds {
      let p = Vector3D(nodes[k].place.tie(tetrahedra).place(vertices))
      nodes.base[k].tissue = neighbours.puncture[paths.whole(Int(nodes[k].place.element))]
      nodes.base[k].hold = nodes[k].evaluate(model, frame, p)
    }
    tip.hold = NeedleHold()
    guard tip.phase != .free else { return }
    tip.tissue = neighbours.puncture[paths.whole(Int(tip.place.element))]
    if tip.phase == .denting { tip.normal = surface.normal(tip.face, tip.place, vertices, paths) }
    tip.hold = tip.evaluate(model, frame, Vector3D(tip.place.tie(tetrahedra).place(vertices)))
  }

  /// Lets inertia carry the needle.
  mutating func start() {
    previous = frame
    let to = center + Self.tick * velocity
    frame.turn(by: Self.tick * angularVelocity)
    frame.origin = to - frame.rotate(model.center)
    target = frame
  }

  /// Sets the ties of nodes and tip.
  /// - Parameter ties: `tieCount` of them.
  func setTies(_ ties: UnsafeMutablePointer<TissueTie>, tetrahedra: UnsafeMutablePointer<Int32>) {
    for k in 0..<nodes.count {
      if nodes[k].status == .holds { ties[k] = nodes[k].place.tie(tetrahedra) } else { ties[k] = TissueTie() }
    }
    ties[nodes.count] = tip.phase == .free ? TissueTie() : tip.place.tie(tetrahedra)
    moveTies(ties)
  }

  /// Takes the ties along with the needle.
  func moveTies(_ ties: UnsafeMutablePointer<TissueTie>) {
    for k in 0..<nodes.count where nodes[k].status == .holds { nodes[k].hold.set(&ties[k], frame) }
    if tip.phase != .free { tip.hold.set(&ties[nodes.count], frame) }
  }

  /// Sums up all that acts on the needle but its thread, and says what spring the thread then sees.
  ///
  /// With A the needle's stiffness in (swage, rotation), the swage alone answers with the compliance C = A^-1 in its
  /// upper left block, and through the swage's own spring k with C + 1/k: exactly the needle's part of the joint
  /// system.
  /// - Parameter place: where the tissue's place of a tie is, m.
  mutating func assemble(
    gravity: Vector3D, hands: Int, _ place: (Int) -> Vector3D, _ pads: (Int, NeedleGrip) -> NeedleGrip.Hold
  ) -> ThreadHead {
    let h2 = Self.inverseSquareTick
    let mass = model.mass
    let o = swage
    var a = RigidMatrix()
    var r = RigidVector.zero
    let arm = center - o
    a.add(across: mass * h2, along: mass * h2, .zero, arm: arm)
    r += .force(mass * gravity - (mass * h2) * (center - target.world(model.center)), arm: arm)
    let axes = model.principal
    let moments = model.inertia
    let turn = RigidFrame.turn(from: target, to: frame)
    for k in 0..<3 {
      let axis = frame.rotate(k == 0 ? axes.0 : k == 1 ? axes.1 : Vector3D(0, 0, 1))
      let moment = k == 0 ? moments.x : k == 1 ? moments.y : moments.z
      a.addTurning(moment * h2, about: axis)
      r.angular -= (moment * h2 * turn.dot(axis)) * axis
    }
    func add(_ hold: NeedleHold) {
      guard hold.isActive else { return }
      let arm = hold.place - o
      a.add(across: hold.across, along: hold.along, frame.rotate(hold.direction), arm: arm)
      r += .force(hold.force, arm: arm)
    }
    for k in 0..<nodes.count where nodes[k].status == .holds {
      nodes.base[k].hold = nodes[k].evaluate(model, frame, place(k))
      add(nodes[k].hold)
    }
    if tip.phase != .free {
      tip.hold = tip.evaluate(model, frame, place(nodes.count))
      add(tip.hold)
    }
    for h in 0..<hands where grips[h].isActive {
      let hold = pads(h, grips[h])
      let arm = hold.place - o
      a.add(across: hold.tangential, along: hold.tangential, .zero, arm: arm)
      r += .force(hold.force, arm: arm)
      a.addTurning(hold.turning, about: frame.x)
      a.addTurning(hold.turning, about: frame.y)
      a.addTurning(hold.turning, about: frame.z)
      r.angular += hold.torque
    }
    if isResting {
      // As pads that bear anything would hold it at its middle.
      let k = NeedleModel.padStiffness
      let turning = NeedleModel.padTurning
      a.add(across: k, along: k, .zero, arm: arm)
      r += .force(-k * (center - rest.world(model.center)), arm: arm)
      a.addTurning(turning, about: frame.x)
      a.addTurning(turning, about: frame.y)
      a.addTurning(turning, about: frame.z)
      r.angular -= turning * RigidFrame.turn(from: rest, to: frame)
    }
    factor = a.factor
    residual = r
    free = o + factor.substitute(r).linear
    var compliance = (1 / Self.swageSpring) * Matrix3D.identity
    compliance = compliance + Matrix3D(
      columns: answer(Vector3D(1, 0, 0)), answer(Vector3D(0, 1, 0)), answer(Vector3D(0, 0, 1)))
    let k = compliance.inverse
    return ThreadHead(isActive: true, place: free, stiffness: 0.5 * (k + k.transpose))
  }

  private static var swageSpring: Double { NeedleModel.swageStiffness }

  /// Motion of the swage for a force on it, m.
  private func answer(_ f: Vector3D) -> Vector3D { factor.substitute(RigidVector(linear: f, angular: .zero)).linear }

  /// Moves the needle to where it is with its thread.
  /// - Parameter force: of the thread on the swage, N.
  mutating func move(thread force: Vector3D) {
    threadForce = force
    var r = residual
    r.linear += force
    let m = factor.substitute(r)
    let to = swage + m.linear
    frame.turn(by: m.angular)
    frame.origin = to - frame.rotate(model.shape.point(at: 0))
  }

  /// New velocities from the motion of the tick.
  mutating func finish() {
    velocity = 1000 * (center - previous.world(model.center))
    angularVelocity = 1000 * RigidFrame.turn(from: previous, to: frame)
  }

  // MARK: Energy

  /// In the springs that hold a needle at rest, J.
  var restEnergy: Double {
    0.5 * NeedleModel.padStiffness * (center - rest.world(model.center)).lengthSquared
      + 0.5 * NeedleModel.padTurning * RigidFrame.turn(from: rest, to: frame).lengthSquared
  }

  /// Kinetic, of height, and of the swage's spring, J.
  func energy(gravity: Vector3D) -> Double {
    var sum = 0.5 * model.mass * velocity.lengthSquared - model.mass * gravity.dot(center)
    let w = frame.local(direction: angularVelocity)
    let (a, b) = (w.dot(model.principal.0), w.dot(model.principal.1))
    let i = model.inertia
    sum += 0.5 * (i.x * a * a + i.y * b * b + i.z * w.z * w.z)
    if isResting { sum += restEnergy }
    return sum + 0.5 * threadForce.lengthSquared / Self.swageSpring
  }
}
