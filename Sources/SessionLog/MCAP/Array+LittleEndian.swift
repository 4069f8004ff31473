extension [UInt8] {
  /// Appends the number's bytes, lowest first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a string as MCAP has it: length in 4 bytes, then UTF-8.
  mutating func append(prefixed string: String) {
    append(littleEndian: UInt32(string.utf8.count))
    append(contentsOf: string.utf8)
  }

  /// Appends a record: opcode, length, content.
  mutating func append(record opcode: Opcode, _ content: [UInt8]) {
    append(opcode.rawValue)
    append(littleEndian: UInt64(content.count))
    append(contentsOf: content)
  }
}
