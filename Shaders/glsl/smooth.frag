// Smooths edges along their direction (after FXAA, Lottes 2009).
uniform sampler2D source;
uniform vec2 texel;
in vec2 uv;
out vec4 colour;

void main() {
  vec4 c = texture(source, uv);
  float n = texture(source, uv + vec2(0, texel.y)).a, s = texture(source, uv - vec2(0, texel.y)).a;
  float e = texture(source, uv + vec2(texel.x, 0)).a, w = texture(source, uv - vec2(texel.x, 0)).a;
  float low = min(c.a, min(min(n, s), min(e, w)));
  float high = max(c.a, max(max(n, s), max(e, w)));
  colour = vec4(c.rgb, 1);
  if (high - low < max(0.04, 0.12 * high)) return;
  vec2 d = vec2(s - n, e - w);
  d = normalize(vec2(d.x, -d.y) + 1e-6) * texel;
  vec2 along = vec2(d.x, -d.y);
  vec4 a = 0.5 * (texture(source, uv + along * 0.17) + texture(source, uv - along * 0.17));
  vec4 b = 0.5 * a + 0.25 * (texture(source, uv + along * 0.5) + texture(source, uv - along * 0.5));
  colour = vec4(b.a < low || b.a > high ? a.rgb : b.rgb, 1);
}
