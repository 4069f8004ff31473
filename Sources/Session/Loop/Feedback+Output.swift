import Frames

extension Feedback {
  /// What the trainee sees and feels of a step, with a picture that may be older.
  init(_ output: StepOutput, image: UltrasoundImage) {
    self.init(tick: output.tick)
    force = output.forceSent
    tool = output.tool
    toolPose = output.toolPose
    inContact = output.status.contains(.inContact)
    paused = output.status.contains(.paused)
    self.image = image
  }
}
