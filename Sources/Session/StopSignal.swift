import Glibc
import Synchronization

/// Ctrl-C and a friendly kill, turned into a flag that the session looks at: the log is then closed as aborted.
public enum StopSignal {
  private static let received = Atomic<Bool>(false)

  /// Catches SIGINT and SIGTERM from now on. A second one ends the process at once. Main thread, before others start.
  public static func watch() {
    _ = isReceived  // The flag exists before a handler can need it.
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in StopSignal.received.store(true, ordering: .relaxed) }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
    // Whoever started this process may have blocked them.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// A signal came. Any thread.
  public static var isReceived: Bool { received.load(ordering: .relaxed) }
}
