import CGL
import Glibc
import Shaders

/// A linked program of a vertex and, unless only its outputs are captured, a fragment stage.
final class ShaderProgram {
  let name: String
  let id: GLuint
  private var locations: [String: GLint] = [:]

  /// - Parameters:
  ///   - vertex: a file of `Shaders/glsl`; so is `fragment`.
  ///   - level: how much the stages do, see `Shaders.levels`.
  ///   - defines: names that the stages are told, such as "SPLIT".
  ///   - captured: outputs of the vertex stage that transform feedback writes, one after the other.
  init(vertex: String, fragment: String?, level: Int = 2, defines: [String] = [], captured: [String] = []) throws(RenderingError) {
    name = fragment ?? vertex
    id = glCreateProgram()
    for (file, kind) in [(vertex, GL_VERTEX_SHADER), (fragment, GL_FRAGMENT_SHADER)] {
      guard let file else { continue }
      let stage = try Self.compile(file, level, defines, GLenum(kind))
      glAttachShader(id, stage)
      glDeleteShader(stage)
    }
    if !captured.isEmpty {
      let names = captured.map { strdup($0) }
      defer { names.forEach { free($0) } }
      names.map { UnsafePointer($0) }.withUnsafeBufferPointer {
        glTransformFeedbackVaryings(id, GLsizei(captured.count), $0.baseAddress!, GLenum(GL_INTERLEAVED_ATTRIBS))
      }
    }
    glLinkProgram(id)
    var done: GLint = 0
    glGetProgramiv(id, GLenum(GL_LINK_STATUS), &done)
    guard done == GL_TRUE else {
      var text = [CChar](repeating: 0, count: 4096)
      glGetProgramInfoLog(id, 4096, nil, &text)
      throw .shader(name: name, log: Self.string(text))
    }
    let block = glGetUniformBlockIndex(id, "Frame")
    if block != GLuint.max { glUniformBlockBinding(id, block, FrameUniforms.binding) }
  }

  deinit { glDeleteProgram(id) }

  func use() { glUseProgram(id) }

  /// Binds a sampler to a texture unit; the program must be in use.
  func set(_ uniform: String, unit: Int32) { glUniform1i(location(uniform), unit) }
  func set(_ uniform: String, _ x: Int32) { glUniform1i(location(uniform), x) }
  func set(_ uniform: String, _ x: Float) { glUniform1f(location(uniform), x) }
  func set(_ uniform: String, _ x: Float, _ y: Float) { glUniform2f(location(uniform), x, y) }
  func set(_ uniform: String, _ v: SIMD4<Float>) { glUniform4f(location(uniform), v.x, v.y, v.z, v.w) }
  func set(_ uniform: String, _ m: Matrix4) {
    glUniformMatrix4fv(location(uniform), 1, GLboolean(GL_FALSE), m.elements)
  }

  private func location(_ uniform: String) -> GLint {
    if let known = locations[uniform] { return known }
    let found = glGetUniformLocation(id, uniform)
    locations[uniform] = found
    return found
  }

  private static func compile(_ file: String, _ level: Int, _ defines: [String], _ kind: GLenum) throws(RenderingError) -> GLuint {
    let text: String
    do { text = try Shaders.source(file, level: level, defines: defines) } catch {
      throw .shader(name: file, log: "its file cannot be read; install Systole again")
    }
    let stage = glCreateShader(kind)
    text.withCString { source in
      var pointer: UnsafePointer<GLchar>? = source
      glShaderSource(stage, 1, &pointer, nil)
    }
    glCompileShader(stage)
    var done: GLint = 0
    glGetShaderiv(stage, GLenum(GL_COMPILE_STATUS), &done)
    guard done == GL_TRUE else {
      var log = [CChar](repeating: 0, count: 4096)
      glGetShaderInfoLog(stage, 4096, nil, &log)
      glDeleteShader(stage)
      throw .shader(name: file, log: string(log))
    }
    return stage
  }

  private static func string(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
