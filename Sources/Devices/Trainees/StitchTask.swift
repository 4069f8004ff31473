public import SimMath

/// What a person sees who is about to place a stitch: the needle that lies ready, where it is to go in, and how deep.
///
/// The needle's arc turns from `swage` towards `drive` about the middle of its circle, and is driven that way.
public struct StitchTask: Equatable, Sendable {
  /// Radius of the needle's circle and length of its arc, m.
  public var radius: Double
  public var arcLength: Double
  /// Middle of the circle, m; the way from it to the swage, and the way of the needle there, unit length.
  public var middle: Vector3D
  public var swage: Vector3D
  public var drive: Vector3D
  /// Where the tip is to go in, m, and the way out of the tissue there, in the needle's plane.
  public var entry: Vector3D
  public var normal: Vector3D
  /// How deep it is to go below the surface, m.
  public var depth: Double

  public init(
    radius: Double, arcLength: Double, middle: Vector3D, swage: Vector3D, drive: Vector3D, entry: Vector3D,
    normal: Vector3D, depth: Double
  ) {
    self.radius = radius
    self.arcLength = arcLength
    self.middle = middle
    self.swage = swage
    self.drive = drive
    self.entry = entry
    self.normal = normal
    self.depth = depth
  }

  /// Along the surface from entry to exit.
  var across: Vector3D { normal.cross(swage.cross(drive)).normalized }
  /// What the needle's circle gives on the surface for this depth, m.
  public var width: Double {
    let height = radius - depth
    return 2 * (radius * radius - height * height).squareRoot()
  }
}
