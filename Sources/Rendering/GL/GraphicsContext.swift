/// Where OpenGL draws: offscreen now; a window or a headset's session is another of these.
///
/// Current on the thread that made it; every call of OpenGL happens on that thread and during the context's life.
public protocol GraphicsContext: AnyObject {
  /// The driver's name for what draws.
  var renderer: String { get }
}
