import CEGL
import CGL

/// OpenGL 4.1 core without a window or display, through EGL's surfaceless platform (Mesa) or else its default one.
///
/// Belongs to the thread that made it, as all of OpenGL does: not `Sendable`, so that the compiler keeps it there.
public final class OffscreenContext: GraphicsContext {
  private let display: EGLDisplay
  private let context: EGLContext
  public let renderer: String

  /// - Throws: `RenderingError.noContext` with what is missing.
  public init() throws(RenderingError) {
    // libepoxy ends the process where the library is not there at all, unless it is asked first.
    guard epoxy_has_egl() else { throw .noContext(reason: "the library libEGL is not installed") }
    guard let display = Self.display() else { throw .noContext(reason: "EGL has no display to draw without a window") }
    let fail = { (what: String) -> RenderingError in
      .noContext(reason: "\(what) (EGL error 0x\(String(eglGetError(), radix: 16)))")
    }
    guard eglBindAPI(EGLenum(EGL_OPENGL_API)) == EGL_TRUE else { throw fail("EGL knows no OpenGL") }
    let wanted: [EGLint] = [EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE]
    var config: EGLConfig?
    var count: EGLint = 0
    guard eglChooseConfig(display, wanted, &config, 1, &count) == EGL_TRUE, count > 0 else {
      throw fail("EGL has no OpenGL configuration")
    }
    let version: [EGLint] = [
      EGL_CONTEXT_MAJOR_VERSION, 4, EGL_CONTEXT_MINOR_VERSION, 1, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE,
    ]
    guard let context = eglCreateContext(display, config, nil, version) else {
      throw fail("OpenGL 4.1 core is missing")
    }
    guard eglMakeCurrent(display, nil, nil, context) == EGL_TRUE else {
      eglDestroyContext(display, context)
      throw fail("a context cannot be used without a surface")
    }
    self.display = display
    self.context = context
    renderer = Driver.name
  }

  public func makeCurrent() {
    guard eglGetCurrentContext() != context else { return }
    eglMakeCurrent(display, nil, nil, context)
  }

  deinit {
    if eglGetCurrentContext() == context { eglMakeCurrent(display, nil, nil, nil) }
    eglDestroyContext(display, context)
    // The display stays: all contexts of a process share it.
  }

  private static func display() -> EGLDisplay? {
    guard epoxy_has_egl_extension(nil, "EGL_EXT_platform_base") else { return nil }
    for platform in [EGL_PLATFORM_SURFACELESS_MESA, EGL_PLATFORM_DEVICE_EXT] {
      guard let display = eglGetPlatformDisplayEXT(EGLenum(platform), nil, nil) else { continue }
      var major: EGLint = 0
      var minor: EGLint = 0
      if eglInitialize(display, &major, &minor) == EGL_TRUE { return display }
    }
    return nil
  }
}
