// Tissue where it was cut: raw, wet, with pale strands in it and a film of blood.
#include "frame.glsl"
#include "noise.glsl"
#include "lighting.glsl"
uniform vec4 flesh;   // colour, and how wet
uniform vec4 finish;  // roughness, scatter
in vec3 position;
in vec3 normal;
in vec3 rest;
out vec4 colour;

void main() {
  Surface s;
  vec3 n = normalize(normal);
  vec4 broad = noiseAt(rest, 0.024);
#if LEVEL > 0
  vec4 fine = noiseAt(rest.zxy, 0.008);
  float film = noiseAt(rest.yzx, 0.015).r;
#else
  vec4 fine = broad.bgra;
  float film = broad.g;
#endif
  // Bundles that were cut across, with pale tissue between them.
  float strand = smoothstep(0.52, 0.74, fine.r);
  s.albedo = flesh.rgb * (0.78 + 0.5 * broad.r);
  s.albedo = mix(s.albedo, 1.6 * s.albedo + vec3(0.10, 0.06, 0.045), 0.45 * strand);
  float millimetres = 0.04 * smoothstep(0.42, 0.72, film);
  s.albedo = underBlood(s.albedo, millimetres, 0.6);
  s.blood = smoothstep(0.0, 0.04, millimetres);
  s.position = position;
  s.roughness = finish.x;
  s.wet = flesh.a;
  s.filmRoughness = mix(0.17, 0.09, s.blood);
  s.scatter = finish.y * (1.0 - 0.5 * s.blood);
  s.metal = 0.0;
  s.openness = 0.8;
#if LEVEL > 0
  s.normal = bump(n, position, 0.00022 * strand + 0.00012 * fine.g);
  s.filmNormal = normalize(n + 0.18 * (vec3(film, broad.r, noiseAt(rest.zxy, 0.013).r) - 0.5) + 0.2 * (s.normal - n));
#else
  s.normal = n;
  s.filmNormal = normalize(n + 0.2 * vec3(broad.r - 0.5, 0.0, broad.g - 0.5));
#endif
  colour = vec4(shade(s), 1);
}
