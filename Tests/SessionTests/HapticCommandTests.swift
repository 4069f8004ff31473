import Foundation
import Testing

@testable import CoreCommands

@Suite struct HapticCommandTests {
  /// The whole command on one device and one hand: JSON, and the page's tables and figure in Korean.
  @Test func theTablesComeOutForPeopleAndMachines() throws {
    let shell = Shell()
    defer { shell.remove() }
    let arguments = [
      "validate", "haptics", "--seconds", "3", "--device", "touch", "--hand", "firm", "--scene", "wall",
    ]
    let page = shell.path("docc")
    try FileManager.default.createDirectory(atPath: page, withIntermediateDirectories: true)
    try Data("<!-- table -->\n<!-- end of table -->\n".utf8).write(to: URL(fileURLWithPath: page + "/Haptics.md"))
    let result = try shell.systole(arguments + ["--json", "--lang", "ko", "--docc", page])
    #expect(result.status == 0, "\(result.err)")
    let object = try JSONSerialization.jsonObject(with: Data(result.out.utf8))
    let json = try #require(object as? [String: [[String: Any]]])
    #expect(json["grid"]?.count == 1 && json["limits"]?.count == 1 && json["contrast"]?.count == 1)
    #expect(json["transparency"]?.count == 4)
    #expect(json["contrast"]?.first?["mode"] as? String == "guided")
    #expect(json["limits"]?.first?["used"] as? Double == 700)
    let tables = try String(contentsOfFile: page + "/Haptics.md", encoding: .utf8)
    #expect(tables.contains("| Touch |") && tables.contains("변별역") && !tables.contains("[cli."))
    #expect(try String(contentsOfFile: page + "/Resources/haptics.svg", encoding: .utf8).contains("<polyline"))
  }

  @Test func wrongNamesAreRefusedWithTheRightOnes() throws {
    let shell = Shell()
    defer { shell.remove() }
    for (option, right) in [("--device", "sigma.7"), ("--hand", "loose"), ("--scene", "myocardium")] {
      let result = try shell.systole("validate", "haptics", option, "spoon")
      #expect(result.status == 64 && result.err.contains(right), "\(result.err)")
    }
    #expect(try shell.systole("validate", "haptics", "--seconds", "1").status == 64)
    #expect(try shell.systole("validate", "haptics", "--delay", "1.5").status == 64)
  }
}
