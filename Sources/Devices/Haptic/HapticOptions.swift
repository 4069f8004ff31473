/// What a person says about a haptic device beside its kind.
public struct HapticOptions: Equatable, Sendable {
  /// Which one, as the maker names or numbers it; nil for the first.
  public var name: String?
  /// The maker's library, a path; nil to look for it.
  public var library: String?
  /// Where the maker's service listens; nil for its usual place.
  public var address: String?
  /// The key of a force in the service's messages; nil for that of its present version.
  public var forceKey: String?

  public init(name: String? = nil, library: String? = nil, address: String? = nil, forceKey: String? = nil) {
    self.name = name
    self.library = library
    self.address = address
    self.forceKey = forceKey
  }
}
