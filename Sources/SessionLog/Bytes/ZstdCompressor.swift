internal import CZstd

/// A zstd compression context, kept from chunk to chunk.
struct ZstdCompressor: ~Copyable, @unchecked Sendable {
  // Safe to send: one owner at a time, and zstd contexts belong to no thread.
  private let context: OpaquePointer
  /// 3 is zstd's own default. Logs are mostly noise in float mantissas: higher levels are slower and hardly smaller.
  private static let level: Int32 = 3

  init() {
    // Fails only without memory, like any other allocation.
    guard let context = ZSTD_createCCtx() else { fatalError("zstd: out of memory") }
    self.context = context
  }

  deinit { ZSTD_freeCCtx(context) }

  /// The compressed bytes as one frame with its size, or nil where zstd fails.
  borrowing func compress(_ bytes: [UInt8]) -> [UInt8]? {
    let bound = ZSTD_compressBound(bytes.count)
    var failed = false
    let frame = [UInt8](unsafeUninitializedCapacity: bound) { out, count in
      let n = bytes.withUnsafeBytes {
        ZSTD_compressCCtx(context, out.baseAddress, bound, $0.baseAddress, $0.count, Self.level)
      }
      failed = ZSTD_isError(n) != 0
      count = failed ? 0 : n
    }
    return failed ? nil : frame
  }
}
