import Rendering

/// The window's OpenGL, on the render thread that made this.
final class WindowContext: GraphicsContext {
  let renderer: String
  private let surface: WindowSurface

  init(_ surface: WindowSurface) {
    self.surface = surface
    surface.makeCurrent()
    WindowSurface.paceByDisplay()
    renderer = Driver.name
  }

  deinit { WindowSurface.release() }

  func makeCurrent() { surface.makeCurrentIfNeeded() }

  func show() { surface.swap() }
}
