import CGL

/// Draws a canvas over what is there. On the thread of its context.
public final class OverlayPainter {
  private let program: ShaderProgram
  private let atlas: Texture
  private let array = VertexArray()
  private let buffer = Buffer(GL_ARRAY_BUFFER)
  private let context: any GraphicsContext

  public init(context: any GraphicsContext) throws(RenderingError) {
    self.context = context
    context.makeCurrent()
    program = try ShaderProgram(vertex: "overlay.vert", fragment: "overlay.frag")
    atlas = Texture(coverageEdge: GlyphAtlas.edge)
    array.setFloats(from: buffer, components: OverlayCanvas.components)
  }

  deinit { context.makeCurrent() }

  /// Draws into what is bound now, whose size is that of the canvas.
  func draw(_ canvas: OverlayCanvas) {
    guard !canvas.vertices.isEmpty else { return }
    if let rows = canvas.lettering.atlas.takeChanged() { atlas.setRows(rows, of: canvas.lettering.atlas.coverage) }
    glDisable(GLenum(GL_DEPTH_TEST))
    glDisable(GLenum(GL_CULL_FACE))
    glEnable(GLenum(GL_BLEND))
    glBlendFunc(GLenum(GL_SRC_ALPHA), GLenum(GL_ONE_MINUS_SRC_ALPHA))
    program.use()
    atlas.bind(unit: 0)
    program.set("atlas", unit: 0)
    program.set("size", canvas.width, canvas.height)
    buffer.set(canvas.vertices)
    array.draw(GL_TRIANGLES, count: canvas.vertices.count / OverlayCanvas.components.reduce(0, +))
    glDisable(GLenum(GL_BLEND))
    glEnable(GLenum(GL_CULL_FACE))
  }

  /// Draws on the screen of the context over one colour, for when there is no scene yet.
  public func draw(_ canvas: OverlayCanvas, over colour: SIMD3<Float>) {
    context.makeCurrent()
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), 0)
    glViewport(0, 0, GLsizei(canvas.width), GLsizei(canvas.height))
    glClearColor(colour.x, colour.y, colour.z, 1)
    glClear(GLbitfield(GL_COLOR_BUFFER_BIT))
    draw(canvas)
  }
}
