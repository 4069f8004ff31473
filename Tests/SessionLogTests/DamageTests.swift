import Frames
import SimMath
import Testing

@testable import SessionLog

/// Flipped bits, wherever they fall: never a crash, never a changed value, never silence.
@Suite struct DamageTests {
  let folder: TemporaryFolder
  let entries: [TickEntry]
  let bytes: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    var arbitrary = LogFixtures.Arbitrary(seed: 20)
    entries = arbitrary.entries(1..<31)
    _ = try folder.log(entries, flushEvery: 5, states: [15: [1, 2, 3]])
    bytes = try folder.bytes("log.mcap")
  }

  @Test func aFlippedBitIsFoundAndChangesNothing() throws {
    let bits = entries.map(\.bits)
    var random = Random(seed: 21)
    let header = LogFixtures.header()
    var opened = 0
    for _ in 0..<2000 {
      var mutated = bytes
      let place = random.index(below: bytes.count)
      let bit = random.index(below: 8)
      mutated[place] ^= 1 << UInt8(bit)
      guard let reader = try? SessionLogReader(bytes: mutated, name: "flipped") else { continue }
      opened += 1
      let found = reader.isTruncated || !reader.defects.isEmpty
      let same =
        reader.header == header
        && reader.entries.allSatisfy { $0.bits == bits[Int($0.tick.rawValue) - 1] }
      if !found || !same { Issue.record("bit \(bit) of byte \(place): found \(found), same \(same)") }
    }
    #expect(opened > 1000)
  }

  @Test func aDamagedChunkIsLeftOutAndItsTicksAreReported() throws {
    let chunks = bytes.withUnsafeBytes { MCAPLayout($0) }.parts.compactMap {
      if case .chunk(let chunk) = $0 { chunk } else { nil }
    }
    var mutated = bytes
    mutated[chunks[2].payload.lowerBound + chunks[2].payload.count / 2] ^= 0x10
    let reader = try SessionLogReader(bytes: mutated, name: "log")
    #expect(reader.defects.contains(.ticksMissing(Tick(6)...Tick(10))))
    #expect(
      reader.defects.contains {
        if case .chunkDamaged(2, chunks[2].offset, _) = $0 { true } else { false }
      })
    #expect(reader.entries.map(\.tick.rawValue) == Array(1...5) + Array(11...30))
    #expect(reader.end == .finished)
  }

  @Test func aBrokenLengthCostsNoMoreThanItsChunk() throws {
    let chunks = bytes.withUnsafeBytes { MCAPLayout($0) }.parts.compactMap {
      if case .chunk(let chunk) = $0 { chunk } else { nil }
    }
    // The highest byte of the length of the third chunk's record, and its opcode.
    for (place, mask) in [(8, 0x80), (1, 0x01), (2, 0x40), (0, 0x06)] {
      var mutated = bytes
      mutated[chunks[2].offset + place] ^= UInt8(mask)
      let reader = try SessionLogReader(bytes: mutated, name: "log")
      #expect(!reader.defects.isEmpty)
      #expect(reader.entries.map(\.tick.rawValue) == Array(1...5) + Array(11...30), "place \(place)")
      #expect(reader.end == .finished)
    }
  }

  /// Damage that a checksum cannot find, since it was made before the checksum: the decoders must stand it.
  @Test func anyContentBehindARightChecksumIsStood() throws {
    let chunks = bytes.withUnsafeBytes { all in
      MCAPLayout(all).parts.compactMap { part -> [UInt8]? in
        if case .chunk(let chunk) = part { try? chunk.unpack(all) } else { nil }
      }
    }
    #expect(chunks.count == 8)
    var random = Random(seed: 22)
    var opened = 0
    for round in 0..<1500 {
      var file = MCAP.magic
      // Spare the first chunk mostly: without a header there is nothing to read.
      let victim = round % 10 == 0 ? 0 : 1 + random.index(below: chunks.count - 1)
      for (i, original) in chunks.enumerated() {
        var records = original
        if i == victim {
          for _ in 0...random.index(below: 4) {
            let place = random.index(below: records.count)
            switch random.index(below: 3) {
            case 0: records[place] ^= 1 << UInt8(random.index(below: 8))
            case 1: records[place] = [0, 0x7F, 0x80, 0xFF][random.index(below: 4)]
            default: records.removeSubrange(place..<min(records.count, place + 1 + random.index(below: 9)))
            }
          }
        }
        file.append(chunk: records)
      }
      if let reader = try? SessionLogReader(bytes: file, name: "mutated") {
        opened += 1
        let ticks = reader.entries.map(\.tick)
        if zip(ticks, ticks.dropFirst()).contains(where: { $0 >= $1 }) { Issue.record("round \(round): out of order") }
        _ = reader.states()
      }
    }
    #expect(opened > 1000)
  }

  @Test func aBombIsNotUnpacked() throws {
    // 60 MB of zeros in a few kilobytes, behind a whole header.
    let zeros = [UInt8](repeating: 0, count: 60_000_000)
    let compressor = ZstdCompressor()
    let packed = compressor.compress(zeros) ?? []
    // In place of the summary.
    let ends = bytes.withUnsafeBytes { MCAPLayout($0) }.parts.compactMap {
      if case .chunk(let chunk) = $0 { chunk.payload.upperBound } else { nil }
    }
    var file = Array(bytes[..<ends.last!])
    file.append(chunk: packed, compression: "zstd", size: UInt64(zeros.count), crc: CRC32.of(zeros))
    // And one that claims more than there is memory.
    file.append(chunk: packed, compression: "zstd", size: 1 << 62, crc: 0)
    file.append(chunk: packed, compression: "lz4", size: 10, crc: 0)
    let reader = try SessionLogReader(bytes: file, name: "bomb")
    #expect(reader.entries.count == 30)
    let reasons = reader.defects.compactMap { if case .chunkDamaged(_, _, let reason) = $0 { reason } else { nil } }
    #expect(reasons.count == 3)
    #expect(reasons.first?.contains("claim to expand") == true)
  }
}

extension [UInt8] {
  /// Appends a chunk record with a right checksum.
  mutating func append(chunk records: [UInt8]) {
    append(chunk: records, compression: "", size: UInt64(records.count), crc: CRC32.of(records))
  }

  mutating func append(chunk payload: [UInt8], compression: String, size: UInt64, crc: UInt32) {
    var content = [UInt8](repeating: 0, count: 16)
    content.append(littleEndian: size)
    content.append(littleEndian: crc)
    content.append(prefixed: compression)
    content.append(littleEndian: UInt64(payload.count))
    content.append(contentsOf: payload)
    append(record: .chunk, content)
  }
}
