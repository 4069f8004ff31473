import Frames
import Session
import SimMath

/// A simulation of one number: enough to test what the session does around it.
final class CountingStepper: SessionStepper {
  var random = Random(seed: 1)
  var inputs: [InputFrame] = []
  var pictures = 0
  /// Runs inside the step; a test stalls here.
  var hook: ((Tick) -> Void)?

  func step(_ input: InputFrame) -> StepOutput {
    hook?(input.tick)
    inputs.append(input)
    var output = StepOutput(tick: input.tick)
    output.toolPose = input.pose
    output.digest = random.next32()
    output.forceSent = Vector3(1, 2, 3)
    if input.tick.rawValue > 0, input.tick.rawValue % HashReport.period == 0 {
      output.hashes = HashReport(positions: random.state, velocities: 2, contacts: 3, random: 4)
    }
    switch input.command {
    case .finish: output.append(Event(kind: .finished))
    case .abort: output.append(Event(kind: .aborted))
    case .takeTool:
      output.append(Event(kind: .toolTaken, argument: input.argument))
    default: break
    }
    if input.flags.contains(.clutch) { output.status.insert(.paused) }
    output.tool = .ultrasoundProbe
    return output
  }

  let snapshotCount = 3
  func copySnapshot(into numbers: UnsafeMutableBufferPointer<Float>) {
    pictures += 1
    numbers.update(repeating: Float(inputs.count))
  }
  let imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage = { numbers, _, tick in
    UltrasoundImage(tick: tick, width: numbers[2])
  }
}
