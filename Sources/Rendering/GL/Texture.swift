import CGL

/// A texture and the unit-free state of its sampling.
final class Texture {
  let id: GLuint
  let target: GLenum

  private init(target: Int32) {
    self.target = GLenum(target)
    var id: GLuint = 0
    glGenTextures(1, &id)
    self.id = id
    glBindTexture(self.target, id)
  }

  deinit {
    var id = id
    glDeleteTextures(1, &id)
  }

  /// Empty, to draw into.
  convenience init(format: Int32, width: Int, height: Int, filter: Int32 = GL_LINEAR, mipmaps: Bool = false) {
    self.init(target: GL_TEXTURE_2D)
    let (layout, type) = Self.transfer(format)
    glTexImage2D(target, 0, format, GLsizei(width), GLsizei(height), 0, GLenum(layout), GLenum(type), nil)
    setSampling(minify: mipmaps ? GL_LINEAR_MIPMAP_LINEAR : filter, magnify: filter, wrap: GL_CLAMP_TO_EDGE)
    if mipmaps { glGenerateMipmap(target) }
  }

  /// A picture of 8-bit RGBA, repeated along x, with mipmaps.
  convenience init(rgba: [UInt8], width: Int, height: Int) {
    precondition(rgba.count == 4 * width * height)
    self.init(target: GL_TEXTURE_2D)
    glTexImage2D(
      target, 0, GL_RGBA8, GLsizei(width), GLsizei(height), 0, GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), rgba)
    setSampling(minify: GL_LINEAR_MIPMAP_LINEAR, magnify: GL_LINEAR, wrap: GL_REPEAT)
    glTexParameteri(target, GLenum(GL_TEXTURE_WRAP_T), GL_CLAMP_TO_EDGE)
    glGenerateMipmap(target)
  }

  /// A cube of 8-bit RGBA that repeats in all directions, with mipmaps.
  convenience init(rgbaVolume: [UInt8], edge: Int) {
    precondition(rgbaVolume.count == 4 * edge * edge * edge)
    self.init(target: GL_TEXTURE_3D)
    let n = GLsizei(edge)
    glTexImage3D(target, 0, GL_RGBA8, n, n, n, 0, GLenum(GL_RGBA), GLenum(GL_UNSIGNED_BYTE), rgbaVolume)
    // The nearest level is enough for noise, and half the work.
    setSampling(minify: GL_LINEAR_MIPMAP_NEAREST, magnify: GL_LINEAR, wrap: GL_REPEAT)
    glTexParameteri(target, GLenum(GL_TEXTURE_WRAP_R), GL_REPEAT)
    glGenerateMipmap(target)
  }

  /// A row of four floats, for tables that are replaced every frame.
  convenience init(tableWidth width: Int) {
    self.init(target: GL_TEXTURE_2D)
    glTexImage2D(target, 0, GL_RGBA32F, GLsizei(width), 1, 0, GLenum(GL_RGBA), GLenum(GL_FLOAT), nil)
    setSampling(minify: GL_NEAREST, magnify: GL_NEAREST, wrap: GL_CLAMP_TO_EDGE)
  }

  /// A square of 8-bit coverage, all 0 at first.
  convenience init(coverageEdge edge: Int) {
    self.init(target: GL_TEXTURE_2D)
    setRows(0..<edge, of: [UInt8](repeating: 0, count: edge * edge), replacing: true)
    setSampling(minify: GL_LINEAR, magnify: GL_LINEAR, wrap: GL_CLAMP_TO_EDGE)
  }

  /// A buffer read by index.
  convenience init(_ buffer: Buffer, format: Int32) {
    self.init(target: GL_TEXTURE_BUFFER)
    glTexBuffer(target, GLenum(format), buffer.id)
  }

  func bind(unit: Int32) {
    glActiveTexture(GLenum(GL_TEXTURE0 + unit))
    glBindTexture(target, id)
  }

  func setRow(_ values: [Float]) {
    glBindTexture(target, id)
    glTexSubImage2D(target, 0, 0, 0, GLsizei(values.count / 4), 1, GLenum(GL_RGBA), GLenum(GL_FLOAT), values)
  }

  /// Copies rows out of a square of 8-bit coverage.
  func setRows(_ rows: Range<Int>, of coverage: [UInt8], replacing: Bool = false) {
    let edge = Int(Double(coverage.count).squareRoot())
    glBindTexture(target, id)
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 1)
    coverage.withUnsafeBytes { bytes in
      let first = bytes.baseAddress! + rows.lowerBound * edge
      let (w, h) = (GLsizei(edge), GLsizei(rows.count))
      if replacing {
        glTexImage2D(target, 0, GL_R8, w, h, 0, GLenum(GL_RED), GLenum(GL_UNSIGNED_BYTE), first)
      } else {
        glTexSubImage2D(
          target, 0, 0, GLint(rows.lowerBound), w, h, GLenum(GL_RED), GLenum(GL_UNSIGNED_BYTE), first)
      }
    }
    glPixelStorei(GLenum(GL_UNPACK_ALIGNMENT), 4)
  }

  func makeMipmaps() {
    glBindTexture(target, id)
    glGenerateMipmap(target)
  }

  private func setSampling(minify: Int32, magnify: Int32, wrap: Int32) {
    glTexParameteri(target, GLenum(GL_TEXTURE_MIN_FILTER), minify)
    glTexParameteri(target, GLenum(GL_TEXTURE_MAG_FILTER), magnify)
    glTexParameteri(target, GLenum(GL_TEXTURE_WRAP_S), wrap)
    glTexParameteri(target, GLenum(GL_TEXTURE_WRAP_T), wrap)
  }

  private static func transfer(_ format: Int32) -> (Int32, Int32) {
    switch format {
    case GL_RG32F: (GL_RG, GL_FLOAT)
    case GL_RGBA16F: (GL_RGBA, GL_FLOAT)
    case GL_DEPTH_COMPONENT24: (GL_DEPTH_COMPONENT, GL_UNSIGNED_INT)
    default: (GL_RGBA, GL_UNSIGNED_BYTE)
    }
  }
}
