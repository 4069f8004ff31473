uniform sampler2D adventitia;

// The aorta's coat at a place as loaded (m): colour, and height of its relief (m). `pale` is how far blood is pressed
// out.
void aortaAt(vec3 rest, float angle, float pale, out vec3 albedo, out float height, out float fat) {
  vec4 soft = noiseAt(rest, 0.043);
#if LEVEL > 0
  float flush = noiseAt(rest.zxy, 0.021).r;
  float fibres = noiseAt(rest.yzx, 0.011).r;
  float lobe = noiseAt(rest, 0.017).g;
  float grain = noiseAt(rest, 0.008).r;
#else
  float flush = soft.g, fibres = soft.b, lobe = soft.g, grain = 0.5;
#endif
  float v = rest.z / vessel.y * 0.75 + 0.125;
  // Beyond the map the pattern fades into plain wall.
  float inside = smoothstep(0.0, 0.03, v) * smoothstep(1.0, 0.97, v);
  vec4 map = texture(adventitia, vec2(angle / 6.2831853, clamp(v, 0.0, 1.0))) * inside;
  // Colours in linear light.
  vec3 wall = mix(vec3(0.52, 0.28, 0.20), vec3(0.62, 0.40, 0.29), smoothstep(0.3, 0.7, soft.r));
  wall = mix(wall, vec3(0.50, 0.19, 0.15), 0.6 * smoothstep(0.5, 0.8, flush) * (1.0 - 0.7 * pale));
  wall = mix(wall, vec3(0.74, 0.55, 0.43), 0.5 * smoothstep(0.5, 0.85, fibres));
  fat = map.g;
  wall = mix(wall, vec3(0.66, 0.45, 0.17) * (0.8 + 0.35 * lobe), 0.85 * fat);
  // Vessels under a thin coat; pressed ones empty.
  float blood = 1.0 - 0.9 * pale;
  wall = mix(wall, wall * vec3(0.62, 0.10, 0.09), 0.95 * map.r * blood * (1.0 - 0.35 * fat));
  wall = mix(wall, wall * vec3(0.42, 0.16, 0.22), 0.85 * clamp(map.a, 0.0, 1.0) * blood);
  // Pressed tissue: blood and fluid leave, and the white of the fibres shows.
  wall = mix(wall, vec3(0.78, 0.63, 0.50), 0.75 * pale);
  albedo = wall;
  height = 0.00055 * (map.b - 0.5) + 0.00018 * (grain - 0.5) * (1.0 - pale) + 0.00012 * map.r;
}
