uniform sampler3D noiseVolume;

// The cube repeats every `size` metres: soft clouds, lobes of fat, fine grain, veins.
vec4 noiseAt(vec3 p, float size) { return texture(noiseVolume, p / size); }

// The normal of a surface whose height (m) above the mesh is h: from the change of h over the screen (Mikkelsen 2010).
vec3 bump(vec3 n, vec3 p, float h) {
  vec3 dx = dFdx(p);
  vec3 dy = dFdy(p);
  vec3 r1 = cross(dy, n);
  vec3 r2 = cross(n, dx);
  float det = dot(dx, r1);
  vec3 gradient = sign(det) * (dFdx(h) * r1 + dFdy(h) * r2);
  return normalize(abs(det) * n - gradient);
}
