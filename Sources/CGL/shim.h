// OpenGL 4.1 core through libepoxy, which finds each function at its first call. Its variables of function pointers are
// shared mutable state to Swift; these wrappers are what Swift calls. Only what `Rendering` uses is here.
#include <epoxy/gl.h>

#undef glActiveTexture
static inline void glActiveTexture(GLenum texture) { epoxy_glActiveTexture(texture); }
#undef glAttachShader
static inline void glAttachShader(GLuint program, GLuint shader) { epoxy_glAttachShader(program, shader); }
#undef glBeginTransformFeedback
static inline void glBeginTransformFeedback(GLenum primitiveMode) { epoxy_glBeginTransformFeedback(primitiveMode); }
#undef glBindBuffer
static inline void glBindBuffer(GLenum target, GLuint buffer) { epoxy_glBindBuffer(target, buffer); }
#undef glBindBufferBase
static inline void glBindBufferBase(GLenum target, GLuint index, GLuint buffer) {
  epoxy_glBindBufferBase(target, index, buffer);
}
#undef glBindFramebuffer
static inline void glBindFramebuffer(GLenum target, GLuint framebuffer) {
  epoxy_glBindFramebuffer(target, framebuffer);
}
#undef glBindRenderbuffer
static inline void glBindRenderbuffer(GLenum target, GLuint renderbuffer) {
  epoxy_glBindRenderbuffer(target, renderbuffer);
}
#undef glBindTexture
static inline void glBindTexture(GLenum target, GLuint texture) { epoxy_glBindTexture(target, texture); }
#undef glBindVertexArray
static inline void glBindVertexArray(GLuint array) { epoxy_glBindVertexArray(array); }
#undef glBlendFunc
static inline void glBlendFunc(GLenum sfactor, GLenum dfactor) { epoxy_glBlendFunc(sfactor, dfactor); }
#undef glBlitFramebuffer
static inline void glBlitFramebuffer(GLint srcX0, GLint srcY0, GLint srcX1, GLint srcY1, GLint dstX0, GLint dstY0,
    GLint dstX1, GLint dstY1, GLbitfield mask, GLenum filter) {
  epoxy_glBlitFramebuffer(srcX0, srcY0, srcX1, srcY1, dstX0, dstY0, dstX1, dstY1, mask, filter);
}
#undef glBufferData
static inline void glBufferData(GLenum target, GLsizeiptr size, const void * data, GLenum usage) {
  epoxy_glBufferData(target, size, data, usage);
}
#undef glBufferSubData
static inline void glBufferSubData(GLenum target, GLintptr offset, GLsizeiptr size, const void * data) {
  epoxy_glBufferSubData(target, offset, size, data);
}
#undef glCheckFramebufferStatus
static inline GLenum glCheckFramebufferStatus(GLenum target) { return epoxy_glCheckFramebufferStatus(target); }
#undef glClear
static inline void glClear(GLbitfield mask) { epoxy_glClear(mask); }
#undef glClearColor
static inline void glClearColor(GLfloat red, GLfloat green, GLfloat blue, GLfloat alpha) {
  epoxy_glClearColor(red, green, blue, alpha);
}
#undef glColorMask
static inline void glColorMask(GLboolean red, GLboolean green, GLboolean blue, GLboolean alpha) {
  epoxy_glColorMask(red, green, blue, alpha);
}
#undef glCompileShader
static inline void glCompileShader(GLuint shader) { epoxy_glCompileShader(shader); }
#undef glCreateProgram
static inline GLuint glCreateProgram(void) { return epoxy_glCreateProgram(); }
#undef glCreateShader
static inline GLuint glCreateShader(GLenum type) { return epoxy_glCreateShader(type); }
#undef glCullFace
static inline void glCullFace(GLenum mode) { epoxy_glCullFace(mode); }
#undef glDeleteBuffers
static inline void glDeleteBuffers(GLsizei n, const GLuint * buffers) { epoxy_glDeleteBuffers(n, buffers); }
#undef glDeleteFramebuffers
static inline void glDeleteFramebuffers(GLsizei n, const GLuint * framebuffers) {
  epoxy_glDeleteFramebuffers(n, framebuffers);
}
#undef glDeleteProgram
static inline void glDeleteProgram(GLuint program) { epoxy_glDeleteProgram(program); }
#undef glDeleteRenderbuffers
static inline void glDeleteRenderbuffers(GLsizei n, const GLuint * renderbuffers) {
  epoxy_glDeleteRenderbuffers(n, renderbuffers);
}
#undef glDeleteShader
static inline void glDeleteShader(GLuint shader) { epoxy_glDeleteShader(shader); }
#undef glDeleteTextures
static inline void glDeleteTextures(GLsizei n, const GLuint * textures) { epoxy_glDeleteTextures(n, textures); }
#undef glDeleteVertexArrays
static inline void glDeleteVertexArrays(GLsizei n, const GLuint * arrays) { epoxy_glDeleteVertexArrays(n, arrays); }
#undef glDepthFunc
static inline void glDepthFunc(GLenum func) { epoxy_glDepthFunc(func); }
#undef glDepthMask
static inline void glDepthMask(GLboolean flag) { epoxy_glDepthMask(flag); }
#undef glDisable
static inline void glDisable(GLenum cap) { epoxy_glDisable(cap); }
#undef glDrawArrays
static inline void glDrawArrays(GLenum mode, GLint first, GLsizei count) { epoxy_glDrawArrays(mode, first, count); }
#undef glDrawBuffers
static inline void glDrawBuffers(GLsizei n, const GLenum * bufs) { epoxy_glDrawBuffers(n, bufs); }
#undef glDrawElements
static inline void glDrawElements(GLenum mode, GLsizei count, GLenum type, const void * indices) {
  epoxy_glDrawElements(mode, count, type, indices);
}
#undef glEnable
static inline void glEnable(GLenum cap) { epoxy_glEnable(cap); }
#undef glEnableVertexAttribArray
static inline void glEnableVertexAttribArray(GLuint index) { epoxy_glEnableVertexAttribArray(index); }
#undef glEndTransformFeedback
static inline void glEndTransformFeedback(void) { epoxy_glEndTransformFeedback(); }
#undef glFinish
static inline void glFinish(void) { epoxy_glFinish(); }
#undef glFramebufferRenderbuffer
static inline void glFramebufferRenderbuffer(GLenum target, GLenum attachment, GLenum renderbuffertarget,
    GLuint renderbuffer) {
  epoxy_glFramebufferRenderbuffer(target, attachment, renderbuffertarget, renderbuffer);
}
#undef glFramebufferTexture2D
static inline void glFramebufferTexture2D(GLenum target, GLenum attachment, GLenum textarget, GLuint texture,
    GLint level) {
  epoxy_glFramebufferTexture2D(target, attachment, textarget, texture, level);
}
#undef glGenBuffers
static inline void glGenBuffers(GLsizei n, GLuint * buffers) { epoxy_glGenBuffers(n, buffers); }
#undef glGenFramebuffers
static inline void glGenFramebuffers(GLsizei n, GLuint * framebuffers) { epoxy_glGenFramebuffers(n, framebuffers); }
#undef glGenRenderbuffers
static inline void glGenRenderbuffers(GLsizei n, GLuint * renderbuffers) { epoxy_glGenRenderbuffers(n, renderbuffers); }
#undef glGenTextures
static inline void glGenTextures(GLsizei n, GLuint * textures) { epoxy_glGenTextures(n, textures); }
#undef glGenVertexArrays
static inline void glGenVertexArrays(GLsizei n, GLuint * arrays) { epoxy_glGenVertexArrays(n, arrays); }
#undef glGenerateMipmap
static inline void glGenerateMipmap(GLenum target) { epoxy_glGenerateMipmap(target); }
#undef glGetBufferSubData
static inline void glGetBufferSubData(GLenum target, GLintptr offset, GLsizeiptr size, void * data) {
  epoxy_glGetBufferSubData(target, offset, size, data);
}
#undef glGetError
static inline GLenum glGetError(void) { return epoxy_glGetError(); }
#undef glGetIntegerv
static inline void glGetIntegerv(GLenum pname, GLint * data) { epoxy_glGetIntegerv(pname, data); }
#undef glGetProgramInfoLog
static inline void glGetProgramInfoLog(GLuint program, GLsizei bufSize, GLsizei * length, GLchar * infoLog) {
  epoxy_glGetProgramInfoLog(program, bufSize, length, infoLog);
}
#undef glGetProgramiv
static inline void glGetProgramiv(GLuint program, GLenum pname, GLint * params) {
  epoxy_glGetProgramiv(program, pname, params);
}
#undef glGetShaderInfoLog
static inline void glGetShaderInfoLog(GLuint shader, GLsizei bufSize, GLsizei * length, GLchar * infoLog) {
  epoxy_glGetShaderInfoLog(shader, bufSize, length, infoLog);
}
#undef glGetShaderiv
static inline void glGetShaderiv(GLuint shader, GLenum pname, GLint * params) {
  epoxy_glGetShaderiv(shader, pname, params);
}
#undef glGetString
static inline const GLubyte * glGetString(GLenum name) { return epoxy_glGetString(name); }
#undef glGetUniformBlockIndex
static inline GLuint glGetUniformBlockIndex(GLuint program, const GLchar * uniformBlockName) {
  return epoxy_glGetUniformBlockIndex(program, uniformBlockName);
}
#undef glGetUniformLocation
static inline GLint glGetUniformLocation(GLuint program, const GLchar * name) {
  return epoxy_glGetUniformLocation(program, name);
}
#undef glLinkProgram
static inline void glLinkProgram(GLuint program) { epoxy_glLinkProgram(program); }
#undef glPixelStorei
static inline void glPixelStorei(GLenum pname, GLint param) { epoxy_glPixelStorei(pname, param); }
#undef glReadPixels
static inline void glReadPixels(GLint x, GLint y, GLsizei width, GLsizei height, GLenum format, GLenum type,
    void * pixels) {
  epoxy_glReadPixels(x, y, width, height, format, type, pixels);
}
#undef glRenderbufferStorageMultisample
static inline void glRenderbufferStorageMultisample(GLenum target, GLsizei samples, GLenum internalformat,
    GLsizei width, GLsizei height) {
  epoxy_glRenderbufferStorageMultisample(target, samples, internalformat, width, height);
}
#undef glShaderSource
static inline void glShaderSource(GLuint shader, GLsizei count, const GLchar *const* string, const GLint * length) {
  epoxy_glShaderSource(shader, count, string, length);
}
#undef glTexBuffer
static inline void glTexBuffer(GLenum target, GLenum internalformat, GLuint buffer) {
  epoxy_glTexBuffer(target, internalformat, buffer);
}
#undef glTexImage2D
static inline void glTexImage2D(GLenum target, GLint level, GLint internalformat, GLsizei width, GLsizei height,
    GLint border, GLenum format, GLenum type, const void * pixels) {
  epoxy_glTexImage2D(target, level, internalformat, width, height, border, format, type, pixels);
}
#undef glTexImage3D
static inline void glTexImage3D(GLenum target, GLint level, GLint internalformat, GLsizei width, GLsizei height,
    GLsizei depth, GLint border, GLenum format, GLenum type, const void * pixels) {
  epoxy_glTexImage3D(target, level, internalformat, width, height, depth, border, format, type, pixels);
}
#undef glTexParameterf
static inline void glTexParameterf(GLenum target, GLenum pname, GLfloat param) {
  epoxy_glTexParameterf(target, pname, param);
}
#undef glTexParameteri
static inline void glTexParameteri(GLenum target, GLenum pname, GLint param) {
  epoxy_glTexParameteri(target, pname, param);
}
#undef glTexSubImage2D
static inline void glTexSubImage2D(GLenum target, GLint level, GLint xoffset, GLint yoffset, GLsizei width,
    GLsizei height, GLenum format, GLenum type, const void * pixels) {
  epoxy_glTexSubImage2D(target, level, xoffset, yoffset, width, height, format, type, pixels);
}
#undef glTransformFeedbackVaryings
static inline void glTransformFeedbackVaryings(GLuint program, GLsizei count, const GLchar *const* varyings,
    GLenum bufferMode) {
  epoxy_glTransformFeedbackVaryings(program, count, varyings, bufferMode);
}
#undef glUniform1f
static inline void glUniform1f(GLint location, GLfloat v0) { epoxy_glUniform1f(location, v0); }
#undef glUniform1i
static inline void glUniform1i(GLint location, GLint v0) { epoxy_glUniform1i(location, v0); }
#undef glUniform2f
static inline void glUniform2f(GLint location, GLfloat v0, GLfloat v1) { epoxy_glUniform2f(location, v0, v1); }
#undef glUniform3f
static inline void glUniform3f(GLint location, GLfloat v0, GLfloat v1, GLfloat v2) {
  epoxy_glUniform3f(location, v0, v1, v2);
}
#undef glUniform4f
static inline void glUniform4f(GLint location, GLfloat v0, GLfloat v1, GLfloat v2, GLfloat v3) {
  epoxy_glUniform4f(location, v0, v1, v2, v3);
}
#undef glUniformBlockBinding
static inline void glUniformBlockBinding(GLuint program, GLuint uniformBlockIndex, GLuint uniformBlockBinding) {
  epoxy_glUniformBlockBinding(program, uniformBlockIndex, uniformBlockBinding);
}
#undef glUniformMatrix4fv
static inline void glUniformMatrix4fv(GLint location, GLsizei count, GLboolean transpose, const GLfloat * value) {
  epoxy_glUniformMatrix4fv(location, count, transpose, value);
}
#undef glUseProgram
static inline void glUseProgram(GLuint program) { epoxy_glUseProgram(program); }
#undef glVertexAttribIPointer
static inline void glVertexAttribIPointer(GLuint index, GLint size, GLenum type, GLsizei stride, const void * pointer) {
  epoxy_glVertexAttribIPointer(index, size, type, stride, pointer);
}
#undef glVertexAttribPointer
static inline void glVertexAttribPointer(GLuint index, GLint size, GLenum type, GLboolean normalized, GLsizei stride,
    const void * pointer) {
  epoxy_glVertexAttribPointer(index, size, type, normalized, stride, pointer);
}
#undef glViewport
static inline void glViewport(GLint x, GLint y, GLsizei width, GLsizei height) {
  epoxy_glViewport(x, y, width, height);
}
