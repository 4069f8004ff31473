import SimMath

/// Turns the coarse correction with the body: every vertex sees the motions of the mesh as loaded through its own rotation.
///
/// The coarse operator is factored once. Where a body has turned, K(x) is near R K R' with the rotation R of each place, so
/// that R P A_c^-1 P'R' is the correction that fits (stiffness warping, Mueller and Gross 2004, taken to the coarse space).
/// A body that has not turned by more than a few degrees keeps the bits of the correction without frames.
struct CoarseFrameSolver {
  let count: Int
  /// Positions as loaded, [N][4] m.
  let rest: UnsafeMutablePointer<Float>
  let memberStart: UnsafeMutablePointer<Int32>
  let members: UnsafeMutablePointer<Int32>
  let center: UnsafeMutablePointer<Double>
  let inverseMoment: UnsafeMutablePointer<Double>
  /// The entries of the coarse space, whose weights say how far each aggregate's motion reaches a vertex.
  let entryStart: UnsafeMutablePointer<Int32>
  let entryGroup: UnsafeMutablePointer<Int32>
  let entryWeights: UnsafeMutablePointer<Float>
  /// Rotation of each aggregate and of each vertex, written in every tick; [A][4], [N][4].
  let aggregateFrame: UnsafeMutablePointer<Float>
  let vertexFrame: UnsafeMutablePointer<Float>
  /// Angular velocity of each aggregate, rad/s; [A][4].
  let spin: UnsafeMutablePointer<Float>
  /// Whether anything has turned; [1].
  let turned: UnsafeMutablePointer<Bool>

  /// - Returns: nil where the correction stays as the mesh was loaded.
  init?(_ model: TissueModel, _ state: borrowing TissueState) {
    self.init(
      model, aggregateFrame: state.aggregateFrame.base, vertexFrame: state.vertexFrame.base, spin: state.spin.base,
      turned: state.turned.base)
  }

  init?(
    _ model: TissueModel, aggregateFrame: UnsafeMutablePointer<Float>, vertexFrame: UnsafeMutablePointer<Float>,
    spin: UnsafeMutablePointer<Float>, turned: UnsafeMutablePointer<Bool>
  ) {
    guard let frames = model.coarse.frames else { return nil }
    count = frames.count
    rest = model.rest.base
    memberStart = frames.memberStart.base
    members = frames.members.base
    center = frames.center.base
    inverseMoment = frames.inverseMoment.base
    entryStart = model.coarse.entryStart.base
    entryGroup = model.coarse.entryGroup.base
    entryWeights = model.coarse.entryWeights.base
    self.aggregateFrame = aggregateFrame
    self.vertexFrame = vertexFrame
    self.spin = spin
    self.turned = turned
  }

  /// Rotation below which an aggregate counts as not turned: half of it has this cosine. Usual: six degrees; the operator as
  /// loaded is good to a percent there.
  private static var leastCosine: Float { 0.998_63 }

  /// Finds the rotations of aggregates by polar decomposition of their mean deformation.
  func measure(_ range: Range<Int>, positions: UnsafeMutablePointer<Float>, mass: UnsafeMutablePointer<Float>) {
    for c in range {
      let q = rotation(c, positions, mass)
      aggregateFrame[4 * c] = q.x
      aggregateFrame[4 * c + 1] = q.y
      aggregateFrame[4 * c + 2] = q.z
      aggregateFrame[4 * c + 3] = q.w
    }
  }

  private func rotation(
    _ c: Int, _ positions: UnsafeMutablePointer<Float>, _ mass: UnsafeMutablePointer<Float>
  ) -> Quaternion {
    let m = inverseMoment + 9 * c
    guard m[0] > 0 else { return .identity }
    let o = Vector3D(center[3 * c], center[3 * c + 1], center[3 * c + 2])
    var total = 0.0
    var middle = Vector3D.zero
    var moment = Matrix3D.zero
    let list = Int(memberStart[c])..<Int(memberStart[c + 1])
    for k in list {
      let v = Int(members[k])
      let w = Double(mass[v])
      total += w
      middle += w * Vector3D(Double(positions[4 * v]), Double(positions[4 * v + 1]), Double(positions[4 * v + 2]))
    }
    middle = (1 / total) * middle
    for k in list {
      let v = Int(members[k])
      let p = Vector3D(Double(positions[4 * v]), Double(positions[4 * v + 1]), Double(positions[4 * v + 2]))
      let r = Vector3D(Double(rest[4 * v]), Double(rest[4 * v + 1]), Double(rest[4 * v + 2])) - o
      moment = moment + .outer(Double(mass[v]) * (p - middle), r)
    }
    var f =
      moment
      * Matrix3D(columns: Vector3D(m[0], m[1], m[2]), Vector3D(m[3], m[4], m[5]), Vector3D(m[6], m[7], m[8]))
    guard (f - .identity).normSquared > 0.01, f.determinant > 0.01, f.normSquared < 1e4 else { return .identity }
    // Higham (1986): Newton's iteration for the orthogonal factor.
    for _ in 0..<10 { f = 0.5 * (f + (1 / f.determinant) * f.cofactor) }
    return Quaternion(columns: f.c0, f.c1, f.c2)
  }

