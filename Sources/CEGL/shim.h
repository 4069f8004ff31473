// EGL through libepoxy, wrapped as in CGL.
#include <epoxy/egl.h>

#undef eglBindAPI
static inline EGLBoolean eglBindAPI(EGLenum api) {
  return epoxy_eglBindAPI(api);
}
#undef eglChooseConfig
static inline EGLBoolean eglChooseConfig(EGLDisplay dpy, const EGLint * attrib_list, EGLConfig * configs,
    EGLint config_size, EGLint * num_config) {
  return epoxy_eglChooseConfig(dpy, attrib_list, configs, config_size, num_config);
}
#undef eglCreateContext
static inline EGLContext eglCreateContext(EGLDisplay dpy, EGLConfig config, EGLContext share_context,
    const EGLint * attrib_list) {
  return epoxy_eglCreateContext(dpy, config, share_context, attrib_list);
}
#undef eglDestroyContext
static inline EGLBoolean eglDestroyContext(EGLDisplay dpy, EGLContext ctx) {
  return epoxy_eglDestroyContext(dpy, ctx);
}
#undef eglGetCurrentContext
static inline EGLContext eglGetCurrentContext(void) {
  return epoxy_eglGetCurrentContext();
}
#undef eglGetError
static inline EGLint eglGetError(void) {
  return epoxy_eglGetError();
}
// The extension's form: libepoxy cannot know the version of a display that is not yet there.
#undef eglGetPlatformDisplayEXT
static inline EGLDisplay eglGetPlatformDisplayEXT(EGLenum platform, void * native_display, const EGLint * attrib_list) {
  return epoxy_eglGetPlatformDisplayEXT(platform, native_display, attrib_list);
}
#undef eglInitialize
static inline EGLBoolean eglInitialize(EGLDisplay dpy, EGLint * major, EGLint * minor) {
  return epoxy_eglInitialize(dpy, major, minor);
}
#undef eglMakeCurrent
static inline EGLBoolean eglMakeCurrent(EGLDisplay dpy, EGLSurface draw, EGLSurface read, EGLContext ctx) {
  return epoxy_eglMakeCurrent(dpy, draw, read, ctx);
}
#undef eglQueryString
static inline const char * eglQueryString(EGLDisplay dpy, EGLint name) {
  return epoxy_eglQueryString(dpy, name);
}
