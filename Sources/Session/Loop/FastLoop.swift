public import Devices
public import Frames

/// The loop without deadlines: device and simulation in lockstep, as fast as the machine can. The same inputs give the
/// same records on every machine.
public struct FastLoop {
  let stepper: any SessionStepper
  let device: any Device
  let limits: SessionLimits

  public init(stepper: any SessionStepper, device: any Device, limits: SessionLimits) {
    self.stepper = stepper
    self.device = device
    self.limits = limits
  }

  /// Runs to the end of the session.
  ///
  /// - Parameters:
  ///   - emit: takes every record in order, the input before its step.
  ///   - goOn: asked before every step; false ends the session as aborted.
  public func run(
    emit: (TickRecord) throws -> Void, goOn: (SessionProgress) -> Bool = { _ in true }
  ) rethrows -> LoopResult {
    let numbers = UnsafeMutableBufferPointer<Float>.allocate(capacity: stepper.snapshotCount)
    numbers.initialize(repeating: 0)
    defer { numbers.deallocate() }
    var tick = Tick(0)
    var image = UltrasoundImage(tick: tick, width: 0)
    var feedback: Feedback?
    var condition = EndCondition(limit: limits.ticks)
    while goOn(SessionProgress(ticks: tick.rawValue, limit: limits.ticks)) {
      guard var input = device.sample(at: tick, feedback: feedback) else {
        return LoopResult(end: .ranOut, ticks: tick.rawValue, timing: nil)
      }
      input.tick = tick
      try emit(.input(input))
      let output = stepper.step(input)
      try emit(.output(output))
      if tick.rawValue % limits.imageInterval == 0 { image = picture(after: output, numbers) }
      feedback = Feedback(output, image: image, suture: stepper.suture, seam: stepper.seam)
      tick = tick + 1
      if let end = condition.end(after: output) { return LoopResult(end: end, ticks: tick.rawValue, timing: nil) }
    }
    return LoopResult(end: .aborted, ticks: tick.rawValue, timing: nil)
  }

  /// What the probe sees after a step; black while another tool is in the hand.
  private func picture(
    after output: StepOutput, _ numbers: UnsafeMutableBufferPointer<Float>
  ) -> UltrasoundImage {
    guard output.tool == .ultrasoundProbe else { return UltrasoundImage(tick: output.tick, width: 0) }
    stepper.copySnapshot(into: numbers)
    return stepper.imager(UnsafeBufferPointer(numbers), output.toolPose, output.tick)
  }
}
