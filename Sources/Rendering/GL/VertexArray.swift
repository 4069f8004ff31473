import CGL

/// What a draw call reads: attributes and, where there are any, indices.
final class VertexArray {
  let id: GLuint
  private var buffers: [Buffer] = []
  private(set) var indexCount = 0

  init() {
    var id: GLuint = 0
    glGenVertexArrays(1, &id)
    self.id = id
  }

  deinit {
    var id = id
    glDeleteVertexArrays(1, &id)
  }

  /// Attributes one after the other from `location` 0, each of some floats, interleaved.
  func setFloats(_ values: [Float], components: [Int]) {
    setFloats(from: Buffer(GL_ARRAY_BUFFER, values), components: components)
  }

  /// The same out of a buffer that may be filled later.
  func setFloats(from buffer: Buffer, components: [Int]) {
    glBindVertexArray(id)
    buffer.bind()
    buffers.append(buffer)
    let stride = components.reduce(0, +) * 4
    var offset = 0
    for (location, n) in components.enumerated() {
      glEnableVertexAttribArray(GLuint(location))
      glVertexAttribPointer(
        GLuint(location), GLint(n), GLenum(GL_FLOAT), GLboolean(GL_FALSE), GLsizei(stride),
        UnsafeRawPointer(bitPattern: offset))
      offset += 4 * n
    }
  }

  /// One attribute of whole numbers at location 0.
  func setIntegers(_ values: [Int32], components: Int) {
    glBindVertexArray(id)
    buffers.append(Buffer(GL_ARRAY_BUFFER, values))
    glEnableVertexAttribArray(0)
    glVertexAttribIPointer(0, GLint(components), GLenum(GL_INT), 0, nil)
  }

  func setIndices(_ indices: [UInt32]) {
    glBindVertexArray(id)
    indexCount = indices.count
    buffers.append(Buffer(GL_ELEMENT_ARRAY_BUFFER, indices))
  }

  /// Indices out of a buffer that may be filled later.
  func setIndices(from buffer: Buffer) {
    glBindVertexArray(id)
    buffer.bind()
    buffers.append(buffer)
  }

  /// Makes it the one whose indices are set.
  func bind() { glBindVertexArray(id) }

  /// Draws the first triangles of the indices.
  func drawTriangles(count: Int) {
    glBindVertexArray(id)
    glDrawElements(GLenum(GL_TRIANGLES), GLsizei(3 * count), GLenum(GL_UNSIGNED_INT), nil)
  }

  /// Draws the indexed triangles.
  func drawTriangles() {
    glBindVertexArray(id)
    glDrawElements(GLenum(GL_TRIANGLES), GLsizei(indexCount), GLenum(GL_UNSIGNED_INT), nil)
  }

  /// Runs the vertex stage `count` times.
  func draw(_ mode: Int32, count: Int) {
    glBindVertexArray(id)
    glDrawArrays(GLenum(mode), 0, GLsizei(count))
  }
}
