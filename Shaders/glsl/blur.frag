// Nine taps of a Gaussian along one direction.
uniform sampler2D source;
uniform vec2 direction;  // one texel
uniform float threshold;  // only what is brighter, when greater than 0
in vec2 uv;
out vec4 colour;

vec4 bright(vec2 at) {
  vec4 c = texture(source, at);
  if (threshold <= 0.0) return c;
  float l = max(c.r, max(c.g, c.b));
  return min(c, vec4(24.0)) * smoothstep(threshold, 3.0 * threshold, l);
}

void main() {
  colour = 0.227 * bright(uv);
  colour += 0.316 * (bright(uv + 1.385 * direction) + bright(uv - 1.385 * direction));
  colour += 0.0703 * (bright(uv + 3.231 * direction) + bright(uv - 3.231 * direction));
}
