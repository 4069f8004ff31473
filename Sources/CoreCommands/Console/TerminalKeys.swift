import Devices
import Glibc
import RealTime
import Synchronization

/// Enter on the terminal of a session without a window: an emergency stop, and when the session rests, going on.
final class TerminalKeys: Sendable {
  /// How long one look for a key takes, ms.
  private static let patience: Int32 = 50

  private let isOver = Atomic<Bool>(false)
  private let control: StationControl
  private let thread = Mutex<NativeThread?>(nil)

  /// Nil where standard input is no terminal, so that nobody sits there.
  init?(_ control: StationControl) {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    self.control = control
    guard let thread = try? NativeThread(name: "keys", body: { [self] in watch() }) else { return nil }
    self.thread.withLock { $0 = thread }
    Console.note(Text.get("cli.run.keys"))
  }

  /// Ends the watch. Once.
  func stop() {
    isOver.store(true, ordering: .releasing)
    thread.withLock { $0.take() }?.join()
  }

  private func watch() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while !isOver.load(ordering: .acquiring) {
      var look = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&look, 1, Self.patience) > 0 else { continue }
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { return }
      guard bytes[..<count].contains(UInt8(ascii: "\n")) else { continue }
      if control.isPaused {
        control.togglePause()
      } else {
        control.stop()
        Console.note("\r\u{1B}[K" + Text.get("cli.run.stopped"))
      }
    }
  }
}
