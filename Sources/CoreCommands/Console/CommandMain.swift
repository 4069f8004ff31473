public import ArgumentParser
import Glibc

/// How both executables begin.
public enum CommandMain {
  /// Refuses a processor that cannot give the right bits, then runs the command.
  ///
  /// - Parameter arguments: without the name of the program; nil for those of the process.
  public static func run(_ command: (some ParsableCommand).Type, arguments: [String]?) {
    if let failure = refusal(supported: Processor.isSupported) {
      Console.note("systole: \(failure.message)")
      exit(failure.status.rawValue)
    }
    // A reader that goes away or a limit on file sizes must not kill a session: writing then fails with an error.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    command.main(arguments)
  }

  static func refusal(supported: Bool) -> CommandFailure? {
    supported ? nil : CommandFailure(.unavailable, Text.get("cli.error.processor"))
  }
}
