import Assets
import Foundation
import Localisation
import Testing

struct CatalogueTests {
  @Test func bothLanguagesHaveTheSameKeysAndPlaceholders() throws {
    let english = try Catalogue(language: .english)
    let korean = try Catalogue(language: .korean)
    #expect(english.keys.count > 100)
    #expect(Set(english.keys).symmetricDifference(korean.keys).sorted() == [])
    for key in english.keys {
      #expect(english.placeholders(of: key) == korean.placeholders(of: key), "\(key)")
      #expect(!english.text(key).isEmpty && !korean.text(key).isEmpty, "\(key)")
    }
  }

  /// One key to a line, in order, so that two people's additions merge; a decoder would not see a key written twice.
  @Test(arguments: Language.allCases) func filesAreSortedWithoutRepeats(language: Language) throws {
    let file = Assets.folder("strings").appendingPathComponent("\(language.rawValue).json")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().dropLast()
    let keys = lines.map { String($0.split(separator: "\"")[1]) }
    #expect(zip(keys, keys.dropFirst()).filter { !($0.utf8.lexicographicallyPrecedes($1.utf8)) }.isEmpty)
    #expect(try keys == Catalogue(language: language).keys)
  }

  @Test func koreanTextsAreKorean() throws {
    let korean = try Catalogue(language: .korean)
    for key in korean.keys {
      let hangul = korean.text(key).unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
      #expect(hangul, "\(key)")
    }
    #expect(korean.text("term.critical-error") == "치명적 오류")
    #expect(korean.text("term.safe-site") == "안전 삽관 부위")
  }

  @Test func placeholdersAreFilledOnce() throws {
    let english = try Catalogue(language: .english)
    #expect(english.placeholders(of: "step.decide.hint.margin") == ["margin"])
    #expect(english.text("step.decide.hint.margin", ["margin": "10"]).contains("at least 10 mm from"))
    #expect(english.text("step.decide.hint.margin", ["margin": "{margin}"]).contains("at least {margin} mm"))
    #expect(english.text("step.decide.hint.margin").contains("{margin}"))
  }

  @Test func gapsCanBeSeen() throws {
    #expect(try Catalogue(language: .korean).text("no.such.key", ["a": "b"]) == "[no.such.key]")
  }

  @Test func catalogueFromABrokenFileIsRefused() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("catalogue-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = #expect(throws: LocalisationError.self) { try Catalogue(language: .english, folder: folder) }
    #expect(missing?.description.contains("en.json: cannot be read") == true)
    try Data("{\"a\": {\"b\": 1}}".utf8).write(to: folder.appendingPathComponent("en.json"))
    let broken = #expect(throws: LocalisationError.self) { try Catalogue(language: .english, folder: folder) }
    #expect(broken?.description.contains("not a JSON object of texts") == true)
  }

  @Test func languageFollowsTheLocale() {
    #expect(Language(environment: [:]) == .english)
    #expect(Language(environment: ["LANG": "ko_KR.UTF-8"]) == .korean)
    #expect(Language(environment: ["LANG": "ko_KR.UTF-8", "LC_ALL": "C"]) == .english)
    #expect(Language(environment: ["LANG": "en_US.UTF-8", "LC_MESSAGES": "ko", "LC_ALL": ""]) == .korean)
    #expect(Language(locale: "ko-KR") == .korean)
    #expect(Language(locale: "kok_IN") == nil)
    #expect(Language(locale: "") == nil)
  }

  @Test(
    arguments: [
      (9.5, 2, "9.50"), (-0.001, 2, "0.00"), (-0.006, 2, "-0.01"), (0.125, 2, "0.12"), (1234567.25, 1, "1234567.2"),
      (3, 0, "3"), (.nan, 1, "–"), (-.infinity, 1, "–"), (1e-20, 3, "0.000"),
    ] as [(Double, Int, String)])
  func numbersAreTheSameEverywhere(x: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(x, decimals: decimals) == text)
  }

  @Test func timesAndParts() {
    #expect(NumberText.clock(seconds: 187.9) == "3:07")
    #expect(NumberText.clock(seconds: 0) == "0:00")
    #expect(NumberText.clock(seconds: -1) == "–")
    #expect(NumberText.percent(0.923) == "92%")
    #expect(NumberText.percent(.nan) == "–")
  }
}
