// The walls of a cut: their points follow the tissue.
#include "frame.glsl"
layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 inRest;
out vec3 position;
out vec3 normal;
out vec3 rest;

void main() {
  position = inPosition;
  normal = inNormal;
  rest = inRest;
  gl_Position = viewProjection * vec4(inPosition, 1);
}
