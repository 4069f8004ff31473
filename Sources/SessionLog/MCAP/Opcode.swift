/// The kinds of MCAP records that we write or read (MCAP specification, "Records").
enum Opcode: UInt8 {
  case header = 0x01
  case footer = 0x02
  case schema = 0x03
  case channel = 0x04
  case message = 0x05
  case chunk = 0x06
  case messageIndex = 0x07
  case chunkIndex = 0x08
  case statistics = 0x0B
  case summaryOffset = 0x0E
  case dataEnd = 0x0F
}

enum MCAP {
  /// First and last bytes of a file.
  static let magic: [UInt8] = [0x89, 0x4D, 0x43, 0x41, 0x50, 0x30, 0x0D, 0x0A]
  /// Opcode and length before each record's content.
  static let recordHead = 9
  /// Content of a footer: summary start, summary offset start, summary CRC.
  static let footerContent = 20
}
