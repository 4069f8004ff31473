import SimMath

extension ThreadSolver {
  // MARK: Start of a tick

  /// What the rod's terms need of the tick's start and do not change within it.
  func startRod() {
    let rate = bendingRate
    let g = (Self.tick * Self.tick) * model.gravity
    for i in 0..<n {
      let p = at(x, i)
      put(previous, i, p)
      put(goal, i, p + Self.tick * at(v, i) + g)
    }
    for i in 0..<segments { lengthBefore[i] = (at(x, i + 1) - at(x, i)).length }
    for i in 1..<(n - 1) where broken[i - 1] == 0 && broken[i] == 0 {
      put(chordBefore, i, chord(x, i).normalized)
      put(kept, i, at(set, i) + rate * second(x, i))
    }
  }

  /// Bending stiffness / length^3, N/m, and how many times a tick's change of bend counts for its damping.
  private var bendingWeight: Double { model.material.bendingStiffness / (length * length * length) }
  private var bendingRate: Double { model.material.relaxationTime / Self.tick }

  /// How many times a tick's change of length counts for the damping of stretching.
  var stretchingRate: Double { min(1, model.material.relaxationTime / Self.tick) }

  // MARK: A Newton step

  /// Fills the band and the right-hand side: second and minus first derivatives of the tick's energy at `x`, all but what
  /// couples distant pieces.
  ///
  /// - Parameter holding: of springs that hold every vertex where it is, N/m.
  mutating func assemble(holding: Double) {
    bend()
    layRod(holding)
    addTorque()
    for k in 0..<contactCount { addContact(k) }
    for k in 0..<model.guideCapacity where guides[k].isActive { addGuide(k) }
    guard head.isActive else { return }
    // The needle's whole block, as the first vertex sees it.
    add(load, 0, head.stiffness * (head.place - at(x, 0)))
    band.own[0] += SymmetricBlockD(head.stiffness)
  }

  /// Bending stiffness / (2 length) |e / length - e' / length - set|^2 at every inner vertex, and its damping: minus the
  /// derivative by the second difference d, and the second derivative.
  ///
  /// The bend that stays and the one of the tick before are turned with the thread, from the chord a of the tick before (of
  /// unit length) to that of now, b, by Rodrigues' formula: v + a x b x v / |b| + a x b x (a x b x v) / (|b| (|b| + a b)), so
  /// that turning as a whole is not damped. Nearly opposite directions turn nothing. In the derivative the turn counts
  /// too: it moves a bend along b only, and where lengths do not change d moves along b as much, so that the part of the
  /// stiffness along b is less by the share of d that turns along. Without that a bent piece would be held in its
  /// direction by the damping, and Newton's steps would go a tenth of the way each. Where lengths change more easily than
  /// bends, in the short segments of a knot, the whole stiffness stays.
  private func bend() {
    let w = bendingWeight
    let whole = 1 + bendingRate
    let keepsLength = stiffness(0) / length > 10 * whole * w
    for i in 1..<(n - 1) {
      guard broken[i - 1] == 0 && broken[i] == 0 else {
        put(moment, i, .zero)
        bending[i] = .zero
        continue
      }
      let a = at(chordBefore, i)
      let b = chord(x, i)
      let d = second(x, i)
      let square = b.lengthSquared
      let length = square.squareRoot()
      let sum = length + a.dot(b)
      var turned = at(kept, i)
      if sum > 0.1 * length {
        let r = 1 / (length * sum)
        let axis = a.cross(b)
        let once = axis.cross(turned)
        turned = (turned + (r * sum) * once) + r * axis.cross(once)
      }
      put(moment, i, w * (whole * d - turned))
      var share = 0.0
      if keepsLength { share = min(whole, max(0, turned.dot(d) / max(d.lengthSquared, 1e-30))) / max(square, 1e-30) }
      bending[i] = SymmetricBlockD(across: w * whole, alongLess: w * share, b)
    }
  }

  /// Inertia, bending and stretching of every vertex. Stretching is E A times strain, and its damping.
  private func layRod(_ holding: Double) {
    let rate = stretchingRate
    let inverse = 1 / length
    var before = SymmetricBlockD.zero
    // Bending of the vertex before, and of this one.
    var first = SymmetricBlockD.zero
    var middle = bending[0]
    var pullBefore = Vector3D.zero
    for i in 0..<n {
      let p = at(x, i)
      var own = before
      var next = SymmetricBlockD.zero
      var pull = Vector3D.zero
      before = .zero
      if i < segments && broken[i] == 0 {
        let e = at(x, i + 1) - p
        let l = max(e.length, 1e-9)
        let inverseNow = 1 / l
        let t = inverseNow * e
        let ea = stiffness(l) * inverse
        let tension = ea * ((l - length) + rate * (l - lengthBefore[i]))
        pull = tension * t
        before = SymmetricBlockD(across: max(0, tension) * inverseNow, along: ea * (1 + rate), t)
        own = own + before
        next = -1 * before
      }
      let last = i < segments ? bending[i + 1] : .zero
      own = own + (first + 4 * middle + last)
      own.addDiagonal(model.mass(i) * Self.inverseSquareTick + holding)
      next = next + -2 * (middle + last)
      band.own[i] = own
      band.next[i] = next
      band.far[i] = last
      first = middle
      middle = last
      let inertia = (model.mass(i) * Self.inverseSquareTick) * (at(goal, i) - p)
      var back = 2 * at(moment, i)
      if i > 0 { back = back - at(moment, i - 1) }
      if i < segments { back = back - at(moment, i + 1) }
      put(load, i, (inertia + back) + (pull - pullBefore))
      pullBefore = pull
    }
  }

  /// Axial stiffness of a segment of a length. A thread that is pressed along itself bends within a segment sooner than
  /// it shortens: against that it is softer by this share, far above the force at which it buckles.
  @inline(__always) func stiffness(_ l: Double) -> Double {
    l < length ? 0.05 * model.material.axialStiffness : model.material.axialStiffness
  }

  @inline(__always) func second(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    (at(p, i + 1) - at(p, i)) - (at(p, i) - at(p, i - 1))
  }

  /// Across a vertex, from its one neighbour to the other.
  @inline(__always) func chord(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    at(p, i + 1) - at(p, i - 1)
  }
}
