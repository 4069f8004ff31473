/// What the vessel and its lesions are made of.
public struct VesselMaterials: Equatable, Sendable {
  /// The healthy wall.
  public var wall: MaterialParameters
  public var softPlaque: MaterialParameters
  public var calcium: MaterialParameters
}
