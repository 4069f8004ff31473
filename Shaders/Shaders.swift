public import Foundation

/// The shaders that ship with Systole: GLSL for OpenGL 4.1 core.
public enum Shaders {
  /// The folder `Shaders/glsl`.
  public static var folder: URL { Bundle.module.resourceURL!.appendingPathComponent("glsl") }

  /// The names of all stages, sorted: `*.vert` and `*.frag`. The `*.glsl` are what these include.
  public static func stages() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".vert") || $0.hasSuffix(".frag") }.sorted()
  }

  /// How much the stages do: `LEVEL` is 0 for machines without a graphics card, 2 for everything.
  public static let levels = 0...2

  /// A stage as the driver gets it: the version line first, each `#include "name"` replaced by that file.
  ///
  /// - Parameter defines: names that are defined besides: "SPLIT" gives the first lamp's light apart.
  public static func source(_ name: String, level: Int, defines: [String] = []) throws -> String {
    "#version 410 core\n#define LEVEL \(level)\n" + defines.map { "#define \($0)\n" }.joined() + (try expanded(name))
  }

  private static func expanded(_ name: String) throws -> String {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return try text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("#include \"") else { return String(line) }
      return try expanded(String(line.split(separator: "\"")[1]))
    }.joined(separator: "\n")
  }
}
