import Frames
import Testing

@testable import SessionLog

@Suite struct TruncationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func aLogCutAtAnyByteReadsUpToItsLastWholeChunk() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 10)
    let entries = arbitrary.entries(1..<7)
    let bits = entries.map(\.bits)
    _ = try folder.log(entries, flushEvery: 2)
    let bytes = try folder.bytes("log.mcap")

    // Where each chunk ends, and so how many ticks a cut at a byte must give.
    let chunks = bytes.withUnsafeBytes { MCAPLayout($0) }.parts.compactMap {
      if case .chunk(let chunk) = $0 { chunk.payload.upperBound } else { nil }
    }
    #expect(chunks.count == 4)  // the header and three of two ticks, the last with the end
    let dataEnd = chunks.last! + 1000

    // Every byte of the data, and a stride through the summary, which no reading depends on.
    for cut in Array(0..<dataEnd) + Array(stride(from: dataEnd, to: bytes.count, by: 37)) {
      let whole = chunks.count { $0 <= cut }
      let part = Array(bytes[..<cut])
      if whole == 0 {
        #expect(throws: SessionLogError.self) { try SessionLogReader(bytes: part, name: "cut") }
        continue
      }
      let reader = try SessionLogReader(bytes: part, name: "cut")
      let read = reader.entries
      #expect(reader.isTruncated)
      #expect(reader.header.session == LogFixtures.header().session)
      #expect(read.count == (whole - 1) * 2, "cut at byte \(cut)")
      #expect(read.map(\.bits) == Array(bits[..<read.count]))
      #expect(reader.end == (whole == chunks.count ? .finished : nil))
      #expect(reader.defects.allSatisfy { $0 == .checksumWrong(section: "summary") })
    }
  }

  @Test func aKilledRecorderLosesAtMostASecond() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 11)
    var writer = try SessionLogWriter(path: folder.path("log.mcap"), header: LogFixtures.header())
    for tick in UInt64(0)..<2500 {
      let entry = arbitrary.entry(tick)
      try writer.append(.input(entry.input!))
      // What is in the file at this moment is what a kill would leave.
      if tick % 250 == 0 {
        let last = try SessionLogReader(path: folder.path("log.mcap")).tickRange?.upperBound.rawValue
        #expect(tick - (last ?? 0) <= 1000)
      }
      try writer.append(.output(entry.output!))
    }
    let reader = try SessionLogReader(path: folder.path("log.mcap"))
    #expect(reader.isTruncated)
    #expect(reader.end == nil)
    #expect(reader.defects == [])
    #expect(reader.tickRange == Tick(0)...Tick(1999))
    try writer.close(.aborted)
    #expect(try SessionLogReader(path: folder.path("log.mcap")).tickRange == Tick(0)...Tick(2499))
  }

  @Test func anInputWithoutItsOutputIsNoDefectAtTheEndOfAKilledLog() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 12)
    var entries = arbitrary.entries(1..<11)
    entries[9].output = nil
    entries[9].timing = nil
    let killed = try SessionLogReader(path: folder.log(entries, name: "killed.mcap", end: nil))
    #expect(killed.defects == [])
    #expect(killed.entries.last?.input?.bits == entries[9].input?.bits)
    #expect(killed.entries.last?.output == nil)
    let closed = try SessionLogReader(path: folder.log(entries, name: "closed.mcap"))
    #expect(closed.defects == [.messagesMissing(topic: "/systole/output", ticks: Tick(10)...Tick(10))])
  }
}
