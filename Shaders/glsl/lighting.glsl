uniform sampler2D shadow0;
uniform sampler2D shadow1;

#ifdef SPLIT
// What the first lamp gives, and how much of it is seen, apart from the rest.
vec3 firstLamp;
float firstLampSeen;
#endif

struct Surface {
  vec3 position;
  vec3 normal;       // of what lies under the film
  vec3 filmNormal;
  vec3 albedo;
  float roughness;
  float wet;         // share under a film of fluid
  float filmRoughness;
  float scatter;     // how far light spreads inside
  float metal;
  float openness;    // share of the sky that is seen
  float blood;       // share that lies under blood, which hides the sheen of what is below
};

// What blood lets through and gives back, over a colour that lies under it (after Beer and Lambert): a thin film tints, a
// deep layer is nearly black. Absorption falls by a third where oxygen is bound; figures chosen by eye, per mm.
vec3 underBlood(vec3 below, float millimetres, float bright) {
  vec3 through = exp(-2.0 * millimetres * mix(vec3(6.5, 26.0, 23.0), vec3(5.0, 24.0, 25.0), bright));
  vec3 own = mix(vec3(0.050, 0.0016, 0.0024), vec3(0.088, 0.0020, 0.0022), bright);
  return below * through + own * (1.0 - through);
}

// Depth range of the shadow maps, and edge of a map, m: see Lamp.
const float shadowDepth = 1.2;
const float shadowEdge = 0.5;

// Share of a lamp that is seen (variance shadow maps, Donnelly and Lauritzen 2006; the level of the map follows the
// width of the penumbra).
float lit(sampler2D map, mat4 toMap, vec3 p, vec3 n, float lampRadius) {
  vec4 c = toMap * vec4(p + 0.0009 * n, 1);
  vec3 at = c.xyz * 0.5 + 0.5;
  if (any(lessThan(at, vec3(0))) || any(greaterThan(at, vec3(1)))) return 1.0;
#if LEVEL == 0
  float level = 1.0;
#else
  float gap = max(0.0, at.z - textureLod(map, at.xy, 4.0).r) * shadowDepth;
  float texels = gap * 2.0 * lampRadius / shadowEdge * float(textureSize(map, 0).x);
  float level = clamp(log2(max(texels, 1.0)), 1.0, 4.5);
#endif
  vec2 m = textureLod(map, at.xy, level).rg;
  if (at.z <= m.x) return 1.0;
  float variance = max(m.y - m.x * m.x, 4e-7);
  float d = at.z - m.x;
  return smoothstep(0.3, 1.0, variance / (variance + d * d));
}

// How much the tools shut off the sky over a place: each a capsule, seen as a ball at its nearest point.
float toolOpenness(vec3 p, vec3 n) {
  float open = 1.0;
  for (int i = 0; i < 2; i++) {
    if (toolStart[i].w == 0.0) break;
    vec3 ab = toolEnd[i].xyz - toolStart[i].xyz;
    float t = clamp(dot(p - toolStart[i].xyz, ab) / max(dot(ab, ab), 1e-9), 0.0, 1.0);
    vec3 d = toolStart[i].xyz + t * ab - p;
    float r = mix(toolStart[i].w, toolEnd[i].w, t);
    float l = max(length(d), r);
    float share = r * r / (l * l);
    open *= 1.0 - 0.85 * share * clamp(0.5 + 0.5 * dot(n, d) / l, 0.0, 1.0);
  }
  return open;
}

