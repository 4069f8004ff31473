import CGL
import Foundation

/// What draws, as its maker calls it.
public enum Driver {
  /// The name that the current context gives.
  public static var name: String { glGetString(GLenum(GL_RENDERER)).map { String(cString: $0) } ?? "unknown" }

  /// Waits until all that was asked for is drawn.
  public static func finish() { glFinish() }

  /// The processor draws, not a graphics card.
  public static func isSoftware(_ name: String) -> Bool {
    ["llvmpipe", "softpipe", "SWR", "swrast"].contains { name.localizedStandardContains($0) }
  }
}
