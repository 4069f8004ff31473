import CGL

/// All that a picture of one size is drawn into, from light to screen.
final class RenderTargets {
  let scene: Framebuffer
  /// Where samples are averaged; nil where there is one a pixel.
  let resolved: Framebuffer?
  let glare: [Framebuffer]
  let mapped: Framebuffer
  /// Where edges are smoothed before a coarse picture is stretched; nil where they are in `final`.
  let smoothed: Framebuffer?
  let final: Framebuffer

  /// - Parameters:
  ///   - width, height: 16 to 16384 pixels.
  init(width: Int, height: Int, level: RenderingLevel) throws(RenderingError) {
    precondition((16...16_384).contains(width) && (16...16_384).contains(height))
    let quality = level.quality
    func scaled(_ n: Int) -> Int { max(1, Int((Float(n) * level.scale).rounded())) }
    let (w, h) = (scaled(width), scaled(height))
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
    smoothed =
      level.scale < 1 ? try Framebuffer("a picture", format: GL_RGBA8, width: w, height: h, depth: false) : nil
    final = try Framebuffer("a picture", format: GL_RGBA8, width: width, height: height, depth: false)
  }
}
