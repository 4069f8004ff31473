public import Foundation
import Glibc

/// Files that a command makes for a person.
public enum OutputFile {
  /// Makes a new file; never overwrites one.
  ///
  /// - Throws: `CommandFailure` with status 73 if it cannot be made, 74 if it cannot be written; then none is left.
  public static func create(_ path: String, _ data: Data) throws(CommandFailure) {
    try write(path, data, flags: O_CREAT | O_EXCL)
  }

  /// Makes a file or replaces what one of that name held.
  public static func replace(_ path: String, _ data: Data) throws(CommandFailure) {
    try write(path, data, flags: O_CREAT | O_TRUNC)
  }

  private static func write(_ path: String, _ data: Data, flags: Int32) throws(CommandFailure) {
    let file = open(path, O_WRONLY | O_CLOEXEC | flags, 0o644)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.cannotCreate, Text.get("cli.error.create", ["path": path, "reason": reason]))
    }
    var offset = 0
    var failure: Int32 = 0
    data.withUnsafeBytes { bytes in
      while offset < bytes.count {
        let n = Glibc.write(file, bytes.baseAddress! + offset, bytes.count - offset)
        if n > 0 {
          offset += n
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    if close(file) != 0, failure == 0 { failure = errno }
    guard failure == 0 else {
      var information = stat()
      // Half a file is worse than none; a device such as /dev/full stays.
      if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG { unlink(path) }
      throw CommandFailure(
        .inputOutput, Text.get("cli.error.write", ["path": path, "reason": String(cString: strerror(failure))]))
    }
  }
}
