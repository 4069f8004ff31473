import Frames
import Rendering
import SimMath

/// Which point of the vessel a person points at.
enum VesselPick {
  /// Where a line of sight meets the vessel as it looks at rest, or passes nearest to it.
  ///
  /// - Parameters:
  ///   - eye: m, world frame; `direction` has unit length.
  ///   - radius: of the vessel, m.
  static func place(eye: SIMD3<Float>, direction: SIMD3<Float>, radius: Float) -> VesselCoordinate {
    // The vessel's axis is z: the nearest approach and the meeting point lie in the plane across it.
    let a = direction.x * direction.x + direction.y * direction.y
    guard a > 1e-9 else { return VesselCoordinate(angle: 0, axial: Double(eye.z)) }
    let b = eye.x * direction.x + eye.y * direction.y
    let c = eye.x * eye.x + eye.y * eye.y - radius * radius
    let root = max(0, b * b - a * c).squareRoot()
    let p = eye + direction * ((-b - root) / a)
    return VesselCoordinate(anatomy: Vector3(p.x, p.y, p.z))
  }
}
