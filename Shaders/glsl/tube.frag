// Thread, needle or running blood.
#include "frame.glsl"
#include "noise.glsl"
#include "lighting.glsl"
in vec3 position;
in vec3 normal;
in float cover;
in float kind;
in float way;
out vec4 colour;

void main() {
  Surface s;
  s.position = position;
  s.normal = normalize(normal);
  s.filmNormal = s.normal;
  s.openness = 1.0;
  s.metal = 0.0;
  s.wet = 0.8;
  s.filmRoughness = 0.16;
  s.scatter = 0.2;
  s.roughness = 0.35;
  s.blood = 0.0;
  float solid = 1.0;
  if (kind < 0.5) {
    // A smooth filament of polypropylene.
    s.albedo = vec3(0.010, 0.075, 0.30);
  } else if (kind < 1.5) {
    // A braid: strands that cross.
    s.albedo = vec3(0.012, 0.11, 0.065) * (0.75 + 0.5 * sin(way * 9000.0) * sin(way * 9000.0));
    s.wet = 0.3;
    s.roughness = 0.6;
  } else if (kind < 2.5) {
    s.albedo = vec3(0.62, 0.63, 0.64);
    s.metal = 1.0;
    s.wet = 0.0;
    s.roughness = 0.2;
  } else {
    // Blood: a film that mirrors, and little light from within.
    float bright = clamp((kind - 3.0) / 0.9, 0.0, 1.0);
    // The rim of a stream is thin: what is below shines through.
    float facing = abs(dot(s.normal, normalize(eye.xyz - position)));
    s.albedo = underBlood(vec3(0.45, 0.25, 0.18), 0.06 + 0.30 * facing, bright);
    s.blood = 1.0;
    solid = smoothstep(0.0, 0.35, facing);
    s.wet = 1.0;
    s.filmRoughness = 0.08;
#if LEVEL > 0
    s.filmNormal = normalize(s.normal + 0.4 * (noiseAt(position, 0.012).rgr - 0.5));
#endif
  }
  colour = vec4(shade(s), cover * solid);
}
