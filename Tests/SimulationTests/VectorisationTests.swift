import Foundation
import Testing

/// The sweep's machine code: eight lanes wide, with nothing called in between.
@Suite struct VectorisationTests {
  /// Runs a tool of the binutils on this very program and gives its output by lines.
  private func lines(_ tool: String, _ arguments: [String]) throws -> [Substring] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(tool) is missing or failed: install binutils")
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }

  @Test func sweepStaysVectorised() throws {
    #if arch(x86_64)
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let symbol = try #require(
      try lines("nm", ["--defined-only", "--print-size", program]).first {
        // The copy without other laws.
        $0.contains("12TissueSolverV12plainBatches") && $0.lowercased().contains(" t ")
      })
    let parts = symbol.split(separator: " ")
    let start = try #require(UInt64(parts[0], radix: 16))
    let size = try #require(UInt64(parts[1], radix: 16))
    let code = try lines(
      "objdump",
      ["-d", "--no-show-raw-insn", "--start-address=\(start)", "--stop-address=\(start + size)", program])

    func count(_ matches: (Substring) -> Bool) -> Int { code.filter(matches).count }
    let fused = count { $0.contains("vfm") && $0.contains("ps ") && $0.contains("%ymm") }
    let scalar = count { line in ["mulss", "addss", "subss", "divss"].contains { line.contains($0) } }
    let calls = count { $0.contains("\tcall") && !$0.contains("ContactSolver") && !$0.contains("ShellSolver") }
    #expect(fused >= 60, "\(fused) fused operations on eight lanes")
    #expect(scalar <= 40, "\(scalar) scalar operations: those of the eight vertices' own terms and no more")
    #expect(calls == 0, "\(calls) calls")
    #endif
  }
}
