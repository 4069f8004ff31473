import Foundation
import Frames
import SimMath
import Testing

@testable import Scenarios

/// Whatever is in a file, the loader returns a scenario or throws a `ScenarioError`. Seeded, so that a failure can be
/// found again.
struct LoaderFuzzTests {
  @Test func mutatedFilesNeverCrash() throws {
    let original = Array(LoaderTests.shippedText.utf8)
    var random = Random(seed: 20_240_611, stream: 1)
    var refused = 0
    var accepted = 0
    for _ in 0..<600 {
      var bytes = original
      for _ in 0...random.index(below: 3) { mutate(&bytes, &random) }
      let yaml = String(decoding: bytes, as: UTF8.self)
      do throws(ScenarioError) {
        let scenario = try ScenarioLoader.load(yaml: yaml, file: "fuzz.yaml")
        accepted += 1
        // What was accepted can be used.
        let truth = scenario.patient(seed: random.next())
        #expect(truth.lesions.allSatisfy { $0.center.axial.isFinite && $0.center.angle.isFinite })
      } catch {
        refused += 1
        #expect(!error.problems.isEmpty)
        #expect(error.description.contains("fuzz.yaml"))
      }
    }
    // The mutations reach both sides.
    #expect(refused > 200)
    #expect(accepted > 20)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Random) {
    let pieces = [
      "value: ", "-", "1e308", "nan", ".inf", "{", "}", "[", "]", "\n", "  ", "&a ", "*a", "? ", "! ", "|", ">-", "'",
      "\"", "\t", "0", "-1 mm", "#", "---\n", "\u{0}", "é", "한", "1000000000000000000000000", "<<: ", "%", "@", "~",
    ]
    guard !bytes.isEmpty else { return }
    let i = random.index(below: bytes.count)
    switch random.index(below: 6) {
    case 0: bytes[i] ^= 1 << UInt8(random.index(below: 8))
    case 1: bytes.removeSubrange(i..<min(bytes.count, i + 1 + random.index(below: 200)))
    case 2: bytes.insert(contentsOf: pieces[random.index(below: pieces.count)].utf8, at: i)
    case 3: bytes = Array(bytes[..<i])
    case 4:
      // A digit becomes another one.
      if let digit = bytes[i...].firstIndex(where: { (0x30...0x39).contains($0) }) {
        bytes[digit] = 0x30 + UInt8(random.index(below: 10))
      }
    default:
      // A line moves elsewhere.
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let line = lines.remove(at: random.index(below: lines.count))
      lines.insert(line, at: random.index(below: lines.count + 1))
      bytes = Array(lines.joined(separator: [0x0A]))
    }
  }
}
