public import SimMath

/// What one material point of the mesh is made of and how it is stretched in the mesh as given.
public struct MaterialPoint: Equatable, Sendable {
  public var material: Material
  /// Deformation from the stress-free state of this point to the mesh as given; the identity where the mesh is
  /// stress-free. Need not be compatible between points.
  public var prestretch: Matrix3D
  public var tissue: TissueClass

  public init(material: Material, prestretch: Matrix3D = .identity, tissue: TissueClass = .wall) {
    self.material = material
    self.prestretch = prestretch
    self.tissue = tissue
  }
}
