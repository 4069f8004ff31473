// The picture of the probe: speckle, two lines of the wall, plaque, calcium with its shadow. Drawn from the 64 lines
// that the probe gives.
uniform sampler2D lines;  // 64 of: outer, inner and calcium depth (m), echo; then 64 of: depth of the far wall (m)
uniform vec4 scan;  // width and depth of the picture (m), radius of the face (m), tick
uniform vec4 frame;  // size in pixels
in vec2 uv;
out vec4 colour;

float hash(vec3 p) {
  uvec3 u = uvec3(ivec3(floor(p)));
  uint h = u.x * 1597334677u ^ u.y * 3812015801u ^ u.z * 2798796415u;
  h = (h ^ (h >> 15u)) * 2246822519u;
  h = (h ^ (h >> 13u)) * 3266489917u;
  return float((h ^ (h >> 16u)) >> 8u) / 16777216.0;
}

// Speckle: the magnitude of a sum of random phasors has a Rayleigh distribution; grains are wider than deep and grow
// with depth.
float speckle(vec2 p, float moment) {
  float sum = 0.0;
  vec2 grain = vec2(0.00055 + 0.006 * p.y, 0.00026);
  vec2 q = p / grain;
  vec2 f = fract(q);
  vec2 w = f * f * (3.0 - 2.0 * f);
  for (int k = 0; k < 4; k++) {
    vec2 o = vec2(k & 1, k >> 1);
    float u = hash(vec3(floor(q) + o + 512.0, moment));
    float weight = (o.x > 0.5 ? w.x : 1.0 - w.x) * (o.y > 0.5 ? w.y : 1.0 - w.y);
    sum += weight * sqrt(-2.0 * log(max(u, 1e-4)));
  }
  return sum;
}

float band(float x, float at, float width) { float d = (x - at) / width; return exp(-d * d); }

void main() {
  vec2 p = vec2((uv.x - 0.5) * scan.x, (1.0 - uv.y) * scan.y);
  float at = clamp((p.x / scan.x + 0.5) * 64.0 - 0.5, 0.0, 63.0);
  int i = int(at);
  vec4 a = texelFetch(lines, ivec2(i, 0), 0);
  vec4 b = texelFetch(lines, ivec2(min(i + 1, 63), 0), 0);
  // Depths run smoothly from line to line, echoes change at once.
  bool joined = a.w > 0.5 && b.w > 0.5;
  vec4 l = fract(at) < 0.5 ? a : b;
  vec2 wall = joined ? mix(a.xy, b.xy, fract(at)) : l.xy;
  float echo = l.w;
  float y = p.y;
  float moment = floor(scan.w / 40.0);
  float still = speckle(p, 3.0);
  float moving = speckle(p, 100.0 + moment);
  float g = 0.0;
  if (echo > 0.5) {
    // Gel, then the wall as two lines, then blood and the far field.
    g += 0.10 * moving * smoothstep(wall.x, wall.x - 0.0008, y);
    float thick = wall.y - wall.x;
    float inside = smoothstep(wall.x - 0.0001, wall.x + 0.0002, y) * smoothstep(wall.y + 0.0002, wall.y - 0.0001, y);
    g += inside * (0.16 + 0.14 * still);
    if (echo > 1.5 && echo < 2.5) g += inside * (0.16 + 0.14 * still);
    float uneven = 0.72 + 0.4 * speckle(vec2(p.x, 0.0), 5.0) * 0.5;
    g += 0.85 * band(y, wall.x, 0.00028) * uneven + 0.62 * band(y, wall.y, 0.00026) * uneven;
    float lumen = smoothstep(wall.y, wall.y + 0.0006, y);
    g += lumen * 0.035 * moving * exp(-(y - wall.y) / 0.03);
    // Reverberation of the near wall in the blood.
    g += lumen * 0.10 * band(y, 2.0 * wall.y, 0.0006 + 0.1 * thick) * still;
    // The far wall: its outer side is where the surface is; its inner side is not known, so it fades in.
    float back = mix(texelFetch(lines, ivec2(64 + i, 0), 0).x, texelFetch(lines, ivec2(64 + min(i + 1, 63), 0), 0).x,
      fract(at));
    if (back > wall.y) {
      g += 0.50 * band(y, back, 0.0005) * uneven
        + (0.14 + 0.12 * still) * smoothstep(back - 0.0030, back - 0.0012, y) * step(y, back)
        + step(back, y) * 0.16 * still * exp(-(y - back) / 0.006);
    }
    if (echo > 2.5) {
      g = mix(g, 0.0, smoothstep(l.z + 0.0004, l.z + 0.0014, y) * 0.96);
      g += 1.25 * band(y, l.z, 0.00042) * (0.75 + 0.3 * still);
      // Ringing in the shadow.
      g += 0.10 * band(mod(y - l.z, 0.0026), 0.0013, 0.0005) * exp(-(y - l.z) / 0.006) * step(l.z, y) * still;
    }
  }
  // The bright band under the face, and noise that grows with depth.
  g += (0.55 + 0.3 * still) * exp(-y / 0.00055) + 0.22 * band(y, 0.0011, 0.0003) * still;
  g += 0.012 * moving * (0.4 + y / scan.y);
  // Logarithmic compression.
  g = clamp(log(1.0 + 14.0 * g) / log(15.0), 0.0, 1.0);
  vec3 c = vec3(g) * vec3(0.97, 1.0, 1.03);
  // A scale of depth at the right: a dash every 5 mm, long every 10 mm.
  float step5 = abs(mod(y + 0.0025, 0.005) - 0.0025);
  float is10 = abs(mod(y + 0.005, 0.01) - 0.005) < 0.0006 ? 0.030 : 0.016;
  if (uv.x > 1.0 - is10 && step5 * frame.y / scan.y < 0.8) c = vec3(0.75, 0.80, 0.70);
  // A thin frame.
  vec2 edge = min(uv, 1.0 - uv) * frame.xy;
  if (min(edge.x, edge.y) < 1.5) c = vec3(0.22, 0.25, 0.27);
  colour = vec4(c, 1);
}
