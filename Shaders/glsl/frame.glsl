// What holds for one view of one frame. Laid out by FrameUniforms.
layout(std140) uniform Frame {
  mat4 viewProjection;
  mat4 lampMatrix[2];
  vec4 eye;              // m
  vec4 lampPosition[2];  // m, and the radius of the lamp
  vec4 lampColour[2];    // irradiance on the field
  vec4 headlight;        // m, and the cosine of its cone
  vec4 headlightAim;     // direction, and irradiance
  vec4 toolStart[2];     // m, and radius: for each hand a capsule that takes light from what is near; 0 for none
  vec4 toolEnd[2];
  vec4 vessel;           // outer radius and length, m
  vec4 marks[32];        // place as loaded, m, and 1 for a lesion, 2 for a site, 0 for none
};
