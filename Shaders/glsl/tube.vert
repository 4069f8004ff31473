// A ring of a thin tube. What is thinner than a pixel is drawn as wide as one and as faint as it is thin.
#include "frame.glsl"
uniform float pixel;  // rad
layout(location = 0) in vec3 middle;
layout(location = 1) in vec3 outward;
layout(location = 2) in float radius;
layout(location = 3) in float inKind;
layout(location = 4) in float inWay;
out vec3 position;
out vec3 normal;
out float cover;
out float kind;
out float way;

void main() {
  float least = 0.6 * pixel * distance(eye.xyz, middle);
  float r = max(radius, least);
  position = middle + r * outward;
  normal = outward;
  cover = min(1.0, radius / r);
  kind = inKind;
  way = inWay;
  gl_Position = viewProjection * vec4(position, 1);
}
