import SimMath

/// Where a bolster is and how it moves.
struct BolsterBody: BitwiseCopyable {
  let model: BolsterModel
  var frame: RigidFrame
  /// Of the centre of mass, m/s, and of rotation, rad/s.
  var velocity = Vector3D.zero
  var angularVelocity = Vector3D.zero
  /// Nothing slides through the mouths that a clamp closes.
  var isClamped = false

  /// Force of the tissue on it after the last tick, N.
  var press = Vector3D.zero

  // Scratch of a tick: where it began, and where inertia takes it.
  var previous: RigidFrame
  var target: RigidFrame

  init(_ model: BolsterModel) {
    self.model = model
    frame = model.frame
    previous = model.frame
    target = model.frame
  }

  /// Where a place of its bed and a mouth of a hole are, m.
  @inline(__always) func bed(_ k: Int) -> Vector3D { frame.world(model.bed(k)) }
  @inline(__always) func mouth(_ k: Int) -> Vector3D { frame.world(model.mouth(k)) }
}
