/// One haptic device behind its maker's library or service: poses out, forces in, nothing else.
///
/// Units and axes are converted here and nowhere else; above it all is SI in station axes (see ``HapticSample``). A
/// driver exchanges on a thread of its own (or of the library) at the device's rate, and sends nothing but what
/// ``HapticLink/exchange(_:now:)`` gave it there.
///
/// `open`, `start` and `close` may block, are never called concurrently, and never from a thread with deadlines.
public protocol HapticDriver: AnyObject, Sendable {
  /// The maker's library, if it has one.
  var loaded: LoadedLibrary? { get }

  /// The devices that can be opened now, each by what ``HapticOptions/name`` would be.
  func names() throws(DriverFault) -> [String]

  /// Connects to the device, motors off. A closed driver may be opened again: hot-plug does.
  func open() throws(DriverFault) -> HapticCapabilities

  /// Begins to exchange over `link` until `close`. The driver is open.
  ///
  /// When the device stops answering, the driver calls ``HapticLink/fail(code:)`` and exchanges no more.
  func start(_ link: HapticLink) throws(DriverFault)

  /// Zero force, motors off, device given back. When it returns, nothing uses the link any more. May be called again.
  func close()
}
