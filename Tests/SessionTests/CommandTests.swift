@testable import CoreCommands
import Foundation
import Localisation
import RealTime
import Session
import Testing

@Suite struct CommandTests {
  @Test func aProcessorWithoutAVX2IsRefusedWithASentence() throws {
    #expect(CommandMain.refusal(supported: true) == nil)
    let refusal = try #require(CommandMain.refusal(supported: false))
    #expect(refusal.status == .unavailable)
    #expect(refusal.message.contains("AVX2"))
    #expect(MachineCheck.processor(supported: false).state == .bad)
  }

  @Test func languageComesFromTheOptionThenTheLocale() {
    let korean = ["LANG": "ko_KR.UTF-8"]
    #expect(Text.chosen(arguments: ["systole", "demo"], environment: korean) == .korean)
    #expect(Text.chosen(arguments: ["systole", "demo", "--lang", "en"], environment: korean) == .english)
    #expect(Text.chosen(arguments: ["systole", "--lang=ko"], environment: [:]) == .korean)
    #expect(Text.chosen(arguments: ["systole", "--", "--lang", "ko"], environment: [:]) == .english)
    #expect(Text.chosen(arguments: ["systole", "--lang"], environment: [:]) == .english)
  }

  @Test func everyExitStatusIsExplainedInBothLanguages() throws {
    for language in Language.allCases {
      let catalogue = try Catalogue(language: language)
      for status in ExitStatus.allCases { #expect(catalogue.has("cli.exit.\(status.rawValue)")) }
    }
  }

  @Test func whatTheSystemRefusesIsWeakNotBad() {
    let refused = Scheduling(
      policy: "SCHED_OTHER", priority: 0, memoryLocked: false, timerSlackSet: true, notes: ["no"])
    let checks = MachineCheck.scheduling(refused)
    #expect(checks.map(\.id) == ["scheduler", "throttle", "memory-lock", "timer-slack"])
    #expect(checks.map(\.state) == [.weak, .good, .weak, .good])
    #expect(MachineCheck.throttle(0.5).state == .weak && MachineCheck.throttle(0.95).state == .good)
    #expect(checks.filter { $0.state == .weak }.allSatisfy { !$0.mend.isEmpty })
    #expect(MachineCheck.cores(1).state == .weak)
    #expect(MachineCheck.disk(folder: "/proc/1/x").state == .bad)
  }

  /// Where the loader of OpenXR looks, in its order; a manifest that is none is said to be none.
  @Test func aHeadsetNeedsARuntimeThatIsThere() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("systole-xr-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let config = folder.appendingPathComponent("openxr/1")
    try FileManager.default.createDirectory(at: config, withIntermediateDirectories: true)
    let none = MachineCheck.headset(environment: [:], system: [])
    #expect(none.state == .weak && !none.mend.isEmpty)
    let active = config.appendingPathComponent("active_runtime.json")
    try #"{"file_format_version": "1.0.0", "runtime": {"name": "Monado", "library_path": "libopenxr_monado.so"}}"#
      .write(to: active, atomically: true, encoding: .utf8)
    for environment in [["XDG_CONFIG_HOME": folder.path], ["XR_RUNTIME_JSON": active.path]] {
      let found = MachineCheck.headset(environment: environment, system: [])
      #expect(found.state == .good && found.detail.contains("Monado"))
    }
    try "{}".write(to: active, atomically: true, encoding: .utf8)
    let broken = MachineCheck.headset(environment: [:], system: [folder.path])
    #expect(broken.state == .weak && broken.mend.contains(active.path))
  }

  @Test func aProgressLineShowsItsShare() {
    #expect(ProgressBar.line(label: "run", fraction: 0.5, detail: "0:30").hasSuffix(" 50% 0:30"))
    #expect(ProgressBar.line(label: "run", fraction: 0.5, detail: "").contains("[############------------]"))
    #expect(ProgressBar.line(label: "run", fraction: 7, detail: "").hasSuffix("100%"))
    #expect(ProgressBar.line(label: "run", fraction: .nan, detail: "").hasSuffix("  0%"))
  }

  @Test func tablesCountHangulAsTwoColumns() {
    var table = Table(["수련자", "n"])
    table.add(["expert", "6"])
    #expect(table.text == "수련자  n\nexpert  6")
  }

  @Test func anyErrorBecomesASentenceWithAStatus() {
    struct Odd: Error {}
    #expect(CommandFailure(describing: Odd()).status == .internalFault)
    #expect(CommandFailure(describing: SessionError.emptyLog(path: "a")).status == .badData)
    #expect(CommandFailure(describing: RealTimeError.threadNotStarted(name: "x", code: 11)).status == .unavailable)
    #expect(CommandFailure(describing: CommandFailure(.inputOutput, "x")) == CommandFailure(.inputOutput, "x"))
  }
}
