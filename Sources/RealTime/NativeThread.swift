import CRealTime
import Glibc

/// A thread of the operating system with a name. Joined exactly once by its owner.
public final class NativeThread: @unchecked Sendable {
  private var handle: pthread_t
  private var joined = false

  private final class Start {
    let name: String
    let body: @Sendable () -> Void
    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: at most 15 bytes are shown by the system.
  ///   - stackSize: bytes.
  ///   - body: runs on the new thread.
  /// - Throws: `RealTimeError.threadNotStarted`.
  public init(name: String, stackSize: Int = 4 << 20, body: @escaping @Sendable () -> Void) throws(RealTimeError) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    defer { pthread_attr_destroy(&attributes) }
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    handle = 0
    let code = pthread_create(
      &handle, &attributes,
      { argument in
        let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
        systole_name_thread(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw .threadNotStarted(name: name, code: code)
    }
  }

  /// Waits until the thread has ended. Further calls return at once. Owner's thread only.
  public func join() {
    guard !joined else { return }
    joined = true
    pthread_join(handle, nil)
  }

  deinit { if !joined { pthread_detach(handle) } }
}
