import CGL

/// A buffer in the driver's memory.
final class Buffer {
  let id: GLuint
  let target: GLenum
  private(set) var byteCount = 0

  init(_ target: Int32) {
    self.target = GLenum(target)
    var id: GLuint = 0
    glGenBuffers(1, &id)
    self.id = id
  }

  convenience init<T: BitwiseCopyable>(_ target: Int32, _ values: [T]) {
    self.init(target)
    set(values, usage: GL_STATIC_DRAW)
  }

  deinit {
    var id = id
    glDeleteBuffers(1, &id)
  }

  func bind() { glBindBuffer(target, id) }

  /// Replaces all that it holds. Indices belong to the array that is bound.
  func set<T: BitwiseCopyable>(_ values: [T], usage: Int32 = GL_STREAM_DRAW) {
    bind()
    byteCount = values.count * MemoryLayout<T>.stride
    values.withUnsafeBytes { glBufferData(target, $0.count, $0.baseAddress, GLenum(usage)) }
  }

  /// Makes room without filling it.
  func reserve(byteCount: Int) {
    bind()
    self.byteCount = byteCount
    glBufferData(target, byteCount, nil, GLenum(GL_DYNAMIC_COPY))
  }
}
