import CGLFW

/// The part of a window that the render thread may touch: GLFW allows these calls on any thread. The window outlives it.
struct WindowSurface: @unchecked Sendable {
  fileprivate let handle: OpaquePointer

  init(handle: OpaquePointer) { self.handle = handle }

  func makeCurrent() { glfwMakeContextCurrent(handle) }
  func makeCurrentIfNeeded() { if glfwGetCurrentContext() != handle { makeCurrent() } }
  static func release() { glfwMakeContextCurrent(nil) }
  /// Lets pictures wait for the display.
  static func paceByDisplay() { glfwSwapInterval(1) }
  /// Shows what was drawn.
  func swap() { glfwSwapBuffers(handle) }
  /// Wakes the main thread.
  static func wake() { glfwPostEmptyEvent() }
}
