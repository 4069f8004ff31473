// Standing blood: nearly black in its depth, mirroring the lamps.
#include "frame.glsl"
#include "noise.glsl"
#include "lighting.glsl"
uniform float bright;
in vec3 position;
in vec3 normal;
out vec4 colour;

void main() {
  Surface s;
  s.position = position;
  s.normal = normalize(normal);
  vec4 n = noiseAt(position, 0.05);
  s.albedo = underBlood(vec3(0.0), 2.0, bright) * (0.85 + 0.3 * n.r);
  s.blood = 1.0;
  s.roughness = 0.4;
  s.wet = 1.0;
  s.filmRoughness = 0.07;
  s.filmNormal = normalize(s.normal + 0.05 * vec3(n.r - 0.5, 0.0, n.g - 0.5));
  s.scatter = 0.25;
  s.metal = 0.0;
  s.openness = 0.8;
  colour = vec4(shade(s), 1);
}
