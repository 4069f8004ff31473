import Foundation
import Testing

/// The sweep's machine code: eight or sixteen lanes wide, with nothing called in between.
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

  /// The instructions of the first function whose name has a part.
  private func code(_ name: String) throws -> [Substring] {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let symbol = try #require(
      try lines("nm", ["--defined-only", "--print-size", program]).first {
        $0.contains(name) && $0.lowercased().contains(" t ")
      })
    let parts = symbol.split(separator: " ")
    let start = try #require(UInt64(parts[0], radix: 16))
    let size = try #require(UInt64(parts[1], radix: 16))
    return try lines(
      "objdump",
      ["-d", "--no-show-raw-insn", "--start-address=\(start)", "--stop-address=\(start + size)", program])
  }

  @Test func wideKernelStaysVectorised() throws {
    #if arch(x86_64)
    for name in ["9gradients_4into", "20gradientsAndHessians_4into"] {
      let code = try code("10WideTissue0aB6KernelV" + name)
      let fused = code.count { $0.contains("vfm") && $0.contains("ps ") && $0.contains("%zmm") }
      #expect(fused >= 30, "\(fused) fused operations on sixteen lanes in \(name)")
      #expect(!code.contains { $0.contains("\tcall") }, "calls in \(name)")
      #expect(!code.contains { $0.contains("%ymm") && $0.contains("vfm") }, "eight lanes in \(name)")
    }
    #endif
  }

  @Test func sweepStaysVectorised() throws {
    #if arch(x86_64)
    // The copy without other laws.
    let code = try code("12TissueSolverV12plainBatches")
    func count(_ matches: (Substring) -> Bool) -> Int { code.filter(matches).count }
    let fused = count { $0.contains("vfm") && $0.contains("ps ") && $0.contains("%ymm") }
    let scalar = count { line in ["mulss", "addss", "subss", "divss"].contains { line.contains($0) } }
    let calls = count { line in
      line.contains("\tcall")
        && !["ContactSolver", "ShellSolver", "addTouch", "addShells"].contains { line.contains($0) }
    }
    #expect(fused >= 60, "\(fused) fused operations on eight lanes")
    #expect(scalar <= 40, "\(scalar) scalar operations: those of the eight vertices' own terms and no more")
    #expect(calls == 0, "\(calls) calls")
    #endif
  }
}
