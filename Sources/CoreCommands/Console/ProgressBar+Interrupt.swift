import Localisation
import Session

extension ProgressBar {
  /// Does a long job under a progress line, with an end by Ctrl-C.
  ///
  /// - Parameter job: tells the share that is done and gives up with nil once it gets false back.
  /// - Throws: `CommandFailure` with status 130 where the job was ended, and what the job throws.
  static func run<T>(_ label: String, job: (@escaping (Double) -> Bool) throws -> T?) throws -> T {
    StopSignal.watch()
    let bar = ProgressBar(label)
    defer { bar.finish() }
    let result = try job { share in
      bar.update(share)
      return !StopSignal.isReceived
    }
    guard let result else { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
    return result
  }
}
