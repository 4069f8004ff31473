import SimMath

/// A motion of an instrument (m, rad, rad) or a force on it (N, N m, N m): of its centre of mass, of its rotation, and of
/// the angle between its jaws.
struct BodyVector: Equatable {
  var linear: Vector3
  var angular: Vector3
  var jaw: Float

  init(linear: Vector3 = .zero, angular: Vector3 = .zero, jaw: Float = 0) {
    self.linear = linear
    self.angular = angular
    self.jaw = jaw
  }

  static var zero: BodyVector { BodyVector() }

  /// Where a force acts that lies `arm` from the centre of mass, on a part that goes `jawArm` for a unit of the jaws'
  /// angle.
  @inline(__always) init(force f: Vector3, arm: Vector3, jawArm: Vector3) {
    self.init(linear: f, angular: arm.cross(f), jaw: jawArm.dot(f))
  }

  /// The motion of such a place, m.
  @inline(__always) func motion(arm: Vector3, jawArm: Vector3) -> Vector3 {
    linear + angular.cross(arm) + jaw * jawArm
  }

  @inline(__always) static func + (a: BodyVector, b: BodyVector) -> BodyVector {
    BodyVector(linear: a.linear + b.linear, angular: a.angular + b.angular, jaw: a.jaw + b.jaw)
  }
  @inline(__always) static func - (a: BodyVector, b: BodyVector) -> BodyVector {
    BodyVector(linear: a.linear - b.linear, angular: a.angular - b.angular, jaw: a.jaw - b.jaw)
  }
  @inline(__always) static func * (s: Float, a: BodyVector) -> BodyVector {
    BodyVector(linear: s * a.linear, angular: s * a.angular, jaw: s * a.jaw)
  }
  @inline(__always) static prefix func - (a: BodyVector) -> BodyVector {
    BodyVector(linear: -a.linear, angular: -a.angular, jaw: -a.jaw)
  }

  /// Work, J.
  @inline(__always) func dot(_ b: BodyVector) -> Float {
    linear.dot(b.linear) + angular.dot(b.angular) + jaw * b.jaw
  }

  @inline(__always) subscript(i: Int) -> Float {
    get {
      switch i {
      case 0: linear.x
      case 1: linear.y
      case 2: linear.z
      case 3: angular.x
      case 4: angular.y
      case 5: angular.z
      default: jaw
      }
    }
    set {
      switch i {
      case 0: linear.x = newValue
      case 1: linear.y = newValue
      case 2: linear.z = newValue
      case 3: angular.x = newValue
      case 4: angular.y = newValue
      case 5: angular.z = newValue
      default: jaw = newValue
      }
    }
  }
}
