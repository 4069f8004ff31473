import Foundation
import Frames
import Testing

@testable import SessionLog

@Suite struct WriteFailureTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func anExistingFileIsNotOverwritten() throws {
    let path = folder.path("log.mcap")
    try Data("precious".utf8).write(to: folder.url.appending(path: "log.mcap"))
    #expect(throws: SessionLogError.alreadyExists(path: path)) {
      _ = try SessionLogWriter(path: path, header: LogFixtures.header())
    }
    #expect(try folder.bytes("log.mcap") == Array("precious".utf8))
    let writer = try SessionLogWriter(path: path, header: LogFixtures.header(), overwrite: true)
    try writer.close(.finished)
    #expect(try SessionLogReader(path: path).end == .finished)
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    let path = folder.path("missing/log.mcap")
    #expect(throws: SessionLogError.cannotCreate(path: path, reason: "no such file or directory")) {
      _ = try SessionLogWriter(path: path, header: LogFixtures.header())
    }
  }

  @Test func aHeaderThatCannotBeWrittenLeavesNoFile() {
    var header = LogFixtures.header()
    header.truth.vessel.length = .nan
    #expect(throws: SessionLogError.self) {
      _ = try SessionLogWriter(path: folder.path("log.mcap"), header: header)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("log.mcap")))
  }

  @Test func aFullDiskFromTheStartIsTold() {
    #expect(throws: SessionLogError.cannotWrite(path: "/dev/full", offset: 0, reason: "no space left on device")) {
      _ = try SessionLogWriter(path: "/dev/full", header: LogFixtures.header(), overwrite: true)
    }
  }

  @Test func whatWasFlushedBeforeTheDiskWasFullStaysReadable() throws {
    var arbitrary = LogFixtures.Arbitrary(seed: 40)
    let entries = arbitrary.entries(1..<41)
    let path = folder.path("log.mcap")
    var writer = try SessionLogWriter(path: path, header: LogFixtures.header())
    for entry in entries[..<20] {
      try writer.append(.input(entry.input!))
      try writer.append(.output(entry.output!))
    }
    try writer.flush()
    let whole = writer.bytesWritten

    // The disk is full from here on.
    let full = open("/dev/full", O_WRONLY)
    #expect(dup2(full, writer.descriptor) >= 0)
    close(full)
    for entry in entries[20...] {
      try writer.append(.input(entry.input!))
      try writer.append(.output(entry.output!))
    }
    let expected = SessionLogError.cannotWrite(path: path, offset: whole, reason: "no space left on device")
    var thrown: SessionLogError?
    do { try writer.flush() } catch { thrown = error }
    #expect(thrown == expected)
    // And it stays so.
    thrown = nil
    do { try writer.append(.input(entries[0].input!)) } catch { thrown = error }
    #expect(thrown == expected)
    thrown = nil
    do { try writer.close(.finished) } catch { thrown = error }
    #expect(thrown == expected)

    let reader = try SessionLogReader(path: path)
    #expect(reader.isTruncated)
    #expect(reader.defects == [])
    #expect(reader.entries.map(\.output?.bits) == entries[..<20].map(\.output?.bits))
  }
}
