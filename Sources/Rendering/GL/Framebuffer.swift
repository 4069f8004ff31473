import CGL

/// Something to draw into: a colour texture or multisampled storage, with or without depth.
final class Framebuffer {
  let id: GLuint
  let width: Int
  let height: Int
  /// Nil where it is multisampled.
  let colour: Texture?
  /// What a shader's second output goes to, of the same format; nil where there is none.
  let second: Texture?
  private var storage: [GLuint] = []

  /// - Parameters:
  ///   - format: of the colour, such as GL_RGBA16F.
  ///   - samples: 0 for a texture that can be read, else how many samples a pixel has.
  init(
    _ what: String, format: Int32, width: Int, height: Int, depth: Bool, samples: Int = 0, mipmaps: Bool = false,
    second hasSecond: Bool = false
  ) throws(RenderingError) {
    var id: GLuint = 0
    glGenFramebuffers(1, &id)
    self.id = id
    self.width = width
    self.height = height
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), id)
    if samples == 0 {
      let texture = Texture(format: format, width: width, height: height, mipmaps: mipmaps)
      colour = texture
      glFramebufferTexture2D(GLenum(GL_FRAMEBUFFER), GLenum(GL_COLOR_ATTACHMENT0), texture.target, texture.id, 0)
      second = hasSecond ? Texture(format: format, width: width, height: height) : nil
      if let second {
        glFramebufferTexture2D(GLenum(GL_FRAMEBUFFER), GLenum(GL_COLOR_ATTACHMENT1), second.target, second.id, 0)
        glDrawBuffers(2, [GLenum(GL_COLOR_ATTACHMENT0), GLenum(GL_COLOR_ATTACHMENT1)])
      }
    } else {
      second = nil
      colour = nil
      attach(format, GL_COLOR_ATTACHMENT0, samples)
    }
    if depth { attach(GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT, samples) }
    guard glCheckFramebufferStatus(GLenum(GL_FRAMEBUFFER)) == GLenum(GL_FRAMEBUFFER_COMPLETE) else {
      throw .framebuffer(what: what, width: width, height: height)
    }
  }

  deinit {
    var id = id
    glDeleteFramebuffers(1, &id)
    glDeleteRenderbuffers(GLsizei(storage.count), storage)
  }

  private func attach(_ format: Int32, _ place: Int32, _ samples: Int) {
    var buffer: GLuint = 0
    glGenRenderbuffers(1, &buffer)
    storage.append(buffer)
    glBindRenderbuffer(GLenum(GL_RENDERBUFFER), buffer)
    glRenderbufferStorageMultisample(
      GLenum(GL_RENDERBUFFER), GLsizei(samples), GLenum(format), GLsizei(width), GLsizei(height))
    glFramebufferRenderbuffer(GLenum(GL_FRAMEBUFFER), GLenum(place), GLenum(GL_RENDERBUFFER), buffer)
  }

  /// Makes it the target of what is drawn.
  func begin() {
    glBindFramebuffer(GLenum(GL_FRAMEBUFFER), id)
    glViewport(0, 0, GLsizei(width), GLsizei(height))
  }

  /// Copies the depth alone into another of the same size.
  func copyDepth(into other: Framebuffer) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), id)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), other.id)
    let (w, h) = (GLint(width), GLint(height))
    glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GLbitfield(GL_DEPTH_BUFFER_BIT), GLenum(GL_NEAREST))
  }

  /// Copies the colour into a part of another, stretched to it; pixels from the lower left corner.
  func stretch(into other: Framebuffer, x: Int, y: Int, width w: Int, height h: Int) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), id)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), other.id)
    glBlitFramebuffer(
      0, 0, GLint(width), GLint(height), GLint(x), GLint(y), GLint(x + w), GLint(y + h), GLbitfield(GL_COLOR_BUFFER_BIT),
      GLenum(GL_LINEAR))
  }

  /// Copies the colour, and the depth if wanted, into another of the same size, averaging samples.
  func copy(into other: Framebuffer, depth: Bool = false) {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), id)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), other.id)
    let (w, h) = (GLint(width), GLint(height))
    let what = GL_COLOR_BUFFER_BIT | (depth ? GL_DEPTH_BUFFER_BIT : 0)
    glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GLbitfield(what), GLenum(GL_NEAREST))
  }

  /// Copies the colour to the screen of the context.
  func copyToScreen() {
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), id)
    glBindFramebuffer(GLenum(GL_DRAW_FRAMEBUFFER), 0)
    let (w, h) = (GLint(width), GLint(height))
    glBlitFramebuffer(0, 0, w, h, 0, 0, w, h, GLbitfield(GL_COLOR_BUFFER_BIT), GLenum(GL_NEAREST))
  }

  /// Reads the colour, rows from the top, four bytes a pixel.
  func readPixels() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4 * width * height)
    glBindFramebuffer(GLenum(GL_READ_FRAMEBUFFER), id)
    glPixelStorei(GLenum(GL_PACK_ALIGNMENT), 1)
    glReadPixels(0, 0, GLsizei(width), GLsizei(height), GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), &bytes)
    return bytes
  }
}
