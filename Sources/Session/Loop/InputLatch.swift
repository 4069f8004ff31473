import Frames
import RealTime

/// Makes the input of a tick out of what the device thread last said. Simulation thread only.
struct InputLatch {
  /// Ticks without a sample after which the device counts as gone.
  static let patience: UInt64 = 100

  private var last: InputFrame
  private var silence: UInt64 = 0

  /// - Parameter first: used until the first sample comes.
  init(first: InputFrame) { last = first }

  mutating func input(
    at tick: Tick, poses: Latest<InputFrame>, commands: SPSCQueue<CommandRequest>
  ) -> InputFrame {
    if let sample = poses.take() {
      last = sample
      silence = 0
    } else {
      silence += 1
    }
    var input = last
    input.tick = tick
    input.command = .none
    input.argument = 0
    input.second?.command = .none
    input.second?.argument = 0
    if silence > 0 {
      input.flags.insert(.stale)
      input.second?.flags.insert(.stale)
    }
    if silence >= Self.patience {
      input.flags.remove(.connected)
      input.second?.flags.remove(.connected)
    }
    if let request = commands.pop() {
      if request.hand == 0 {
        input.command = request.command
        input.argument = request.argument
      } else {
        input.second?.command = request.command
        input.second?.argument = request.argument
      }
    }
    return input
  }
}
