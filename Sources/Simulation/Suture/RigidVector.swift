import SimMath

/// A small motion of a rigid body (m, rad) or a force on it (N, N m): of a point of it, and of its rotation about that point. A
/// needle's is its swage, a bolster's its centre of mass.
struct RigidVector: Equatable {
  var linear: Vector3D
  var angular: Vector3D

  static var zero: RigidVector { RigidVector(linear: .zero, angular: .zero) }

  /// What a force does that acts at `arm` from the body's point.
  @inline(__always) static func force(_ f: Vector3D, arm: Vector3D) -> RigidVector {
    RigidVector(linear: f, angular: arm.cross(f))
  }

  @inline(__always) static func += (a: inout RigidVector, b: RigidVector) {
    a.linear += b.linear
    a.angular += b.angular
  }

  @inline(__always) subscript(i: Int) -> Double {
    get {
      switch i {
      case 0: linear.x
      case 1: linear.y
      case 2: linear.z
      case 3: angular.x
      case 4: angular.y
      default: angular.z
      }
    }
    set {
      switch i {
      case 0: linear.x = newValue
      case 1: linear.y = newValue
      case 2: linear.z = newValue
      case 3: angular.x = newValue
      case 4: angular.y = newValue
      default: angular.z = newValue
      }
    }
  }
}
