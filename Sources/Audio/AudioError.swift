/// Why there is no sound. The description is one sentence: what, where, mend.
public enum AudioError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No sound device could be opened.
  case noDevice
  /// The library renders no stereo with HRTF into memory.
  case noLoopback(reason: String)
  /// OpenAL reported an error.
  case library(code: Int32, place: String)
  /// A sound file cannot be written.
  case file(path: String, reason: String)

  public var description: String {
    switch self {
    case .noDevice:
      "No sound device could be opened: connect one and start a sound server (PipeWire or PulseAudio), or give this "
        + "user ALSA's devices (group audio)."
    case .noLoopback(let reason):
      "Sound cannot be rendered here (\(reason)): install OpenAL Soft 1.19 or later with its HRTF data "
        + "(apt-get install libopenal1 libopenal-data), and see that no alsoft.conf turns HRTF off."
    case .library(let code, let place): "OpenAL error 0x\(String(code, radix: 16)) in \(place)."
    case .file(let path, let reason): "\(path) cannot be written (\(reason))."
    }
  }
}
