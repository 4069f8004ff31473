import Foundation
import Frames
import Scoring
import SimMath
import Testing

@Suite(.serialized) struct JSONTests {
  static func session() -> SessionBuilder {
    var session = SessionBuilder(lesions: GradingTests.lesions)
    session.press(SessionBuilder.at(0.123, 0.03), force: 4.321, seconds: 1)
    session.palpate(share: 0.6)
    session.freeze(.shortAxisMid, axial: 0.03, turn: 0)
    session.mark(0.3, 0.05, by: .ultrasoundProbe)
    session.site(0.1, 0.037)
    return session
  }

  @Test func sameBytesOnEveryRun() {
    var a = Self.session()
    var b = Self.session()
    #expect(a.finish().json() == b.finish().json())
  }

  /// The same log and scorer version must give the same bytes for ever: whoever changes this value changes
  /// `ScoringFold.version` with it and says why the score changed.
  @Test func goldenCard() {
    var session = Self.session()
    var hash = StateHash()
    hash.combine(bytes: session.finish().json())
    #expect(ScoringFold.version == "1.0.0")
    #expect(hash.value == 13_905_158_662_082_486_696)
  }

  @Test func sameBytesInAnyLocale() {
    var session = Self.session()
    let card = session.finish()
    let plain = card.json()
    // A locale that writes a decimal comma, where the machine has one; and the C locale.
    for name in ["de_DE.UTF-8", "fr_FR.UTF-8", "C"] {
      let old = setlocale(LC_ALL, nil).map { String(cString: $0) } ?? "C"
      setlocale(LC_ALL, name)
      #expect(card.json() == plain)
      setlocale(LC_ALL, old)
    }
    #expect(!plain.contains(UInt8(ascii: "\r")))
    #expect(plain.last == UInt8(ascii: "\n"))
  }

  @Test func readsBackEqual() throws {
    var session = Self.session()
    let card = session.finish()
    #expect(try JSONDecoder().decode(Scorecard.self, from: Data(card.json())) == card)
    let unscorable = session.fold.finish(end: nil, logHash: "\"\\\u{1}\u{ac00}")
    #expect(try JSONDecoder().decode(Scorecard.self, from: Data(unscorable.json())) == unscorable)
  }

  @Test func keysAreSortedAndPresent() throws {
    var session = Self.session()
    let text = String(decoding: session.finish().json(), as: UTF8.self)
    #expect(text.hasPrefix("{\"causes\":[],\"deductions\":[{\"arguments\":{"))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    for key in [
      "schema", "log_hash", "scorer_version", "scenario", "patient", "outcome", "score", "metrics", "deductions",
    ] { #expect(object[key] != nil, "\(key)") }
    let metric = try #require((object["metrics"] as? [[String: Any]])?.first)
    #expect(metric.keys.sorted() == ["id", "source", "unit", "value", "version"])
    let deduction = try #require((object["deductions"] as? [[String: Any]])?.first)
    #expect(deduction.keys.sorted() == ["arguments", "place", "points", "reason", "rule", "tick"])
  }

  @Test func aLargeSeedKeepsItsDigits() throws {
    var header = SessionBuilder().header
    header.truth.patientSeed = .max
    let card = ScoringFold(header: header).finish(end: nil, logHash: "")
    #expect(String(decoding: card.json(), as: UTF8.self).contains("\"patient\":18446744073709551615"))
    #expect(try JSONDecoder().decode(Scorecard.self, from: Data(card.json())).patient == .max)
  }
}
