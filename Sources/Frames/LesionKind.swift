/// What a lesion of the vessel wall is made of.
public enum LesionKind: String, Sendable, Codable, CaseIterable {
  /// Stiff to the touch; echo-bright with a shadow behind it.
  case calcified
  /// Cannot be felt; grey thickening in the ultrasound picture. The dangerous one.
  case soft
  /// A calcified core in a soft plaque.
  case mixed
}
