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
    return 2 * padFriction * max(0, torque) / lever
  }

  /// Coefficient of friction of the pads.
  var padFriction: Float {
    for k in 0..<count where primitives[k].part == .positiveJaw {
      return primitives[k].friction >= 0 ? primitives[k].friction : friction
    }
    return friction
  }

  /// Distance of the pads at a height above the tip, m.
  func jawGap(at height: Float) -> Float { max(0, pose.jaw) * max(0, constants.jaw.length - height) }
}
