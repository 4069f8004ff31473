import Executables
import Foundation
import Frames
import Glibc
import SessionLog
import SimMath
import Testing

/// A session without a window, with a person at the terminal.
@Suite(.serialized) struct TerminalKeysTests {
  @Test func enterStopsAndEnterGoesOn() throws {
    let shell = Shell()
    defer { shell.remove() }
    var ends: (Int32, Int32) = (-1, -1)
    try #require(openpty(&ends.0, &ends.1, nil, nil, nil) == 0)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(Executables.folder)/systole")
    let log = shell.path("t.mcap")
    process.arguments = ["run", "aortic-assessment", "--device", "expert", "--headless", "--sound", "off", "-o", log]
    process.environment = ["XDG_DATA_HOME": shell.folder, "HOME": shell.folder, "LANG": "C", "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle(fileDescriptor: ends.1, closeOnDealloc: true)
    let out = Pipe()
    let err = Pipe()
    process.standardOutput = out
    process.standardError = err
    try process.run()
    let keys = FileHandle(fileDescriptor: ends.0, closeOnDealloc: true)
    defer { if process.isRunning { process.terminate() } }
    func outputs() -> [StepOutput] {
      guard let reader = try? SessionLogReader(path: log) else { return [] }
      var all: [StepOutput] = []
      reader.forEachTick { entry in if let output = entry.output { all.append(output) } }
      return all
    }
    func kinds() -> [EventKind] {
      outputs().flatMap { output in (0..<Int(output.eventCount)).map { output.events[$0].kind } }
    }
    func wait(_ isSo: () -> Bool) -> Bool {
      for _ in 0..<180 where process.isRunning {
        if isSo() { return true }
        usleep(500_000)
      }
      return isSo()
    }
    try #require(wait { outputs().count > 500 })
    try keys.write(contentsOf: Data("\n".utf8))
    #expect(wait { kinds().contains(.emergencyStopped) })
    #expect(wait { outputs().last!.status.isSuperset(of: [.paused, .emergencyStopped]) && outputs().last!.forceSent == .zero })
    #expect(!kinds().contains(.resumed))
    try keys.write(contentsOf: Data("\n".utf8))
    #expect(wait { kinds().contains(.resumed) })
    #expect(wait { outputs().last!.status.isDisjoint(with: [.paused, .emergencyStopped]) })
    process.interrupt()
    let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains("Emergency stop: no force"))
    #expect(kinds().filter { $0 == .emergencyStopped }.count == 1)
  }
}
