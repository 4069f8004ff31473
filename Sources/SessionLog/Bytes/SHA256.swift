internal import CMd

/// SHA-256 (FIPS 180-4), by which a log is known for ever.
enum SHA256 {
  /// 64 lower-case hexadecimal digits.
  static func hex(_ bytes: UnsafeRawBufferPointer) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    if let base = bytes.baseAddress {
      SHA256Update(&context, base.assumingMemoryBound(to: UInt8.self), bytes.count)
    }
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
