// Windows, keys, mouse and gamepads. OpenGL itself comes from CGL.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
