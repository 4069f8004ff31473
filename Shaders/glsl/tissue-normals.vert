// One invocation a vertex of the tissue: the mean of the normals of its quadratic faces there, caught by transform
// feedback.
uniform samplerBuffer positions;
uniform isamplerBuffer faces;
uniform isamplerBuffer incidence;  // 8 face + local node
layout(location = 0) in ivec2 range;  // first entry in incidence, and how many
out vec4 nodeNormal;

vec3 node(int face, int k) { return texelFetch(positions, texelFetch(faces, 6 * face + k).x).xyz; }

void main() {
  const vec3 places[6] = vec3[6](vec3(1, 0, 0), vec3(0, 1, 0), vec3(0, 0, 1), vec3(0.5, 0.5, 0), vec3(0, 0.5, 0.5),
    vec3(0.5, 0, 0.5));
  vec3 sum = vec3(0);
  for (int i = 0; i < range.y; i++) {
    int entry = texelFetch(incidence, range.x + i).x;
    int face = entry / 8;
    vec3 l = places[entry % 8];
    vec3 p0 = node(face, 0), p1 = node(face, 1), p2 = node(face, 2);
    vec3 p3 = node(face, 3), p4 = node(face, 4), p5 = node(face, 5);
    vec3 du = (1.0 - 4.0 * l.x) * p0 + (4.0 * l.y - 1.0) * p1 + 4.0 * (l.x - l.y) * p3 + 4.0 * l.z * (p4 - p5);
    vec3 dv = (1.0 - 4.0 * l.x) * p0 + (4.0 * l.z - 1.0) * p2 + 4.0 * (l.x - l.z) * p5 + 4.0 * l.y * (p4 - p3);
    sum += normalize(cross(du, dv));
  }
  nodeNormal = range.y > 0 ? vec4(normalize(sum), 0) : vec4(0, 1, 0, 0);
  gl_Position = vec4(0);
}
