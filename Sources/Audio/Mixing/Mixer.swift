import COpenAL

/// The voices at their places, as heard at the surgeon's head through a head-related transfer function (HRTF). One
/// thread at a time.
///
/// Level falls with 1/r from that at 1 m. The room has no echo, the air no absorption, nobody stands between.
public final class Mixer {
  /// Sounds of one shot that may overlap; a further one takes the place of the oldest.
  static let shots = 16
  /// Time in which a continuous voice comes and goes, ticks of 1 ms. Assumption: without a click, still at once.
  public static let ramp = 40

  private struct Continuous {
    var source: ALuint
    var gain: Float = 0
    var target: Float = 0
    var playing = false
  }

  private let device: SoundDevice
  private let layout: TheatreLayout
  private var buffers: [Voice: ALuint] = [:]
  private var free: [ALuint] = []
  private var continuous: [Voice: Continuous] = [:]

  /// - Parameter device: becomes current on this thread.
  init(_ device: SoundDevice, layout: TheatreLayout) throws(AudioError) {
    self.device = device
    self.layout = layout
    device.makeCurrent()
    _ = alGetError()
    alDistanceModel(AL_INVERSE_DISTANCE)
    set(AL_POSITION, layout.head)
    let orientation = [layout.forward, layout.up].flatMap { [$0.x, $0.y, $0.z] }
    alListenerfv(AL_ORIENTATION, orientation)
    free = [ALuint](repeating: 0, count: Self.shots)
    alGenSources(ALsizei(Self.shots), &free)
    for voice in Voice.allCases { _ = buffer(voice) }
    try check("Mixer.init")
  }

  deinit {
    device.makeCurrent()
    var sources = free + continuous.values.map(\.source)
    alDeleteSources(ALsizei(sources.count), &sources)
    var all = Array(buffers.values)
    alDeleteBuffers(ALsizei(all.count), &all)
  }

  /// Begins a sound of one shot, with the next frame that is mixed.
  public func play(_ voice: Voice) {
    precondition(!voice.isContinuous, "a continuous voice has a level, not a start")
    device.makeCurrent()
    let source = idleSource()
    place(source, voice)
    alSourcei(source, AL_BUFFER, ALint(buffer(voice)))
    alSourcePlay(source)
  }

  /// Lets a continuous voice swell or fade to a share (0...1) of its own level.
  public func setLevel(_ voice: Voice, _ level: Float) {
    precondition(voice.isContinuous, "a sound of one shot has no level")
    device.makeCurrent()
    if continuous[voice] == nil {
      var source: ALuint = 0
      alGenSources(1, &source)
      place(source, voice)
      alSourcei(source, AL_BUFFER, ALint(buffer(voice)))
      alSourcei(source, AL_LOOPING, AL_TRUE)
      alSourcef(source, AL_GAIN, 0)
      continuous[voice] = Continuous(source: source)
    }
    continuous[voice]!.target = min(1, max(0, level))
  }

  /// Moves the levels of continuous voices on by a time in ticks of 1 ms.
  public func advance(ticks: Int) {
    device.makeCurrent()
    let step = Float(ticks) / Float(Self.ramp)
    for (voice, state) in continuous where state.gain != state.target || state.playing != (state.gain > 0) {
      var state = state
      state.gain = state.gain < state.target ? min(state.target, state.gain + step) : max(state.target, state.gain - step)
      alSourcef(state.source, AL_GAIN, state.gain)
      if !state.playing, state.gain > 0 {
        alSourcePlay(state.source)
        state.playing = true
      } else if state.playing, state.gain == 0, state.target == 0 {
        alSourceStop(state.source)
        state.playing = false
      }
      continuous[voice] = state
    }
  }

  /// Level of everything, 0...1.
  func setMaster(_ gain: Float) {
    device.makeCurrent()
    alListenerf(AL_GAIN, gain)
  }

  /// - Throws: `AudioError.library` if OpenAL reported an error since the last check.
  public func check(_ place: String) throws(AudioError) {
    device.makeCurrent()
    let code = alGetError()
    if code != AL_NO_ERROR { throw .library(code: code, place: place) }
  }

  private func buffer(_ voice: Voice) -> ALuint {
    if let made = buffers[voice] { return made }
    var name: ALuint = 0
    alGenBuffers(1, &name)
    let samples = voice.synthesise().samples
    samples.withUnsafeBytes {
      alBufferData(
        name, AL_FORMAT_MONO_FLOAT32, $0.baseAddress, ALsizei($0.count), ALsizei(Waveform.rate))
    }
    buffers[voice] = name
    return name
  }

  /// A source that has ended; if none has, the one that began first.
  private func idleSource() -> ALuint {
    let i = free.firstIndex { source in
      var state: ALint = 0
      alGetSourcei(source, AL_SOURCE_STATE, &state)
      return state != AL_PLAYING
    }
    let source = free.remove(at: i ?? 0)
    if i == nil { alSourceStop(source) }
    free.append(source)
    return source
  }

  private func place(_ source: ALuint, _ voice: Voice) {
    let p = layout.position(voice.place)
    alSource3f(source, AL_POSITION, p.x, p.y, p.z)
    alSourcef(source, AL_REFERENCE_DISTANCE, 1)
    alSourcef(source, AL_ROLLOFF_FACTOR, 1)
    // The field is nearer than the reference: louder than its level at 1 m.
    alSourcef(source, AL_MAX_GAIN, 8)
  }

  private func set(_ parameter: ALenum, _ v: SIMD3<Float>) { alListener3f(parameter, v.x, v.y, v.z) }
}
