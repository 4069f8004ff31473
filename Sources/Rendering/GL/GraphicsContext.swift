/// Where OpenGL draws: offscreen now; a window or a headset's session is another of these.
///
/// Belongs to the thread that made it; every call of OpenGL happens on that thread and during the context's life. A thread
/// may have several: whoever draws makes its own current first.
public protocol GraphicsContext: AnyObject {
  /// The driver's name for what draws.
  var renderer: String { get }
  /// What is called next on this thread goes to this context. Costs next to nothing where it is current.
  func makeCurrent()
}
