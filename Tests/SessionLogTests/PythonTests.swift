import Foundation
import Frames
import SimMath
import Testing

@testable import SessionLog

private let python = ProcessInfo.processInfo.environment["SYSTOLE_TEST_PYTHON"]

/// The official Python package reads our logs: whole by index, and cut anywhere as a stream.
@Suite(
  .enabled(
    if: python != nil,
    "set SYSTOLE_TEST_PYTHON to a python3 that has mcap (1.6 or later), mcap-protobuf-support and zstandard"))
struct PythonTests {
  /// What `read_log.py` tells.
  struct Found: Decodable {
    var library: String
    var sha256: String
    var messageCount: Int
    var chunkCount: Int
    var chunkIndexes: Int
    var counts: [String: Int]
    var schemas: [String: String]
    var format: Int
    var header: SessionHeader
    var inputs: [[UInt64]]
    var outputs: [[UInt64]]
    var hashes: [[UInt64]]
    var events: [[UInt64]]
    var timedTicks: [UInt64]
    var end: String
    var cuts: [[Int]]
  }

  @Test func itReadsAWholeLogAndACutOne() throws {
    let folder = try TemporaryFolder()
    let entries = RealisticSession(seed: 50).prefix(2300).map { $0 }
    let path = try folder.log(entries, states: [1200: [UInt8](repeating: 7, count: 3000)])
    let bytes = try folder.bytes("log.mcap")
    let ends = bytes.withUnsafeBytes { MCAPLayout($0) }.parts.compactMap {
      if case .chunk(let chunk) = $0 { chunk.payload.upperBound } else { nil }
    }
    // Around the end of each chunk, and somewhere inside.
    let cuts = ends.flatMap { [$0 - 1, $0, $0 + 1] } + stride(from: 9, to: bytes.count, by: bytes.count / 23)
    let found = try run(path, cuts: cuts)

    let reader = try SessionLogReader(path: path)
    #expect(found.library == "systole 0.1.0")
    #expect(found.sha256 == reader.sha256)
    #expect(found.format == SessionHeader.currentFormat)
    #expect(found.header == LogFixtures.header())
    #expect(found.end == "finished")
    #expect(found.chunkCount == ends.count)
    #expect(found.chunkIndexes == ends.count)
    #expect(found.messageCount == found.counts.values.reduce(0, +))
    for (topic, count) in ["header": 1, "input": 2300, "output": 2300, "hashes": 22, "state": 1, "end": 1] {
      #expect(found.counts["/systole/" + topic] == count, "\(topic)")
    }
    #expect(found.schemas["/systole/output"] == "systole.Output")

    #expect(found.timedTicks == entries.map(\.tick.rawValue))
    // Tick, pose, grip, flags, command, argument.
    #expect(found.inputs == entries.map(\.input!.bits))
    let outputs = entries.map { entry -> [UInt64] in
      let output = entry.output!
      // A zero vector is absent.
      let force = output.forceSent == .zero ? [] : output.forceSent.bits
      let scalars = [output.normalForce, output.pressure, output.ledger.workIn].map { UInt64($0.bitPattern) }
      return [entry.tick.rawValue] + force + scalars + [UInt64(output.status.rawValue), UInt64(output.digest)]
    }
    #expect(found.outputs == outputs)
    let hashes = entries.map(\.output!).filter { $0.hashes != .zero }.map { output -> [UInt64] in
      let h = output.hashes
      return [output.tick.rawValue, h.positions, h.velocities, h.contacts, h.random]
    }
    #expect(found.hashes == hashes)
    let events = entries.filter { (50..<150).contains($0.tick.rawValue) && $0.output!.eventCount > 0 }
    #expect(!events.isEmpty)
    #expect(found.events == events.map { [$0.tick.rawValue, UInt64($0.output!.events[0].kind.rawValue)] })

    // Cut anywhere: exactly what we read ourselves.
    #expect(found.cuts.count == cuts.count)
    for (cut, counts) in zip(cuts, found.cuts) {
      let ours = try? SessionLogReader(bytes: Array(bytes[..<cut]), name: "cut").entries
      #expect(counts[0] == (ours ?? []).count { $0.input != nil }, "cut at \(cut)")
      #expect(counts[1] == (ours ?? []).count { $0.output != nil }, "cut at \(cut)")
    }
  }

  private func run(_ path: String, cuts: [Int]) throws -> Found {
    let script = try #require(Bundle.module.url(forResource: "read_log", withExtension: "py", subdirectory: "Python"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python!, script.path, path] + cuts.map(String.init)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode(Found.self, from: output)
  }
}
