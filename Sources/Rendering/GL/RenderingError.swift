/// Why no picture can be made. The description is one sentence: what, where, mend.
public enum RenderingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no EGL, or it gives no OpenGL 4.1 core without a window.
  case noContext(reason: String)
  /// There is no window system, or it opens no window with OpenGL 4.1 core.
  case noWindow(reason: String)
  /// There is no font with Hangul.
  case noFont(reason: String)
  /// A shader does not compile or link with this driver.
  case shader(name: String, log: String)
  /// The driver cannot make a picture of this size or kind.
  case framebuffer(what: String, width: Int, height: Int)
  /// OpenGL reported an error.
  case driver(code: UInt32, place: String)
  /// A picture cannot be turned into or out of PNG.
  case picture(reason: String)
  /// ffmpeg is missing, the film's size or name is none that it could be made with, or its folder takes no file.
  case noEncoder
  case filmSize(width: Int, height: Int)
  case filmName(String)
  case filmPlace(path: String, reason: String)
  /// ffmpeg gave up; its own words.
  case film(reason: String)

  public var description: String {
    switch self {
    case .noContext(let reason):
      "No picture can be drawn here: \(reason). Install Mesa's software renderer (apt-get install libegl1 "
        + "libgl1-mesa-dri) or the driver of the graphics card."
    case .noWindow(let reason):
      "No window can be opened: \(reason). Run it on a desktop with a driver for OpenGL 4.1, or with --headless."
    case .noFont(let reason):
      "No text can be drawn: \(reason). Install a Korean font (apt-get install fonts-nanum)."
    case .shader(let name, let log): "The graphics driver refuses the shader \(name): \(log)"
    case .framebuffer(let what, let width, let height):
      "The graphics driver cannot draw \(what) of \(width)x\(height): choose a smaller --size."
    case .driver(let code, let place): "OpenGL error 0x\(String(code, radix: 16)) in \(place)."
    case .picture(let reason): "The picture cannot be used as PNG: \(reason)."
    case .noEncoder: "The film cannot be made: ffmpeg is not installed; install it (apt-get install ffmpeg)."
    case .filmSize(let width, let height):
      "The film cannot be made: width and height must be even, not \(width)x\(height)."
    case .filmName(let path):
      "The film cannot be made: \(path) has no ending that says which kind of film it is; use .mp4."
    case .filmPlace(let path, let reason): "\(path) cannot be written (\(reason))."
    case .film(let reason): "The film cannot be made: \(reason)"
    }
  }
}
