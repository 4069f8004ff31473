import Frames
import SimMath

/// Instruments as they are held to tie.
enum TyingPose {
  /// Height over their tips at which the needle holder takes a tail, and the forceps the strand at first, m. At their very tip the
  /// forceps' jaws do not wind the strand up themselves.
  static let holderReach = 0.003
  static let firstReach = 0.001_8
  /// Grips: jaws open for a tail, no wider than the loop on them has strand for, nearly closed, closed on nothing, and closed on
  /// thread.
  static let openGrip = 0.55
  static let nearlyClosed = 0.73
  static let closed = 0.79
  static let holding = 0.9

  /// - Parameters:
  ///   - shaft: its way, unit length.
  static func holder(tip: Vector3D, _ shaft: Vector3D) -> Pose {
    pose(tip: tip, shaft, open: Vector3D(0, 0, 1))
  }
  static func forceps(pads: Vector3D, _ shaft: Vector3D, reach: Double, across: Vector3D) -> Pose {
    pose(tip: pads - reach * shaft, shaft, open: across)
  }
  /// - Parameter open: the way in which the jaws open, as far as it is across the shaft.
  static func pose(tip: Vector3D, _ shaft: Vector3D, open: Vector3D) -> Pose {
    let across = (open - open.dot(shaft) * shaft).normalized
    return Pose(position: Vector3(tip), orientation: Quaternion(columns: across, shaft, across.cross(shaft)))
  }
}

extension Pose {
  var tip: Vector3D { Vector3D(position) }
  var shaft: Vector3D { Vector3D(orientation.rotate(Vector3(0, 1, 0))) }
  var opening: Vector3D { Vector3D(orientation.rotate(Vector3(1, 0, 0))) }
  /// Jaws are alike: the same pose, or turned by half a turn about the shaft, whichever is nearer to another.
  func nearer(to other: Pose) -> Pose {
    opening.dot(other.opening) >= 0 ? self : TyingPose.pose(tip: tip, shaft, open: -opening)
  }
}
