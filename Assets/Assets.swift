public import Foundation

/// Where the data that ships with Systole lies.
public enum Assets {
  /// The folder `Assets/<name>`.
  public static func folder(_ name: String) -> URL { Bundle.module.resourceURL!.appendingPathComponent(name) }
}
