import Foundation
import Frames
import Testing

@testable import SessionLog

@Suite struct ForeignFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func error(_ body: () throws -> SessionLogReader) -> SessionLogError? {
    do { _ = try body() } catch { return error as? SessionLogError }
    return nil
  }

  @Test func otherFilesAreNamedAsSuch() throws {
    for (name, bytes) in [
      ("empty", []), ("text", Array("tick,x,y,z\n".utf8)), ("sqlite", Array("SQLite format 3\0".utf8)),
      ("random", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 167) }),
    ] as [(String, [UInt8])] {
      try Data(bytes).write(to: folder.url.appending(path: name))
      let path = folder.path(name)
      guard case .foreign(path, _) = error({ try SessionLogReader(path: path) }) else {
        Issue.record("\(name): not refused as foreign")
        continue
      }
    }
  }

  @Test func thingsThatAreNoFilesAreRefused() {
    for path in ["/nonexistent/log.mcap", "/", "/dev/null", "/dev/zero"] {
      guard case .cannotRead(path, _) = error({ try SessionLogReader(path: path) }) else {
        Issue.record("\(path): not refused")
        continue
      }
    }
  }

  @Test func anMCAPOfOthersIsNamedAsSuch() throws {
    var writer = try MCAPWriter(
      file: LogFile(creating: folder.path("other.mcap"), overwrite: false), library: "someone else")
    writer.add(schema: 1, name: "example", encoding: "jsonschema", data: Array("{}".utf8))
    writer.add(channel: 1, schema: 1, topic: "/systole/inputs", encoding: "json")
    writer.add(message: Array("{}".utf8), channel: 1, sequence: 0, time: 0)
    try writer.finish()
    let path = folder.path("other.mcap")
    #expect(
      error { try SessionLogReader(path: path) }
        == .foreign(path: path, reason: "it is an MCAP file without the channel /systole/header"))
  }

  @Test func aLaterFormatIsRefusedWithTheMend() throws {
    var header = LogFixtures.header()
    header.format = 3
    let path = folder.path("later.mcap")
    let writer = try SessionLogWriter(path: path, header: header)
    try writer.close(.finished)
    let error = try #require(error { try SessionLogReader(path: path) })
    #expect(error == .newer(path: path, what: "format", found: 3, supported: 1))
    #expect(
      error.description
        == "\(path): this log was written by a later Systole (format 3, this build reads up to 1): update Systole.")
  }

  @Test func aLaterSceneTruthIsRefused() throws {
    var header = LogFixtures.header()
    header.truth.schema = 2
    let path = folder.path("later.mcap")
    let writer = try SessionLogWriter(path: path, header: header)
    try writer.close(.finished)
    #expect(
      error { try SessionLogReader(path: path) }
        == .newer(path: path, what: "scene truth", found: 2, supported: 1))
  }

  @Test func anotherToolsChunksReadToo() throws {
    // As `mcap` tools may write it: everything uncompressed, other channel ids, messages outside of chunks.
    var arbitrary = LogFixtures.Arbitrary(seed: 30)
    let entries = arbitrary.entries(1..<21)
    _ = try folder.log(entries, flushEvery: 7)
    let bytes = try folder.bytes("log.mcap")
    let records = bytes.withUnsafeBytes { all in
      MCAPLayout(all).parts.flatMap { part -> [UInt8] in
        if case .chunk(let chunk) = part { (try? chunk.unpack(all)) ?? [] } else { [] }
      }
    }
    let reader = try SessionLogReader(bytes: MCAP.magic + records, name: "flat")
    #expect(reader.entries.map(\.bits) == entries.map(\.bits))
    #expect(reader.end == .finished)
    #expect(reader.defects == [])
  }
}
