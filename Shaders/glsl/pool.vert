// The surface of standing blood, drawn down where a sucker dips into it.
#include "frame.glsl"
uniform float level;   // m
uniform vec4 sucker;   // m, and its strength
layout(location = 0) in vec2 place;  // x and z, m
out vec3 position;
out vec3 normal;

void main() {
  vec2 d = place - sucker.xz;
  float dip = sucker.w * 0.004 * exp(-dot(d, d) / (2.0 * 0.008 * 0.008));
  position = vec3(place.x, level - dip, place.y);
  vec2 slope = dip * d / (0.008 * 0.008);
  normal = normalize(vec3(-slope.x, 1.0, -slope.y));
  gl_Position = viewProjection * vec4(position, 1);
}
