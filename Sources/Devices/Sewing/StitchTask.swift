public import Frames
public import SimMath

/// What a person sees who is about to place a stitch: the needle that lies ready, where it is to go in, and how deep.
///
/// The needle's arc turns from its swage towards `needle.drive` about the middle of its circle, and is driven that way.
public struct StitchTask: Equatable, Sendable {
  /// Radius of the needle's circle and length of its arc, m.
  public var radius: Double
  public var arcLength: Double
  public var needle: NeedleView
  /// Where the tip is to go in, m, and the way out of the tissue there, in the needle's plane.
  public var entry: Vector3D
  public var normal: Vector3D
  /// How deep it is to go below the surface, m.
  public var depth: Double

  public init(
    radius: Double, arcLength: Double, needle: NeedleView, entry: Vector3D, normal: Vector3D, depth: Double
  ) {
    self.radius = radius
    self.arcLength = arcLength
    self.needle = needle
    self.entry = entry
    self.normal = normal
    self.depth = depth
  }

  /// Along the surface from entry to exit.
  var across: Vector3D { normal.cross(needle.swage.cross(needle.drive)).normalized }
  /// What the needle's circle gives on the surface for this depth, m.
  public var width: Double {
    let height = radius - depth
    return 2 * (radius * radius - height * height).squareRoot()
  }
}
