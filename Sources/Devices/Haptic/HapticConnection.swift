import Frames
import RealTime
import Synchronization

/// Keeps a driver connected on a thread without deadlines: opens it, sees when its device is lost, and opens it again
/// when it is back.
final class HapticConnection: @unchecked Sendable {
  /// How patient it is, ns.
  struct Pace: Sendable {
    /// From one look at the driver to the next.
    var look: UInt64 = 20_000_000
    /// Without an exchange for so long, the device counts as lost.
    var patience: UInt64 = 250_000_000
    /// From one try to open a lost device to the next.
    var retry: UInt64 = 1_000_000_000
    /// How long the first sample may take.
    var first: UInt64 = 3_000_000_000
  }

  let link = HapticLink()
  let capabilities: HapticCapabilities
  private let driver: any HapticDriver
  private let pace: Pace
  private let connected = Atomic<Bool>(true)
  private let stopRequested = Atomic<Bool>(false)
  private let latestFault = Mutex<DriverFault?>(nil)
  private var thread: NativeThread?

  /// Opens the device and waits for its first sample.
  init(_ driver: any HapticDriver, pace: Pace) throws(DriverFault) {
    self.driver = driver
    self.pace = pace
    capabilities = try driver.open()
    guard capabilities.limits.areSound else {
      driver.close()
      throw .failed(driver: capabilities.model, reason: "\(capabilities.limits)")
    }
    link.begin(
      limit: capabilities.limits.peakForce, torque: capabilities.limits.peakTorque, grip: capabilities.gripForce)
    try driver.start(link)
    let deadline = MonotonicClock.now() + pace.first
    while link.exchanges.load(ordering: .acquiring) == 0 {
      guard MonotonicClock.now() < deadline, link.failureCode == nil else {
        driver.close()
        throw .silent(model: capabilities.model)
      }
      MonotonicClock.sleep(for: 1_000_000)
    }
    do {
      thread = try NativeThread(name: "haptic watch") { [self] in watch() }
    } catch {
      driver.close()
      throw .failed(driver: capabilities.model, reason: error.description)
    }
  }

  /// Samples come, as far as is known. Any thread.
  var isConnected: Bool { connected.load(ordering: .acquiring) }

  /// Why the device is not connected; nil while it is. Not for threads with deadlines.
  var fault: DriverFault? { latestFault.withLock { $0 } }

  /// Ends the thread and closes the driver. Owner's thread.
  func stop() {
    stopRequested.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
    driver.close()
  }

  private func watch() {
    var seen = link.exchanges.load(ordering: .acquiring)
    var news = MonotonicClock.now()
    var nextTry: UInt64 = 0
    while !stopRequested.load(ordering: .acquiring) {
      MonotonicClock.sleep(for: pace.look)
      let now = MonotonicClock.now()
      if isConnected {
        let count = link.exchanges.load(ordering: .acquiring)
        if count != seen {
          seen = count
          news = now
        }
        guard link.failureCode != nil || now - news > pace.patience else { continue }
        latestFault.withLock { $0 = .silent(model: capabilities.model) }
        connected.store(false, ordering: .releasing)
        driver.close()
        nextTry = now + pace.retry
      } else if now >= nextTry {
        do {
          try reopen()
          seen = link.exchanges.load(ordering: .acquiring)
          news = MonotonicClock.now()
          latestFault.withLock { $0 = nil }
          connected.store(true, ordering: .releasing)
        } catch {
          latestFault.withLock { $0 = error }
          driver.close()
        }
        nextTry = MonotonicClock.now() + pace.retry
      }
    }
  }

  /// The same device again: the log and the limits are of that one.
  private func reopen() throws(DriverFault) {
    let found = try driver.open()
    guard found.model == capabilities.model, found.serial == capabilities.serial, found.limits == capabilities.limits
    else {
      throw .otherDevice(
        expected: "\(capabilities.model) \(capabilities.serial)", found: "\(found.model) \(found.serial)")
    }
    link.begin(
      limit: capabilities.limits.peakForce, torque: capabilities.limits.peakTorque, grip: capabilities.gripForce)
    try driver.start(link)
  }
}
