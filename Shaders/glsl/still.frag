// What stands still, from its light as kept, with the shade that falls on it now.
#include "frame.glsl"
#include "lighting.glsl"
uniform sampler2D kept;   // light, and distance from the eye (m; 0 for nothing)
uniform sampler2D apart;  // the first lamp's part of it, and how much of that lamp was seen
uniform vec4 corner;      // rays through the picture: its lower left corner,
uniform vec4 across;      // from left to right
uniform vec4 upwards;     // and from below to above, all at one distance
in vec2 uv;
out vec4 colour;

void main() {
  vec4 k = texelFetch(kept, ivec2(gl_FragCoord.xy), 0);
  colour = vec4(k.rgb, 1);
  if (k.a <= 0.0) return;
  vec3 p = eye.xyz + k.a * normalize(corner.xyz + uv.x * across.xyz + uv.y * upwards.xyz);
  vec3 l = normalize(lampPosition[0].xyz - p);
  vec4 lamp = texelFetch(apart, ivec2(gl_FragCoord.xy), 0);
  float now = lit(shadow0, lampMatrix[0], p, l, lampPosition[0].w);
  colour.rgb -= lamp.rgb * (1.0 - min(1.0, now / max(lamp.a, 0.02)));
  colour.rgb *= 0.35 + 0.65 * toolOpenness(p, vec3(0, 1, 0));
}
