// A glyph, a box with rounded corners, or a line.
uniform sampler2D atlas;
in vec2 at;
in vec4 shade;
flat in vec4 kind;  // half width and height, radius of corners; then 0 glyph, 1 box, 2 line of half width x
out vec4 colour;

void main() {
  float cover;
  if (kind.w < 0.5) {
    cover = texture(atlas, at).r;
  } else if (kind.w < 1.5) {
    vec2 d = abs(at) - kind.xy + kind.z;
    cover = clamp(0.5 - (length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - kind.z), 0.0, 1.0);
  } else {
    cover = clamp(0.5 + kind.x - abs(at.y), 0.0, 1.0);
  }
  colour = vec4(shade.rgb, shade.a * cover);
}
