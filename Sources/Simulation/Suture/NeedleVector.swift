import SimMath

/// A small motion of a needle (m, rad) or a force on it (N, N m): of its swage, and of its rotation about the swage.
struct NeedleVector: Equatable {
  var linear: Vector3D
  var angular: Vector3D

  static var zero: NeedleVector { NeedleVector(linear: .zero, angular: .zero) }

  /// What a force does that acts at `arm` from the swage.
  @inline(__always) static func force(_ f: Vector3D, arm: Vector3D) -> NeedleVector {
    NeedleVector(linear: f, angular: arm.cross(f))
  }

  @inline(__always) static func += (a: inout NeedleVector, b: NeedleVector) {
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
