import Frames

extension Snapshot {
  /// What a step says of hands and blood, with what is known of the rest.
  init(after output: StepOutput, marks: [InkMark], image: UltrasoundImage, vertices: [Float], bruises: [Float]) {
    self.init(
      tick: output.tick, tool: output.tool, toolPose: output.toolPose, normalForce: output.normalForce,
      pressure: output.pressure, marks: marks, image: image, vertices: vertices, bruises: bruises)
    jawAngle = output.touch.jawAngle
    second = output.second.map { HeldTool(tool: $0.tool, pose: $0.toolPose, jawAngle: $0.touch.jawAngle) }
  }
}
