internal import CZstd

enum ZstdDecompressor {
  /// The `size` bytes that the frame holds, or nil where it is damaged or holds another number of bytes.
  /// The caller has bounded `size`.
  static func decompress(_ frame: UnsafeRawBufferPointer, size: Int) -> [UInt8]? {
    // The frame tells its own size (unless a streaming writer left it out): look before allocating.
    let told = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
    let unknown = UInt64.max  // ZSTD_CONTENTSIZE_UNKNOWN; one less is ..._ERROR
    guard told == unknown || told == UInt64(size) else { return nil }
    var whole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      let n = ZSTD_decompress(out.baseAddress, size, frame.baseAddress, frame.count)
      whole = ZSTD_isError(n) == 0 && n == size
      count = whole ? size : 0
    }
    return whole ? bytes : nil
  }
}
