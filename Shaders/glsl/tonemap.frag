// From light to the screen: glare, exposure, a film-like curve, a darker edge.
uniform sampler2D light;
uniform sampler2D glare;
uniform vec4 settings;  // exposure, strength of glare, darkening of the corners
in vec2 uv;
out vec4 colour;

// Fit of the ACES reference curve (Hill 2016).
vec3 curve(vec3 c) {
  const mat3 toInput = mat3(0.59719, 0.07600, 0.02840, 0.35458, 0.90834, 0.13383, 0.04823, 0.01566, 0.83777);
  const mat3 toOutput = mat3(1.60475, -0.10208, -0.00327, -0.53108, 1.10813, -0.07276, -0.07367, -0.00605, 1.07602);
  vec3 v = toInput * c;
  v = (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.4329510) + 0.238081);
  return clamp(toOutput * v, 0.0, 1.0);
}

void main() {
  vec3 c = texture(light, uv).rgb + settings.y * texture(glare, uv).rgb;
  vec2 d = uv - 0.5;
  c *= settings.x * (1.0 - settings.z * dot(d, d));
  c = curve(c);
  c = mix(12.92 * c, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
  // Brightness beside the colour, for smoothing edges.
  colour = vec4(c, dot(c, vec3(0.299, 0.587, 0.114)));
}
