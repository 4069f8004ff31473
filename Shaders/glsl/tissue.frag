#include "frame.glsl"
#include "noise.glsl"
#include "lighting.glsl"
#include "aorta.glsl"
in vec3 position;
in vec3 normal;
in vec3 rest;
in float angle;
in float pale;
in vec3 harmed;
out vec4 colour;

// How much ink lies at a place: dots and crosses with the uneven edge of a pen on wet tissue.
float ink(vec3 p) {
  float most = 0.0;
  float edge = 0.0007 * (noiseAt(p, 0.006).r - 0.5);
  for (int i = 0; i < 32; i++) {
    if (marks[i].w == 0.0) break;
    vec3 d = p - marks[i].xyz;
    if (dot(d, d) > 1e-4) continue;
    float away;
    if (marks[i].w < 1.5) {
      away = length(d) - 0.0017;
    } else {
      // Arms along the axis and around it.
      vec3 around = normalize(vec3(marks[i].y, -marks[i].x, 0.0));
      vec2 q = abs(vec2(d.z, dot(d, around)));
      q = q.x > q.y ? q : q.yx;
      away = max(q.y - 0.00055, q.x - 0.0052);
    }
    most = max(most, 1.0 - smoothstep(-0.0002, 0.0003, away + edge));
  }
  return most;
}

void main() {
  Surface s;
  float height, fat;
  vec3 n = normalize(normal);
  float bloodless = clamp(pale, 0.0, 1.0);
  aortaAt(rest, angle, bloodless, s.albedo, height, fat);
  // What was done to it has an uneven border.
  vec4 uneven = noiseAt(rest, 0.009);
  vec4 broad = noiseAt(rest, 0.038);
  vec3 done = clamp(harmed, 0.0, 1.0);
  // Blood draws itself together into smooth borders.
  vec3 ragged = vec3(uneven.rg, broad.r) - 0.5;
  done = smoothstep(vec3(0.12, 0.12, 0.30), vec3(0.62, 0.62, 0.46), done + 2.0 * done * (1.0 - done) * ragged);
  // Blood under the coat: blue-red, darkest in the middle, yellow-green at its edge.
  vec3 bruise = mix(vec3(0.42, 0.20, 0.12), vec3(0.13, 0.022, 0.045), smoothstep(0.15, 0.9, done.x));
  s.albedo = mix(s.albedo, bruise * (0.8 + 0.4 * uneven.g), 0.85 * done.x);
  // Cautery: a white rim of boiled protein, brown, then black and dry.
  vec3 burn = mix(vec3(0.74, 0.66, 0.52), vec3(0.20, 0.09, 0.035), smoothstep(0.35, 0.7, done.y));
  burn = mix(burn, vec3(0.012, 0.010, 0.009), smoothstep(0.7, 0.95, done.y + 0.25 * (uneven.r - 0.5)));
  s.albedo = mix(s.albedo, burn, smoothstep(0.05, 0.3, done.y));
  height -= 0.0006 * done.y * (0.5 + uneven.r);
  float written = ink(rest);
  s.albedo = mix(s.albedo, vec3(0.055, 0.012, 0.105) + 0.05 * s.albedo, 0.88 * written);
  s.position = position;
#if LEVEL > 0
  vec4 ripple = noiseAt(rest, 0.014);
#else
  vec4 ripple = vec4(0.5);
#endif
  s.roughness = mix(0.5, 0.42, fat);
  s.wet = (0.72 + 0.28 * smoothstep(0.35, 0.6, ripple.r)) * (1.0 - 0.25 * bloodless);
  s.filmRoughness = mix(0.13, 0.21, ripple.b);
  s.scatter = mix(0.42, 0.8, fat) * (1.0 - 0.4 * bloodless);
  // Burnt tissue is dry; blood covers all with a smooth film.
  s.wet = mix(s.wet, 0.12, done.y);
  s.roughness = mix(s.roughness, 0.8, done.y);
  // It runs off the top and gathers below.
  float deep = done.z * (0.05 + 0.35 * clamp(harmed.z, 0.0, 1.0) * broad.g + 0.45 * smoothstep(0.4, -0.6, n.y));
  s.albedo = underBlood(s.albedo, deep, 0.7);
  s.blood = smoothstep(0.0, 0.12, deep);
  s.wet = mix(s.wet, 1.0, s.blood);
  s.filmRoughness = mix(s.filmRoughness, 0.07, s.blood);
#if LEVEL > 0
  s.normal = bump(n, position, height);
  // The film fills the finest relief. What it mirrors is turned by the noise itself: heights by differences of pixels would
  // show the pixels' blocks. Blood is smoother, but never quite level: the lamps break up into points.
  vec3 turned = mix(0.15 * (vec3(ripple.r, broad.r, noiseAt(rest.zxy, 0.012).r) - 0.5),
    0.26 * (vec3(noiseAt(rest, 0.020).r, noiseAt(rest.yzx, 0.020).r, noiseAt(rest.zxy, 0.020).r) - 0.5), s.blood);
  s.filmNormal = normalize(n + 0.1 * (1.0 - s.blood) * (s.normal - n) + turned);
#else
  s.normal = n;
  s.filmNormal = normalize(n + 0.16 * vec3(uneven.r - 0.5, 0.0, uneven.g - 0.5));
#endif
  s.scatter = mix(s.scatter, 0.2, max(done.y, done.z));
  s.metal = 0.0;
  // Down at the sides the vessel sits among its neighbours.
  s.openness = mix(0.45, 1.0, smoothstep(-0.85, 0.25, rest.y / vessel.x));
  colour = vec4(shade(s), 1);
}
