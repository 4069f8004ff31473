// A tool that is only shown: pale light, stronger where the surface turns away.
#include "frame.glsl"
in vec3 position;
in vec3 normal;
in vec4 albedo;
out vec4 colour;

void main() {
  float facing = abs(dot(normalize(normal), normalize(eye.xyz - position)));
  float rim = (1.0 - facing) * (1.0 - facing);
  // What is bright on the tool stays a little brighter, so that its parts can be told.
  float shade = 0.75 + 0.5 * dot(albedo.rgb, vec3(0.3, 0.5, 0.2));
  colour = vec4(shade * mix(vec3(0.55, 1.15, 1.5), vec3(1.2, 2.2, 2.7), rim), 0.30 + 0.55 * rim);
}
