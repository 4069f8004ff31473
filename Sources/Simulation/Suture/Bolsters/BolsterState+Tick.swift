import SimMath

extension BolsterState {
  private static var tick: Double { 0.001 }
  private static var inverseSquareTick: Double { 1e6 }

  // MARK: Before and within the pass

  /// Cosine between the underside's normal and the tissue's over which the underside lies on the tissue by its face.
  private static var flat: Double { 0.7 }

  /// Finds the surface under every place of the beds. Before a tick.
  ///
  /// The underside is flat, so that its normal is that of the contact: the tissue's own, which leaps where two of its faces meet at
  /// a crease, would toss a place on the crease from one to the other.
  /// - Parameter vertices: positions, [N][4] m.
  mutating func findRests(
    _ border: TissueBorder, _ grid: borrowing BorderGrid, _ paths: TissuePaths, vertices: UnsafeMutablePointer<Float>
  ) {
    for b in 0..<count {
      for k in 0..<bodies[b].model.bedCount {
        let rest = rest(b, k)
        let q = bodies[b].bed(k)
        var point = Vector3D.zero
        if let found = border.nearest(q, grid, vertices, paths) {
          rest.pointee.isActive = true
          rest.pointee.place = found.touch.place
          let own = bodies[b].frame.y
          rest.pointee.normal = own.dot(found.touch.normal) > Self.flat ? own : found.touch.normal
          point = found.point
        } else if rest.pointee.touches {
          // Pressed in further than is looked for: it stays where it was.
          rest.pointee.isActive = true
          point = Vector3D(rest.pointee.place.tie(paths.tetrahedra).place(vertices))
        } else {
          rest.pointee.isActive = false
          rest.pointee.held = .zero
          continue
        }
        let n = rest.pointee.normal
        let off = q - point
        rest.pointee.origin = off - off.dot(n) * n
        rest.pointee.held = rest.pointee.held - rest.pointee.held.dot(n) * n
      }
    }
  }

  /// Lets inertia carry the bolsters.
  mutating func start() {
    for b in 0..<count {
      let body = bodies.base + b
      body.pointee.previous = body.pointee.frame
      body.pointee.frame.turn(by: Self.tick * body.pointee.angularVelocity)
      body.pointee.frame.origin += Self.tick * body.pointee.velocity
      body.pointee.target = body.pointee.frame
    }
  }

  /// Sets the ties of the beds. At the start of a tick.
  /// - Parameter ties: `tieCount` of them.
  func setTies(_ ties: UnsafeMutablePointer<TissueTie>, tetrahedra: UnsafeMutablePointer<Int32>) {
    for b in 0..<count {
      for k in 0..<BolsterModel.bedCapacity {
        let rest = rest(b, k).pointee
        let tie = ties + (BolsterModel.bedCapacity * b + k)
        guard k < bodies[b].model.bedCount, rest.isActive else {
          tie.pointee = .noRest
          continue
        }
        tie.pointee = rest.place.tie(tetrahedra)
        tie.pointee.isOneSided = true
        tie.pointee.direction = Vector3(rest.normal)
        tie.pointee.along = Float(bodies[b].model.bedStiffness)
        tie.pointee.stiffness = rest.touches ? Float(BolsterRest.tangential * bodies[b].model.bedStiffness) : 0
        tie.pointee.anchor = anchor(b, k)
      }
    }
  }

  /// Takes the ties along with the bolsters.
  /// - Parameter place: where the tissue's place of a tie is, m.
  func moveTies(_ ties: UnsafeMutablePointer<TissueTie>, _ place: (Int) -> Vector3D) {
    for b in 0..<count {
      for k in 0..<bodies[b].model.bedCount where rest(b, k).pointee.isActive {
        let rest = rest(b, k).pointee
        let i = BolsterModel.bedCapacity * b + k
        let hold = rest.hold(bodies[b].bed(k), on: place(i), stiffness: bodies[b].model.bedStiffness)
        ties[i].stiffness = Float(hold?.across ?? 0)
        ties[i].anchor = anchor(b, k)
      }
    }
  }

  /// Where a bed's place holds the tissue's: across the normal the tie is stretched as the friction's spring is.
  private func anchor(_ b: Int, _ k: Int) -> Vector3 {
    Vector3(bodies[b].bed(k) + (rest(b, k).pointee.held - rest(b, k).pointee.origin))
  }

  /// Newton steps of a solve at most, and the largest motion of a place after which none is needed, m.
  private static var steps: Int { 6 }
  private static var solved: Double { 1e-8 }
  /// Largest turn of a step, rad.
  private static var largestTurn: Double { 0.2 }

