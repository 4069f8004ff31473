// Flat things over the picture, in pixels from the upper left corner.
uniform vec2 size;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 coordinates;
layout(location = 2) in vec4 tint;
layout(location = 3) in vec4 what;
out vec2 at;
out vec4 shade;
flat out vec4 kind;

void main() {
  at = coordinates;
  shade = tint;
  kind = what;
  gl_Position = vec4(place.x / size.x * 2.0 - 1.0, 1.0 - place.y / size.y * 2.0, 0, 1);
}
