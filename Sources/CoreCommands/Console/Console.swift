import Foundation
import Glibc

/// Standard output for results, standard error for everything else.
public enum Console {
  /// Prints a result.
  public static func print(_ text: String, terminator: String = "\n") { write(text + terminator, to: STDOUT_FILENO) }

  /// Prints a message to the person, beside the results.
  public static func note(_ text: String, terminator: String = "\n") { write(text + terminator, to: STDERR_FILENO) }

  /// Prints a value as JSON: sorted keys, indented, the same bytes for the same value.
  public static func print(json value: some Encodable) throws {
    print(String(decoding: try encode(value), as: UTF8.self))
  }

  /// The JSON that `print(json:)` shows, without a line end.
  public static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// Standard error is a terminal, so that a progress line can be drawn over.
  public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let n = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress!, $0.count) }
      if n > 0 {
        bytes = bytes.dropFirst(n)
      } else if errno != EINTR {
        return
      }
    }
  }
}
