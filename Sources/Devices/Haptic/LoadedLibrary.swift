/// A maker's library as it was loaded into this process.
public struct LoadedLibrary: Equatable, Sendable {
  /// What it was loaded by: a path, or a name that the loader looked up.
  public var path: String
  /// Loading it left the thread in another floating-point mode; it was put back.
  public var changedFloatingPointMode: Bool

  init(_ library: DynamicLibrary) {
    path = library.path
    changedFloatingPointMode = library.changedFloatingPointMode
  }
}
