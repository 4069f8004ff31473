import Frames

extension Feedback {
  /// What the trainee sees and feels of a step, with a picture that may be older.
  init(_ output: StepOutput, image: UltrasoundImage, suture: SutureView? = nil, seam: SeamView? = nil) {
    self.init(tick: output.tick)
    force = output.forceSent
    tool = output.tool
    toolPose = output.toolPose
    inContact = output.status.contains(.inContact)
    paused = output.status.contains(.paused)
    torque = output.touch.torqueSent
    graspForce = output.touch.graspForce
    second = output.second.map {
      HandFeedback(
        force: $0.forceSent, torque: $0.touch.torqueSent, graspForce: $0.touch.graspForce, tool: $0.tool,
        toolPose: $0.toolPose, inContact: $0.status.contains(.inContact))
    }
    self.image = image
    self.suture = suture
    self.seam = seam
  }
}
