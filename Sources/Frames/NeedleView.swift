public import SimMath

/// Where a person sees a curved needle: the middle of its circle, m, and unit vectors from there to its swage and along the
/// wire at the swage, towards the tip.
@frozen public struct NeedleView: Equatable, Sendable {
  public var middle: Vector3D
  public var swage: Vector3D
  public var drive: Vector3D

  @inlinable public init(middle: Vector3D, swage: Vector3D, drive: Vector3D) {
    self.middle = middle
    self.swage = swage
    self.drive = drive
  }
}