// Radiance of a lamp along r, for an irradiance of 1: seven bulbs of 2.4 cm (as a lens before its diode, by eye), spread by
// the roughness and by how much of the mirror lies in a pixel (variance of r, after Kaplanyan and others 2016).
float bulbs(vec3 r, vec3 l, float distance, float lampRadius, float roughness, float within) {
  float c = dot(r, l);
  if (c < 0.5) return 0.0;
  vec3 u = normalize(cross(l, vec3(0.31, 0.17, 0.94)));
  vec3 v = cross(l, u);
  vec2 q = abs(vec2(dot(r, u), dot(r, v))) * (distance / c);
  float spread = distance * roughness * roughness * 1.4;
  // On the lamp's plane, m^2.
  float s = 0.0006 + spread * spread + distance * distance * within;
  float ratio = 0.5 / s;
  float near = exp(-dot(q, q) * ratio);
#if LEVEL > 0
  // The ring of six folded onto its first bulb by the mirrors of a hexagon.
  vec2 mirror = vec2(-0.5, 0.8660254);
  q -= 2.0 * max(dot(q, mirror), 0.0) * mirror;
  q = vec2(q.x, abs(q.y));
  vec2 ring = q - vec2(lampRadius * 0.75, 0.0);
  near += exp(-dot(ring, ring) * ratio) * mix(1.0, 3.0, smoothstep(0.01, 0.06, s));
#else
  near *= 2.5;
#endif
  // Irradiance is given over pi, as a white surface sends it back.
  return 0.0714 * near / s * distance * distance;
}

// Reflection of a small light by a rough surface, over pi (Trowbridge and Reitz 1975; Kelemen and Szirmay-Kalos 2001).
float gloss(vec3 n, vec3 l, vec3 v, float roughness) {
  vec3 middle = l + v;
  float length2 = dot(middle, middle);
  float c = dot(n, middle);
  float a2 = roughness * roughness * roughness * roughness + 0.0006;
  float k = c * c / length2 * (a2 - 1.0) + 1.0;
  return step(0.0, dot(n, l)) * a2 / (k * k * max(length2, 0.1));
}

// What a mirror at p sees besides the lamps: a dim ceiling and walls; below, the bright field and the drapes around it.
vec3 room(vec3 p, vec3 d) {
  vec3 wall = vec3(0.26, 0.27, 0.27);
  vec3 ceiling = vec3(0.50, 0.51, 0.515);
  vec3 above = mix(wall, ceiling, smoothstep(0.0, 0.8, d.y));
  if (d.y > 0.1) return above;
  // Where the direction meets the plane of the field; level directions meet what stands at its rim.
  float reach = min((p.y + 0.03) / max(-d.y, 0.05), 0.25);
  vec2 at = (p.xz + reach * d.xz - vec2(0.0, vessel.y * 0.5 - 0.016)) / vec2(0.075, 0.12);
  float out2 = dot(at, at);
  vec3 below = mix(vec3(0.80, 0.46, 0.32), vec3(0.62, 0.40, 0.20), smoothstep(0.3, 1.1, out2));
  below = mix(below, vec3(0.17, 0.25, 0.26), smoothstep(0.9, 3.0, out2));
  return mix(below, above, smoothstep(-0.25, 0.1, d.y));
}

// Light that enters at one place and leaves at another softens the border of shade, red more than blue.
vec3 softened(float cosine, float scatter) {
  vec3 w = scatter * vec3(0.42, 0.16, 0.09);
  vec3 x = clamp((vec3(cosine) + w) / (1.0 + w), 0.0, 1.0);
  return x * mix(vec3(1.0), x, 0.35 * scatter);
}

