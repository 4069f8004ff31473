#include "frame.glsl"
#include "noise.glsl"
#include "lighting.glsl"
#include "aorta.glsl"
uniform float stained;   // 1 for what has lain in the field
uniform float bloodied;  // how far up from its tip blood clings to a tool, m
in vec3 position;
in vec3 normal;
in vec3 place;
in vec4 albedo;
in vec4 finish;
in vec4 weights;
in vec2 depth;
layout(location = 0) out vec4 colour;
#ifdef SPLIT
layout(location = 1) out vec4 apart;
#endif

void main() {
  Surface s;
  vec3 n = normalize(normal);
  vec4 coarse = noiseAt(place, 0.036);
#if LEVEL > 0
  vec4 fine = noiseAt(place.zxy, 0.011);
  vec3 warped = place + 0.005 * (noiseAt(place.yzx, 0.05).rgb - 0.5);
  float lobe = 0.6 * noiseAt(warped, 0.034).g + 0.4 * noiseAt(warped.zxy, 0.019).g;
  float fibre = noiseAt(vec3(place.x * 0.35 + place.z * 0.9, place.y, place.z * 0.15 - place.x * 0.4), 0.010).r;
  float large = noiseAt(place + vec3(0.01), 0.085).r;
  float sponge = noiseAt(place, 0.009).r;
  float vein = noiseAt(place, 0.052).a;
  float smears = noiseAt(place * vec3(1.0, 0.3, 1.0), 0.11).r;
#else
  vec4 fine = coarse.bgra;
  float lobe = coarse.g, fibre = coarse.b, sponge = coarse.b, vein = coarse.a;
  float large = noiseAt(place + vec3(0.01), 0.085).r, smears = large;
#endif
  vec3 a = albedo.rgb;
  float height = 0.0;

  // On metal the weights mean other things.
  vec4 detail = vec4(weights.xyz * (1.0 - finish.w), weights.w);
  // Fat: globules of two sizes, pale on their crowns, orange and red in the clefts, where its small vessels run.
#if LEVEL > 0
  float crown = smoothstep(0.22, 0.78, lobe);
  a = mix(a, a * mix(vec3(0.80, 0.60, 0.42), vec3(1.08, 1.06, 1.0), crown), detail.x);
  a = mix(a, a * vec3(0.78, 0.50, 0.38), 0.7 * detail.x * smoothstep(0.46, 0.28, lobe));
  float vessels = smoothstep(0.72, 0.98, noiseAt(warped + vec3(0.004), 0.046).a) * smoothstep(0.42, 0.6, coarse.b);
  a = mix(a, a * vec3(0.66, 0.20, 0.16), 0.6 * detail.x * vessels);
  height += detail.x * (0.0010 * crown + 0.0002 * fine.g);
#else
  a = mix(a, a * mix(vec3(0.74, 0.52, 0.36), vec3(1.08, 1.05, 1.0), smoothstep(0.25, 0.65, lobe)), detail.x);
#endif
  a = mix(a, a * vec3(0.92, 0.76, 0.66), 0.5 * detail.x * smoothstep(0.48, 0.75, coarse.r));
  // Muscle: fibres run obliquely; here and there a paler patch of epicardium.
  a = mix(a, a * (0.72 + 0.55 * fibre), detail.y);
  float patches = smoothstep(0.50, 0.60, large + 0.25 * (fine.r - 0.5));
  a = mix(a, vec3(0.50, 0.27, 0.10) * (0.8 + 0.4 * fine.g), 0.62 * detail.y * patches);
  height += detail.y * 0.0006 * patches;
  height += detail.y * 0.00022 * fibre;
  // Marrow: a sponge of bone with blood in it.
  float marrow = smoothstep(0.5, 0.8, detail.x) * smoothstep(0.1, 0.2, detail.y);
  a = mix(a, vec3(0.52, 0.33, 0.20), 0.55 * smoothstep(0.50, 0.66, sponge) * marrow);
  // Fine veins under a serous coat.
  a = mix(a, a * vec3(0.62, 0.28, 0.30), 0.55 * detail.z * smoothstep(0.1, 0.9, vein));
  height += detail.z * 0.00018 * (coarse.r - 0.5);
  // Everything living is uneven in colour.
  float living = 1.0 - max(detail.w, finish.w);
  a *= mix(1.0, 0.74 + 0.52 * coarse.r, living * 0.85);
  // Blood that has been wiped and dried stains what lies around the opening.
  vec2 at = (place.xz - vec2(0.0, vessel.y * 0.5 - 0.016)) / vec2(0.066, 0.112);
  float rim = length(at);
  float smear = smoothstep(0.47, 0.66, smears + 0.35 * (fine.r - 0.5));
  float blood = smear * smoothstep(1.95, 1.15, rim) * smoothstep(0.015, 0.03, place.y) * (1.0 - finish.w) * stained;
  a = mix(a, underBlood(a, 0.10 + 0.10 * fine.r, 0.0), 0.62 * blood);
  // Cloth: threads that cross over and under near by; further off only uneven dye, lint and wrinkles.
#if LEVEL > 0
  if (detail.w > 0.01) {
    vec2 thread = place.xz * 7000.0;
    float over = sin(0.5 * thread.x) * sin(0.5 * thread.y);
    float weave = over > 0.0 ? abs(sin(thread.x)) : abs(sin(thread.y));
    float plain = smoothstep(0.6, 2.2, max(fwidth(thread.x), fwidth(thread.y)));
    float wrinkle = noiseAt(place.zyx * vec3(1.0, 1.0, 0.55), 0.045).r;
    a *= 1.0 + detail.w * (0.34 * (weave - 0.64) * (1.0 - plain) + 0.22 * (fine.b - 0.5) + 0.30 * (large - 0.5));
    height += detail.w * (0.0022 * wrinkle + 0.00035 * coarse.b + 0.00008 * weave * (1.0 - plain));
  }
#else
  a *= 1.0 + detail.w * 0.25 * (large - 0.5);
#endif

  // Blood gathers in the lowest places.
  float pool = smoothstep(0.0008, -0.0008, place.y + 0.0335 + 0.002 * (coarse.r - 0.5)) * living;
  a = mix(a, underBlood(a, 0.8, 0.4), pool);
  s.blood = pool;
  height *= 1.0 - pool;
  n = normalize(mix(n, vec3(0, 1, 0), 0.9 * pool));

  s.wet = albedo.a * (0.65 + 0.45 * smoothstep(0.35, 0.65, coarse.r));
  s.roughness = clamp(finish.x + 0.1 * (fine.r - 0.5) * living, 0.05, 1.0);
  s.filmRoughness = mix(mix(0.13, 0.23, fine.b), 0.10, pool);
  s.scatter = finish.y * (1.0 - pool);
  s.metal = finish.w;
  if (finish.z > 0.01) {
    vec3 wall;
    float relief, fat;
    aortaAt(place, atan(place.x, place.y), 0.0, wall, relief, fat);
    a = mix(a, wall, finish.z);
    height = mix(height, relief, finish.z);
  }
  s.albedo = max(a, vec3(0.0));
  s.position = position;
  s.normal = n;
  s.filmNormal = n;
#if LEVEL > 0
  if (living + detail.w > 0.0) {
    s.normal = bump(n, position, height);
    // The film fills the finest relief, but each globule of fat mirrors by itself.
    s.filmNormal = bump(n, position, mix(0.2, 0.55, detail.x) * height + 0.00008 * fine.r);
  }
#endif
#if LEVEL > 0
  if (finish.w > 0.5) {
    // Fine marks along the metal, and rows of teeth that cross.
    float mark = noiseAt(vec3(place.x, place.y * 0.03, place.z), 0.0042).b - 0.5;
    float broad = noiseAt(vec3(place.x, place.y * 0.10, place.z), 0.013).r - 0.5;
    vec2 tooth = vec2(place.y + place.z, place.y - place.z) * 6000.0;
    float near = 1.0 - smoothstep(0.8, 2.5, length(fwidth(tooth)));
    float teeth = max(cos(tooth.x), cos(tooth.y)) * near;
    s.albedo *= 1.0 + weights.x * 0.16 * mark - weights.y * 0.22 * (1.0 - teeth) * near;
    s.roughness = clamp(s.roughness + weights.x * 0.12 * broad, 0.05, 1.0);
    s.normal = bump(n, position, weights.x * 0.000012 * mark + weights.y * 0.00005 * teeth);
  }
#endif
  if (bloodied > 0.0 && place.y < bloodied + 0.003) {
    // Blood on a tool: a film that tears along a ragged upper edge and stands in beads.
    vec4 torn = noiseAt(place, 0.016);
    float bead = smoothstep(0.50, 0.72, noiseAt(place.zxy, 0.007).g);
    float edge = (bloodied - place.y) / max(0.35 * bloodied, 0.002) + 2.2 * (torn.r - 0.5);
    float cover = smoothstep(0.0, 0.18, edge);
    float millimetres = cover * (0.05 + 0.10 * smoothstep(0.6, 2.2, edge) + 0.14 * bead);
    s.blood = smoothstep(0.0, 0.02, millimetres);
    s.albedo = underBlood(s.albedo * (1.0 - 0.55 * s.metal * s.blood), millimetres, 0.7);
    s.metal *= 1.0 - s.blood;
    s.wet = mix(s.wet, 1.0, s.blood);
    s.roughness = mix(s.roughness, 0.45, s.blood);
    s.filmRoughness = mix(s.filmRoughness, 0.07, s.blood);
    s.scatter = mix(s.scatter, 0.15, s.blood);
#if LEVEL > 0
    s.filmNormal = normalize(n + 0.35 * s.blood * (noiseAt(place.yzx, 0.006).rgb - 0.5));
#endif
  }
  s.openness = depth.x;
  vec3 light = shade(s);
  // Light through a thin edge comes out red.
  float thin = exp(-depth.y / 0.0025) * finish.y;
  light += 0.25 * thin * a * vec3(1.0, 0.32, 0.22);
#ifdef SPLIT
  // Where it is: its distance from the eye.
  colour = vec4(light, length(eye.xyz - position));
  apart = vec4(firstLamp, firstLampSeen);
#else
  colour = vec4(light, 1);
#endif
}
