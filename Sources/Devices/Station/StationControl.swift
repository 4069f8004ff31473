import Synchronization

/// What the station rather than a device asks of a session: an emergency stop, a pause, going on. A key or a pedal that acts
/// as one comes here. Any thread; never waits, never allocates.
public final class StationControl: Sendable {
  private let stops = Atomic<UInt64>(0)
  private let toggles = Atomic<UInt64>(0)
  private let paused = Atomic<Bool>(false)

  public init() {}

  /// Emergency stop: no force from the device thread's next tick on, and the session pauses.
  public func stop() { stops.add(1, ordering: .acquiringAndReleasing) }

  /// Pauses, or goes on after a pause or an emergency stop.
  public func togglePause() { toggles.add(1, ordering: .acquiringAndReleasing) }

  /// The session rests, as far as its device has heard.
  public var isPaused: Bool { paused.load(ordering: .acquiring) }

  // The device thread's.
  var stopCount: UInt64 { stops.load(ordering: .acquiring) }
  var toggleCount: UInt64 { toggles.load(ordering: .acquiring) }
  func note(isPaused: Bool) { paused.store(isPaused, ordering: .releasing) }
}
