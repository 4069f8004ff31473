public import Frames
public import RealTime
import Synchronization

/// Plays a session while it runs, on a thread of its own without deadlines. The simulation only pushes into `outputs`
/// and never waits: what finds no room there is not heard.
public final class LivePlayer: @unchecked Sendable {
  /// Rest between looks into the queue, ns. A beat is heard at most this and the device's own buffer late.
  static let rest: UInt64 = 4_000_000
  /// Looks between questions whether the device is still there: a second.
  static let patience = 250

  /// Every tick's output goes in here, from one thread.
  public let outputs = SPSCQueue<StepOutput>(minimumCapacity: 2048)
  /// The system's name of the device.
  public let deviceName: String
  private let device: SoundDevice
  private let mixer: Mixer
  private let stopRequested = Atomic<Bool>(false)
  private var thread: NativeThread?
  // The sound thread's, read by the owner after the join.
  private var sound: TheatreSound
  private var lost = false

  /// Opens the system's sound device and starts.
  ///
  /// - Parameter excessiveForce: of the session's rubric, N.
  /// - Throws: `AudioError.noDevice` where there is none to be heard on.
  public init(layout: TheatreLayout, excessiveForce: Double) throws {
    device = try SoundDevice(loopback: false)
    mixer = try Mixer(device, layout: layout)
    deviceName = device.name
    sound = TheatreSound(excessiveForce: excessiveForce)
    thread = try NativeThread(name: "sound") { [self] in work() }
  }

  /// Name of the device that sound would be heard on; nil where there is none. Opens it for a moment.
  public static var systemDeviceName: String? { try? SoundDevice(loopback: false).name }

  /// Fades out, ends the thread and waits for it. False if the device went away during the session. Owner's thread.
  @discardableResult public func stop() -> Bool {
    stopRequested.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
    return !lost
  }

  private func work() {
    var looks = 0
    while !stopRequested.load(ordering: .acquiring) {
      var ticks = 0
      while let output = outputs.pop() {
        for voice in sound.voices(after: output) { mixer.play(voice) }
        ticks += 1
      }
      mixer.advance(ticks: ticks)
      looks += 1
      if looks % Self.patience == 0, !device.isConnected { lost = true }
      MonotonicClock.sleep(for: Self.rest)
    }
    for step in 0..<10 {
      mixer.setMaster(1 - Float(step + 1) / 10)
      MonotonicClock.sleep(for: Self.rest)
    }
  }
}
