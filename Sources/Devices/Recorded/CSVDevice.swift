public import Frames
import SimMath

/// Recorded tool poses from any tracker or robot drive the tool, resampled to 1 kHz.
///
/// The first sample of the recording falls on the first tick that is asked for. It renders no force: what was felt
/// when the recording was made is not known.
public final class CSVDevice: Device {
  public let description: DeviceDescription
  /// Holes in the recording.
  public let gaps: GapReport
  /// Length of the recording, s.
  public var duration: Double { recording.duration }

  private let recording: Recording
  private var firstTick: Tick?
  private var interval = 0
  private var nextCommand = 0

  /// - Parameters:
  ///   - file: a table of text with a line for each sample.
  ///   - mapFile: JSON that says what the columns are; nil for columns t, x, y, z and, if they are there, qx, qy, qz,
  ///     qw in s and m.
  ///   - id: what the log says the device was.
  /// - Throws: a `DeviceError` that names file, line, column and mend.
  public init(file: String, mapFile: String?, id: String) throws(DeviceError) {
    recording = try Recording(file: file, mapFile: mapFile)
    gaps = recording.gaps
    description = DeviceDescription(id: id, deviceClass: "recorded", limits: .none, rendersForce: false)
  }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let first = firstTick ?? tick
    firstTick = first
    let time = tick < first ? 0 : Double(tick - first) / Double(Tick.perSecond)
    // Half a nanosecond forgives the last bit of a time that was divided. A command at the very end is still given.
    guard time <= recording.duration + 0.5e-9 || nextCommand < recording.commands.count else { return nil }
    let last = recording.times.count - 2
    while interval < last, recording.times[interval + 1] <= time { interval += 1 }
    var frame = InputFrame(
      tick: tick, pose: recording.pose(at: time, interval: interval), flags: [.connected, .noForce])
    if recording.intervalIsGap[interval], time < recording.times[interval + 1] { frame.flags.insert(.gap) }
    // One command a tick; those that fall on the same tick follow in the next ones.
    if nextCommand < recording.commands.count, recording.commands[nextCommand].time <= time + 0.5e-9 {
      frame.command = recording.commands[nextCommand].command
      frame.argument = recording.commands[nextCommand].argument
      nextCommand += 1
    }
    return frame
  }
}
