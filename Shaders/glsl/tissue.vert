// A point of a quadratic face: the same shape functions as the simulation's.
#include "frame.glsl"
uniform samplerBuffer positions;
uniform samplerBuffer normals;
uniform samplerBuffer restPositions;
uniform isamplerBuffer faces;
uniform samplerBuffer harm;
uniform int isHarmed;
layout(location = 0) in float faceNumber;
layout(location = 1) in vec2 place;  // barycentric coordinates of corners 1 and 2
out vec3 position;
out vec3 normal;
out vec3 rest;
out float angle;
out float pale;
out vec3 harmed;  // bruised, burnt, covered with blood

void main() {
  int face = int(faceNumber + 0.5);
  vec3 l = vec3(1.0 - place.x - place.y, place);
  float n[6] = float[6](l.x * (2.0 * l.x - 1.0), l.y * (2.0 * l.y - 1.0), l.z * (2.0 * l.z - 1.0), 4.0 * l.x * l.y,
    4.0 * l.y * l.z, 4.0 * l.z * l.x);
  vec4 p = vec4(0);
  vec3 m = vec3(0), r = vec3(0);
  harmed = vec3(0);
  for (int k = 0; k < 6; k++) {
    int v = texelFetch(faces, 6 * face + k).x;
    p += n[k] * texelFetch(positions, v);
    m += n[k] * texelFetch(normals, v).xyz;
    r += n[k] * texelFetch(restPositions, v).xyz;
    if (isHarmed != 0) harmed += n[k] * texelFetch(harm, v).xyz;
  }
  position = p.xyz;
  pale = p.w;
  normal = m;
  rest = r;
  angle = atan(r.x, r.y);
  gl_Position = viewProjection * vec4(p.xyz, 1);
}
