public import SimMath

/// A small vessel in the tissue's surface that bleeds into the field until the tissue around it is coagulated.
public struct BleedingSource: Equatable, Sendable {
  /// Where it is in the mesh as loaded, m: the nearest vertex is what must be coagulated.
  public var site: Vector3D
  /// m3/s, greater than 0.
  public var flow: Double

  public init(site: Vector3D, flow: Double) {
    precondition(site.length.isFinite && flow > 0 && flow.isFinite)
    self.site = site
    self.flow = flow
  }
}
