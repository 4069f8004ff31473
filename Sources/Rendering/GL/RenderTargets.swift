import CGL

/// All that a picture of one size is drawn into, from light to screen.
final class RenderTargets {
  let scene: Framebuffer
  /// Where samples are averaged; nil where there is one a pixel.
  let resolved: Framebuffer?
  let glare: [Framebuffer]
  let mapped: Framebuffer
  let final: Framebuffer

  /// - Parameters:
  ///   - width, height: 16 to 16384 pixels.
  init(width: Int, height: Int, quality: RenderingQuality) throws(RenderingError) {
    precondition((16...16_384).contains(width) && (16...16_384).contains(height))
    let (w, h) = (max(1, width / quality.coarseness), max(1, height / quality.coarseness))
    scene = try Framebuffer(
      "a picture", format: GL_RGBA16F, width: w, height: h, depth: true, samples: quality.samples)
    resolved =
      quality.samples > 0 ? try Framebuffer("a picture", format: GL_RGBA16F, width: w, height: h, depth: false) : nil
    glare =
      quality.hasGlare
      ? [
        try Framebuffer("glare", format: GL_RGBA16F, width: max(1, w / 4), height: max(1, h / 4), depth: false),
        try Framebuffer("glare", format: GL_RGBA16F, width: max(1, w / 4), height: max(1, h / 4), depth: false),
      ] : []
    mapped = try Framebuffer("a picture", format: GL_RGBA8, width: w, height: h, depth: false)
    final = try Framebuffer("a picture", format: GL_RGBA8, width: width, height: height, depth: false)
  }
}
