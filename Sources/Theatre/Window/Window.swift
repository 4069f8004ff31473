import CGLFW
import Rendering

/// A window of the desktop. Made, asked and closed on the main thread, where the window system wants it; only its
/// surface goes to the render thread.
final class Window {
  let handle: OpaquePointer
  /// Pictures a second that the display shows.
  let refreshRate: Int
  private var windowed: (x: Int32, y: Int32, width: Int32, height: Int32)?

  /// - Parameters:
  ///   - width, height: of the inside, in the desktop's units.
  /// - Throws: `RenderingError.noWindow` with what the window system said.
  init(title: String, width: Int, height: Int, fullScreen: Bool) throws(RenderingError) {
    guard glfwInit() == GLFW_TRUE else { throw .noWindow(reason: Self.lastError ?? "there is no display") }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 4)
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 1)
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE)
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE)
    // The picture is drawn aside and copied; the window needs no depth or samples.
    glfwWindowHint(GLFW_DEPTH_BITS, 0)
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE)
    let mode = glfwGetPrimaryMonitor().flatMap { glfwGetVideoMode($0) }
    refreshRate = mode.map { Int($0.pointee.refreshRate) }.flatMap { $0 > 0 ? $0 : nil } ?? 60
    guard let handle = glfwCreateWindow(Int32(width), Int32(height), title, nil, nil) else {
      let reason = Self.lastError ?? "OpenGL 4.1 core is missing"
      glfwTerminate()
      throw .noWindow(reason: reason)
    }
    self.handle = handle
    glfwSetWindowSizeLimits(handle, 480, 270, GLFW_DONT_CARE, GLFW_DONT_CARE)
    if let cursor = glfwCreateStandardCursor(GLFW_CROSSHAIR_CURSOR) { glfwSetCursor(handle, cursor) }
    if fullScreen { toggleFullScreen() }
  }

  deinit {
    glfwDestroyWindow(handle)
    glfwTerminate()
  }

  var surface: WindowSurface { WindowSurface(handle: handle) }

  /// Size in pixels.
  var pixels: SIMD2<Int> {
    var (w, h): (Int32, Int32) = (0, 0)
    glfwGetFramebufferSize(handle, &w, &h)
    return SIMD2(Int(w), Int(h))
  }

  /// Size in the desktop's units, in which the cursor is told.
  var units: SIMD2<Int> {
    var (w, h): (Int32, Int32) = (0, 0)
    glfwGetWindowSize(handle, &w, &h)
    return SIMD2(Int(w), Int(h))
  }

  var isClosing: Bool { glfwWindowShouldClose(handle) == GLFW_TRUE }

  /// Fills the screen, or goes back to where it was.
  func toggleFullScreen() {
    if let old = windowed {
      windowed = nil
      glfwSetWindowMonitor(handle, nil, old.x, old.y, old.width, old.height, GLFW_DONT_CARE)
      return
    }
    guard let monitor = glfwGetPrimaryMonitor(), let mode = glfwGetVideoMode(monitor) else { return }
    var old: (x: Int32, y: Int32, width: Int32, height: Int32) = (0, 0, 0, 0)
    glfwGetWindowPos(handle, &old.x, &old.y)
    glfwGetWindowSize(handle, &old.width, &old.height)
    windowed = old
    glfwSetWindowMonitor(
      handle, monitor, 0, 0, mode.pointee.width, mode.pointee.height, mode.pointee.refreshRate)
  }

  /// Handles what the person did since the last call; waits at most `seconds` for something.
  func handleEvents(waiting seconds: Double) { glfwWaitEventsTimeout(seconds) }

  /// What the window system said last; nil if nothing.
  private static var lastError: String? {
    var text: UnsafePointer<CChar>?
    guard glfwGetError(&text) != GLFW_NO_ERROR, let text else { return nil }
    // "X11: Failed to ..." ends with a point of its own in some versions.
    return String(cString: text).trimmingSuffix(".")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ end: String) -> String { hasSuffix(end) ? String(dropLast(end.count)) : self }
}
