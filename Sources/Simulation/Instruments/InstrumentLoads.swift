import SimMath

/// Forces and stiffnesses that blocks beside the tissue (a thread between the jaws, a needle) put on a hand's instrument
/// within the symmetric pass.
///
/// A block resets what it gave and adds it anew whenever its own unknowns have moved; the instrument's block takes the
/// sum into its own Newton step and into the coarse system. Owned by worker 0.
struct InstrumentLoads {
  static var stride: Int { 40 }
  /// [7] force, [28] stiffness by rows of the lower triangle, [1] how many were added.
  let base: UnsafeMutablePointer<Float>

  var isEmpty: Bool { base[35] == 0 }

  func reset() { for i in 0..<36 { base[i] = 0 } }

  /// Adds a force (N) at a world place of the body and how stiffly it answers to the place's motion (N/m, at least the
  /// true one).
  func add(_ force: Vector3, at p: Vector3, stiffness k: SymmetricBlock, on body: InstrumentBody, _ part: ShapePrimitive.Part) {
    let arm = p - body.pose.center
    let jawArm = body.jawArm(p, part)
    let f = BodyVector(force: force, arm: arm, jawArm: jawArm)
    for i in 0..<7 { base[i] += f[i] }
    // J' K J column by column: K's columns are forces for unit motions.
    let axes = (Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1))
    for j in 0..<7 {
      var unit = BodyVector.zero
      unit[j] = 1
      let m = unit.motion(arm: arm, jawArm: jawArm)
      let answer = m.x * (k * axes.0) + m.y * (k * axes.1) + m.z * (k * axes.2)
      let column = BodyVector(force: answer, arm: arm, jawArm: jawArm)
      for i in j..<7 { base[7 + i * (i + 1) / 2 + j] += column[i] }
    }
    base[35] += 1
  }

  /// Adds a torque (N m) on the body that answers to turning with `k` in all directions (N m/rad).
  func add(torque: Vector3, stiffness k: Float) {
    base[3] += torque.x
    base[4] += torque.y
    base[5] += torque.z
    for i in 3..<6 { base[7 + i * (i + 1) / 2 + i] += k }
    base[35] += 1
  }

  /// Adds a torque that opens the jaws (N m) and how stiffly it answers to their angle (N m/rad).
  func add(jaw torque: Float, stiffness k: Float) {
    base[6] += torque
    base[34] += k
    base[35] += 1
  }

  var force: BodyVector {
    var f = BodyVector.zero
    for i in 0..<7 { f[i] = base[i] }
    return f
  }

  var stiffness: BodyMatrix {
    var h = BodyMatrix()
    for i in 0..<7 { for j in 0...i { h[i, j] = base[7 + i * (i + 1) / 2 + j] } }
    return h
  }
}
