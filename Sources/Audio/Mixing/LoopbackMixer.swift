/// A mixer whose sound goes into memory: for films and tests. The same calls give the same samples with the same library
/// on the same processor. One thread at a time.
public final class LoopbackMixer {
  /// Frames of a tick of 1 ms.
  public static let framesPerTick = Waveform.rate / 1000

  public let mixer: Mixer
  private let device: SoundDevice

  /// - Throws: `AudioError.noLoopback` where the library cannot do it.
  public init(layout: TheatreLayout) throws(AudioError) {
    device = try SoundDevice(loopback: true)
    mixer = try Mixer(device, layout: layout)
  }

  /// The sound of the next ticks: frames of left and right, interleaved.
  public func render(ticks: Int) -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(2 * ticks * Self.framesPerTick)
    for _ in 0..<ticks {
      mixer.advance(ticks: 1)
      samples += [Float](unsafeUninitializedCapacity: 2 * Self.framesPerTick) { buffer, count in
        device.render(Self.framesPerTick, into: buffer.baseAddress!)
        count = 2 * Self.framesPerTick
      }
    }
    return samples
  }
}
