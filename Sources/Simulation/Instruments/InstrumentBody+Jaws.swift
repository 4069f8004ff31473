import SimMath

extension InstrumentBody {
  /// A point of tool axes in the world, m.
  func worldPlace(_ p: Vector3) -> Vector3 { pose.center + pose.orientation.rotate(p - constants.center) }

  /// Largest friction force of both pads on what lies between them, N.
  /// - Parameters:
  ///   - torque: of the hand's spring that closes the jaws, N m.
  ///   - place: between the pads, tool axes, m.
  func jawFriction(closing torque: Float, at place: Vector3) -> Float {
    guard constants.hasJaw else { return 0 }
    let lever = max(0.001, constants.jaw.length - place.y)
    var mu = friction
    for k in 0..<count where primitives[k].part == .positiveJaw {
      if primitives[k].friction >= 0 { mu = primitives[k].friction }
      break
    }
    return 2 * mu * max(0, torque) / lever
  }

  /// Distance of the pads at a height above the tip, m.
  func jawGap(at height: Float) -> Float { max(0, pose.jaw) * max(0, constants.jaw.length - height) }
}