// Light seen by the eye.
vec3 shade(Surface s) {
  vec3 v = normalize(eye.xyz - s.position);
  vec3 n = s.normal;
#ifdef SPLIT
  float open = s.openness;
#else
  float open = s.openness * toolOpenness(s.position, n);
#endif
  // Light that bounced within a bright crevice keeps its colour (Jimenez 2016).
  vec3 bounced = max(vec3(open), ((open * (2.04 * s.albedo - 0.33) - (4.80 * s.albedo - 0.64)) * open
    + (2.76 * s.albedo + 0.69)) * open);
  // Weak light from the room, and more from lit tissue near by.
  vec3 diffuse = mix(vec3(0.16, 0.10, 0.08), vec3(0.24, 0.25, 0.255), 0.5 + 0.5 * n.y) * bounced;
  vec3 f0 = mix(vec3(0.03), s.albedo, s.metal);
  float grazing = 1.0 - clamp(dot(n, v), 0.0, 1.0);
  float grazing2 = grazing * grazing;
  vec3 fresnel = f0 + (max(vec3(1.0 - s.roughness), f0) - f0) * (grazing2 * grazing2 * grazing);
  vec3 fn = s.filmNormal;
  grazing = 1.0 - clamp(dot(fn, v), 0.0, 1.0);
  grazing2 = grazing * grazing;
  float film = s.wet * (0.022 + 0.978 * grazing2 * grazing2 * grazing);
  // Satin metal sends a part of the light everywhere, as a matt body does.
  float matt = mix(1.0 - film, 0.5 * s.roughness, s.metal);
  // The smoothest layer mirrors the lamps: the film, or bare metal.
  bool bare = s.metal > 0.5;
  vec3 r = reflect(-v, bare ? n : fn);
  float mirrorRoughness = bare ? s.roughness : s.filmRoughness;
  vec3 mirror = bare ? fresnel : vec3(film);
  // Brushed metal also smears each lamp widely.
  vec3 under = bare ? 1.3 * s.roughness * fresnel : fresnel * (1.0 - 0.6 * s.wet) * (1.0 - s.blood);
  float underRoughness = bare ? 0.35 + 0.6 * s.roughness : s.roughness;
  // Satin metal sees the whole bright field and room at once.
  vec3 around = mix(room(s.position, r), vec3(0.72, 0.69, 0.66), bare ? min(1.0, 1.5 * s.roughness) : 0.0);
  vec3 light = around * mirror * (bare ? 1.0 : open);
  vec3 rx = dFdx(r), ry = dFdy(r);
  float within = min(0.08 * (dot(rx, rx) + dot(ry, ry)), 0.01);

  // The lamps are focused on the field.
  vec2 off = s.position.xz - vec2(0.0, vessel.y * 0.5 - 0.008);
  float spot = 0.30 + 0.70 * smoothstep(0.042, 0.006, dot(off, off));
  // Deep in a crevice only part of a wide lamp is seen.
  spot *= smoothstep(0.0, 0.55, open);
  for (int i = 0; i < 2; i++) {
    vec3 toLamp = lampPosition[i].xyz - s.position;
    float distance = length(toLamp);
    vec3 l = toLamp / distance;
    float seen = spot;
#ifdef SPLIT
    if (i == 0) {
      firstLampSeen = lit(shadow0, lampMatrix[0], s.position, n, lampPosition[0].w);
      seen *= firstLampSeen;
    }
#else
    if (i == 0) seen *= lit(shadow0, lampMatrix[0], s.position, n, lampPosition[0].w);
#endif
#if LEVEL > 0
    else seen *= lit(shadow1, lampMatrix[1], s.position, n, lampPosition[1].w);
    vec3 reach = mix(vec3(seen), pow(vec3(seen), vec3(0.62, 1.05, 1.15)), s.scatter);
#else
    vec3 reach = vec3(seen);
#endif
    float cosine = dot(n, l);
    vec3 soft = lampColour[i].rgb * softened(cosine, s.scatter) * reach;
    diffuse += soft;
    float facing = seen * smoothstep(0.0, 0.15, cosine);
    vec3 sharp = lampColour[i].rgb * facing
      * (mirror * bulbs(r, l, distance, lampPosition[i].w, mirrorRoughness, within) + under * gloss(n, l, v, underRoughness));
    light += sharp;
#ifdef SPLIT
    if (i == 0) firstLamp = s.albedo * soft * matt + sharp;
#endif
  }
  // The surgeon's headlight: along the line of sight, so without visible shadows.
  vec3 toHead = headlight.xyz - s.position;
  vec3 h = toHead * inversesqrt(dot(toHead, toHead));
  float e = headlightAim.w * smoothstep(headlight.w, headlight.w + 0.035, dot(-h, headlightAim.xyz)) * open;
  diffuse += e * vec3(1.0, 0.97, 0.92) * softened(dot(n, h), s.scatter);
  light += e * (mirror * gloss(bare ? n : fn, h, v, mirrorRoughness) + under * gloss(n, h, v, underRoughness));
  return s.albedo * diffuse * matt + light;
}