  /// Puts a bolster to where tissue and thread, as they are, leave it.
  ///
  /// - Parameters:
  ///   - place: where the tissue's place of a tie is, m.
  ///   - thread: where the thread pulls a mouth to, m; nil where none goes through.
  mutating func relax(_ b: Int, gravity: Vector3D, _ place: (Int) -> Vector3D, _ thread: (Int) -> Vector3D?) {
    let body = bodies.base + b
    let m = body.pointee.model
    let h2 = Self.inverseSquareTick
    let moments = m.inertia
    for _ in 0..<Self.steps {
      let frame = body.pointee.frame
      let c = frame.origin
      var a = RigidMatrix()
      var r = RigidVector.zero
      a.add(across: m.mass * h2, along: m.mass * h2, .zero, arm: .zero)
      r.linear = m.mass * gravity - (m.mass * h2) * (c - body.pointee.target.origin)
      let turn = RigidFrame.turn(from: body.pointee.target, to: frame)
      func addInertia(_ moment: Double, about axis: Vector3D) {
        a.addTurning(moment * h2, about: axis)
        r.angular -= (moment * h2 * turn.dot(axis)) * axis
      }
      addInertia(moments.x, about: frame.x)
      addInertia(moments.y, about: frame.y)
      addInertia(moments.z, about: frame.z)
      // What a force turns as its lever does, at most: without it a light body would turn over within a step.
      var levers = 0.0
      for k in 0..<m.bedCount where rest(b, k).pointee.isActive {
        let rest = rest(b, k).pointee
        let q = frame.world(m.bed(k))
        guard let hold = rest.hold(q, on: place(BolsterModel.bedCapacity * b + k), stiffness: m.bedStiffness) else { continue }
        a.add(across: hold.across, along: hold.along, rest.normal, arm: q - c)
        r += .force(hold.force, arm: q - c)
        levers += hold.force.length * (q - c).length
      }
      let spring = BolsterModel.mouthStiffness
      for k in 0..<BolsterModel.mouthCount {
        guard let at = thread(k) else { continue }
        let q = frame.world(m.mouth(k))
        let force = spring * (at - q)
        a.add(across: spring, along: spring, .zero, arm: q - c)
        r += .force(force, arm: q - c)
        levers += force.length * (q - c).length
      }
      a.addTurning(levers, about: frame.x)
      a.addTurning(levers, about: frame.y)
      a.addTurning(levers, about: frame.z)
      var step = a.factor.substitute(r)
      let angle = step.angular.length
      if angle > Self.largestTurn { step.angular = (Self.largestTurn / angle) * step.angular }
      body.pointee.frame.turn(by: step.angular)
      body.pointee.frame.origin += step.linear
      if step.linear.length + angle * m.size.length < Self.solved { break }
    }
  }

  /// New velocities and what friction holds. After the pass.
  /// - Parameter place: where the tissue's place of a tie is, m.
  mutating func finish(_ place: (Int) -> Vector3D) {
    for b in 0..<count {
      let body = bodies.base + b
      body.pointee.velocity = 1000 * (body.pointee.frame.origin - body.pointee.previous.origin)
      body.pointee.angularVelocity = 1000 * RigidFrame.turn(from: body.pointee.previous, to: body.pointee.frame)
      body.pointee.press = .zero
      for k in 0..<body.pointee.model.bedCount where rest(b, k).pointee.isActive {
        body.pointee.press += rest(b, k).pointee.finish(
          body.pointee.bed(k), on: place(BolsterModel.bedCapacity * b + k), stiffness: body.pointee.model.bedStiffness)
      }
    }
  }

  // MARK: Cuts

  /// Takes the beds to the side of a cut that they are on. After a cut.
  /// - Parameter count: slots that there were before it.
  mutating func followCut(since count: Int, _ paths: TissuePaths) {
    for i in 0..<rests.count where rests[i].touches { paths.follow(&rests.base[i].place, since: count) }
  }

  /// Whether all that touch are in slots that are in use.
  func lie(within count: Int) -> Bool {
    for i in 0..<rests.count where rests[i].touches && Int(rests[i].place.element) >= count { return false }
    return true
  }

  // MARK: Energy

  /// Kinetic, of height, and of the beds' springs, J.
  /// - Parameter place: where the tissue's place of a tie is, m.
  func energy(gravity: Vector3D, _ place: (Int) -> Vector3D) -> Double {
    var sum = 0.0
    for b in 0..<count {
      let body = bodies[b]
      let m = body.model
      let w = body.frame.local(direction: body.angularVelocity)
      let i = m.inertia
      sum += 0.5 * (m.mass * body.velocity.lengthSquared + i.x * w.x * w.x + i.y * w.y * w.y + i.z * w.z * w.z)
      sum -= m.mass * gravity.dot(body.frame.origin)
      for k in 0..<m.bedCount where rest(b, k).pointee.isActive {
        sum += rest(b, k).pointee.energy(body.bed(k), on: place(BolsterModel.bedCapacity * b + k), stiffness: m.bedStiffness)
      }
    }
    return sum
  }
}
