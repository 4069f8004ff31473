internal import Foundation

/// A file that only grows, with the running checksum of what it holds. Closed when it goes out of scope.
struct LogFile: ~Copyable, Sendable {
  let path: String
  /// For tests, which put a full device under it.
  let descriptor: Int32
  /// Bytes that were written whole.
  private(set) var offset = 0
  /// Of those bytes.
  private(set) var crc = CRC32()

  /// Creates the file; with `overwrite`, empties one that exists.
  init(creating path: String, overwrite: Bool) throws(SessionLogError) {
    let fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (overwrite ? O_TRUNC : O_EXCL), 0o644)
    guard fd >= 0 else {
      throw errno == EEXIST ? .alreadyExists(path: path) : .cannotCreate(path: path, reason: Self.reason(errno))
    }
    self.path = path
    descriptor = fd
  }

  deinit { _ = Foundation.close(descriptor) }

  /// Writes all of `bytes` or throws; after a failure the file is cut back to what was whole before.
  mutating func write(_ bytes: [UInt8]) throws(SessionLogError) {
    let failure: Int32? = bytes.withUnsafeBytes { all in
      var done = 0
      while done < all.count {
        let n = Foundation.write(descriptor, all.baseAddress! + done, all.count - done)
        if n > 0 {
          done += n
        } else if n < 0 && errno == EINTR {
          continue
        } else {
          return n < 0 ? errno : EIO
        }
      }
      return nil
    }
    if let failure {
      _ = ftruncate(descriptor, off_t(offset))
      throw .cannotWrite(path: path, offset: offset, reason: Self.reason(failure))
    }
    bytes.withUnsafeBytes { crc.update($0) }
    offset += bytes.count
  }

  /// Waits until what was written is on the disk.
  mutating func sync() throws(SessionLogError) {
    while fdatasync(descriptor) != 0 {
      let failure = errno
      if failure == EINTR { continue }
      // Pipes and devices cannot be synchronised and need not be.
      if failure == EINVAL || failure == ENOTSUP { return }
      throw .cannotWrite(path: path, offset: offset, reason: Self.reason(failure))
    }
  }

  static func remove(_ path: String) { _ = unlink(path) }

  /// Reads a whole regular file of at most `limit` bytes that begins with `magic`; another one is refused after a
  /// look at its first bytes.
  static func read(_ path: String, limit: Int, magic: [UInt8]) throws(SessionLogError) -> [UInt8] {
    // Not blocking, so that a pipe without a writer is refused and not waited for.
    let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard fd >= 0 else { throw .cannotRead(path: path, reason: reason(errno)) }
    defer { _ = Foundation.close(fd) }
    var info = stat()
    guard fstat(fd, &info) == 0 else { throw .cannotRead(path: path, reason: reason(errno)) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(path: path, reason: "not a regular file") }
    let head = try read(fd, path: path, count: magic.count, at: 0)
    guard !head.isEmpty else { throw .foreign(path: path, reason: "it is empty") }
    guard head.elementsEqual(magic.prefix(head.count)) else {
      throw .foreign(path: path, reason: "it is not an MCAP file")
    }
    let size = Int(info.st_size)
    guard size <= limit else { throw .tooLarge(path: path, bytes: size, limit: limit) }
    return try read(fd, path: path, count: size, at: 0)
  }

  /// Up to `count` bytes; fewer only at the end of the file.
  private static func read(_ fd: Int32, path: String, count: Int, at start: Int) throws(SessionLogError) -> [UInt8] {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        let n = pread(fd, buffer.baseAddress! + done, count - done, off_t(start + done))
        if n > 0 {
          done += n
        } else if n == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    if let failure { throw .cannotRead(path: path, reason: reason(failure)) }
    return bytes
  }

  /// The system's words for an error number.
  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
