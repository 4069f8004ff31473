import CGL

/// The light of all that stands still, kept for an eye that stands still too: the greater part of a frame's work where
/// the processor draws.
final class StillLight {
  /// What it was drawn for.
  let camera: Camera
  /// Light with the distance from the eye, and the first lamp's part of it with how much of that lamp was seen.
  let target: Framebuffer

  init(_ camera: Camera, width: Int, height: Int) throws(RenderingError) {
    self.camera = camera
    target = try Framebuffer(
      "what stands still", format: GL_RGBA16F, width: width, height: height, depth: true, second: true)
  }

  func suits(_ camera: Camera, _ scene: Framebuffer) -> Bool {
    self.camera == camera && target.width == scene.width && target.height == scene.height
  }
}
