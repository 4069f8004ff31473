public import Frames

/// The sound of a replay, tick by tick, into a WAV file: what begins after tick k begins k ms into the file. One thread
/// at a time.
public final class SoundTrack {
  private let loopback: LoopbackMixer
  private let file: WaveFile
  private var sound: TheatreSound

  /// - Parameter excessiveForce: of the session's rubric, N.
  public init(path: String, stage: Stage, excessiveForce: Double) throws(AudioError) {
    loopback = try LoopbackMixer(layout: TheatreLayout(stage))
    file = try WaveFile(path: path, channels: 2)
    sound = TheatreSound(excessiveForce: excessiveForce)
  }

  /// Takes in the next tick.
  public func add(_ output: StepOutput) throws(AudioError) {
    for voice in sound.voices(after: output) { loopback.mixer.play(voice) }
    try file.append(loopback.render(ticks: 1))
  }

  /// Ends the file.
  public func finish() throws(AudioError) {
    try loopback.mixer.check("SoundTrack.finish")
    try file.finish()
  }
}
