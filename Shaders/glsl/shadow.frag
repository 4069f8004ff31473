// Depth and its square, for variance shadow maps.
out vec4 moments;

void main() {
  float d = gl_FragCoord.z;
  float dx = dFdx(d);
  float dy = dFdy(d);
  moments = vec4(d, d * d + 0.25 * (dx * dx + dy * dy), 0, 1);
}
