#include "frame.glsl"
uniform mat4 model;
layout(location = 0) in vec3 inPosition;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 inAlbedo;
layout(location = 3) in vec4 inFinish;
layout(location = 4) in vec4 inDetail;
layout(location = 5) in vec2 inDepth;
out vec3 position;
out vec3 normal;
out vec3 place;
out vec4 albedo;  // and how wet
out vec4 finish;  // roughness, scatter, aorta, metal
out vec4 weights;  // lobes of fat, fibres of muscle, fine veins, weave of cloth; on metal: marks of the brush, teeth
out vec2 depth;   // openness, thickness

void main() {
  vec4 p = model * vec4(inPosition, 1);
  position = p.xyz;
  normal = mat3(model) * inNormal;
  place = inPosition;
  albedo = inAlbedo;
  finish = inFinish;
  weights = inDetail;
  depth = inDepth;
  gl_Position = viewProjection * p;
}