  /// Whether any aggregate has turned.
  func anyTurned() -> Bool {
    for c in 0..<count where abs(aggregateFrame[4 * c + 3]) < Self.leastCosine { return true }
    return false
  }

  /// Blends the rotations of aggregates on the vertices that they reach.
  func blend(_ range: Range<Int>) {
    for v in range {
      var sum = (x: Float(0), y: Float(0), z: Float(0), w: Float(0))
      for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
        let q = aggregateFrame + 4 * Int(entryGroup[e])
        // q and -q are one rotation: the one on the side of the sum.
        let along = (sum.x * q[0] + sum.y * q[1]) + (sum.z * q[2] + sum.w * q[3])
        let s = along < 0 ? -share(e) : share(e)
        sum.x += s * q[0]
        sum.y += s * q[1]
        sum.z += s * q[2]
        sum.w += s * q[3]
      }
      let q = Quaternion(x: sum.x, y: sum.y, z: sum.z, w: sum.w).normalized
      vertexFrame[4 * v] = q.x
      vertexFrame[4 * v + 1] = q.y
      vertexFrame[4 * v + 2] = q.z
      vertexFrame[4 * v + 3] = q.w
    }
  }

  // MARK: Spin

  /// Angular velocity below which the straight start of a tick is left as it is, rad/s. Usual: 5, a strain of 1e-5 in a tick.
  private static var leastSpin: Float { 5 }

  /// Finds the angular velocities of aggregates about their centres of mass.
  func measureSpin(
    _ range: Range<Int>, positions: UnsafeMutablePointer<Float>, velocities: UnsafeMutablePointer<Float>,
    mass: UnsafeMutablePointer<Float>
  ) {
    for c in range {
      var total = 0.0
      var middle = Vector3D.zero
      var mean = Vector3D.zero
      let list = Int(memberStart[c])..<Int(memberStart[c + 1])
      func vector(_ a: UnsafeMutablePointer<Float>, _ v: Int) -> Vector3D {
        Vector3D(Double(a[4 * v]), Double(a[4 * v + 1]), Double(a[4 * v + 2]))
      }
      for k in list {
        let v = Int(members[k])
        let w = Double(mass[v])
        total += w
        middle += w * vector(positions, v)
        mean += w * vector(velocities, v)
      }
      middle = (1 / total) * middle
      mean = (1 / total) * mean
      var momentum = Vector3D.zero
      var inertia = Matrix3D.zero
      for k in list {
        let v = Int(members[k])
        let w = Double(mass[v])
        let r = vector(positions, v) - middle
        momentum += w * r.cross(vector(velocities, v) - mean)
        inertia = inertia + w * (r.lengthSquared * .identity - .outer(r, r))
      }
      let size = (inertia.c0.x + inertia.c1.y + inertia.c2.z) / 3
      let omega = inertia.determinant > 1e-8 * size * size * size ? inertia.inverse * momentum : .zero
      spin[4 * c] = Float(omega.x)
      spin[4 * c + 1] = Float(omega.y)
      spin[4 * c + 2] = Float(omega.z)
    }
  }

  /// Whether any aggregate spins.
  func anySpinning() -> Bool {
    for c in 0..<count {
      let w = Vector3(spin[4 * c], spin[4 * c + 1], spin[4 * c + 2])
      if w.lengthSquared > Self.leastSpin * Self.leastSpin { return true }
    }
    return false
  }

  /// Bends the straight start of a tick into the arc of a body that spins: x + dt v + dt2/2 w x v.
  ///
  /// A straight start swells a spinning body by half the square of its angle, and what is nearly incompressible then holds
  /// more energy than one pass can take away again. Only the guess moves, not the inertial target.
  func bendStart(
    _ range: Range<Int>, positions: UnsafeMutablePointer<Float>, velocities: UnsafeMutablePointer<Float>
  ) {
    for v in range {
      var w = Vector3.zero
      var sum: Float = 0
      for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
        let s = spin + 4 * Int(entryGroup[e])
        w += share(e) * Vector3(s[0], s[1], s[2])
        sum += share(e)
      }
      guard sum > 0 else { continue }
      let u = Vector3(velocities[4 * v], velocities[4 * v + 1], velocities[4 * v + 2])
      let bend = (0.5e-6 / sum) * w.cross(u)
      positions[4 * v] += bend.x
      positions[4 * v + 1] += bend.y
      positions[4 * v + 2] += bend.z
    }
  }

  // MARK: Frames

  /// Part that an entry's aggregate has in the turn of its vertex.
  @inline(__always) private func share(_ e: Int) -> Float { max(0, entryWeights[4 * e]) }

  /// Rotation of a vertex from the mesh as loaded.
  @inline(__always) func frame(_ v: Int) -> Quaternion {
    Quaternion(x: vertexFrame[4 * v], y: vertexFrame[4 * v + 1], z: vertexFrame[4 * v + 2], w: vertexFrame[4 * v + 3])
  }
}
