import COpenAL
import Glibc

/// A device of OpenAL with its context. Current on one thread at a time, without touching the others'.
final class SoundDevice {
  private let device: OpaquePointer
  private let context: OpaquePointer
  let isLoopback: Bool

  /// What is wrong is said as an error; the library need not print it as well, unless someone asked it to.
  ///
  /// Where the kernel has no sound card, only a sound server can play: the libraries of cards are not asked, since they
  /// complain to the terminal past every setting. What a person has set themselves stays.
  private static let quiet: Void = {
    setenv("ALSOFT_LOGLEVEL", "0", 0)
    if access("/dev/snd", F_OK) != 0, getenv("ALSOFT_CONF") == nil { setenv("ALSOFT_DRIVERS", "pulse,pipewire", 0) }
  }()

  /// - Parameter loopback: renders into memory instead of being heard.
  init(loopback: Bool) throws(AudioError) {
    isLoopback = loopback
    _ = Self.quiet
    var attributes: [ALCint] = [ALC_FREQUENCY, ALCint(Waveform.rate), ALC_HRTF_SOFT, ALCint(ALC_TRUE)]
    if loopback {
      guard let opened = alcLoopbackOpenDeviceSOFT(nil) else { throw .noLoopback(reason: "no loopback device") }
      device = opened
      // A limiter would look ahead and make everything late.
      attributes += [
        ALC_FORMAT_CHANNELS_SOFT, ALC_STEREO_SOFT, ALC_FORMAT_TYPE_SOFT, ALC_FLOAT_SOFT, ALC_OUTPUT_LIMITER_SOFT,
        ALCint(ALC_FALSE),
      ]
    } else {
      guard let opened = alcOpenDevice(nil) else { throw .noDevice }
      device = opened
    }
    attributes.append(0)
    guard let made = alcCreateContext(device, attributes) else {
      let code = alcGetError(device)
      alcCloseDevice(device)
      throw .library(code: code, place: "alcCreateContext")
    }
    context = made
    if loopback {
      var hrtf: ALCint = 0
      alcGetIntegerv(device, ALC_HRTF_SOFT, 1, &hrtf)
      guard hrtf == ALCint(ALC_TRUE) else {
        alcDestroyContext(context)
        alcCloseDevice(device)
        throw .noLoopback(reason: "HRTF is off")
      }
    }
  }

  deinit {
    alcSetThreadContext(nil)
    alcDestroyContext(context)
    alcCloseDevice(device)
  }

  /// The system's name of it.
  var name: String {
    alcGetString(device, ALC_ALL_DEVICES_SPECIFIER).map { String(cString: $0) } ?? ""
  }

  /// False once a device that could be unplugged has been.
  var isConnected: Bool {
    guard alcIsExtensionPresent(device, "ALC_EXT_disconnect") == ALCboolean(ALC_TRUE) else { return true }
    var connected: ALCint = 1
    alcGetIntegerv(device, ALCenum(ALC_CONNECTED), 1, &connected)
    return connected != 0
  }

  /// Calls of OpenAL on this thread go here from now on.
  func makeCurrent() { alcSetThreadContext(context) }

  /// The next frames of a loopback device, interleaved left and right.
  func render(_ frames: Int, into samples: UnsafeMutablePointer<Float>) {
    precondition(isLoopback, "what is heard cannot be read")
    alcRenderSamplesSOFT(device, samples, ALCsizei(frames))
  }
}
