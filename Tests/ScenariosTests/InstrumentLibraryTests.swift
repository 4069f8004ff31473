import Foundation
import Frames
import SimMath
import Simulation
import Testing

@testable import Scenarios

@Suite struct InstrumentLibraryTests {
  @Test func everyToolIsThereAndSound() throws {
    let all = try InstrumentLibrary.load()
    #expect(Set(all.map(\.tool)) == Set(Tool.allCases))
    for instrument in all {
      #expect(instrument.isSound && instrument.turning == .simulated)
      // A rod's moment about its axis is the least.
      #expect(instrument.inertia.y <= instrument.inertia.x, "\(instrument.tool)")
      #expect((instrument.jaw != nil) == [.needleHolder, .forceps, .scissors, .clamp].contains(instrument.tool))
    }
    let forceps = try #require(all.first { $0.tool == .forceps })
    let pencil = try #require(all.first { $0.tool == .cautery })
    #expect(pencil.cautery == Cautery(power: 20, radius: 0.001, margin: 0.002) && all.count { $0.cautery != nil } == 1)
    #expect(forceps.mass == 0.024 && forceps.jaw?.length == 0.12)
    #expect(forceps.shape[0].friction == 0.6 && forceps.shape[2].friction == -1)
  }

  /// Each damage to the shipped file is named with its place.
  @Test(arguments: [
    ("mass: {value: 38 g", "mass: {value: 38 mm", "instruments[0].mass.value"),
    ("part: positive-jaw, center: [0.85 mm", "part: jaw, center: [0.85 mm", "instruments[0].shape[0].part"),
    ("radius: 0.4 mm", "radius: 4 mm", "instruments[0].shape[0].radius"),
    ("center: [0.85 mm, 9 mm, 0 mm]", "center: [0.85 mm, 9 mm]", "instruments[0].shape[0].center"),
    ("center: [0.85 mm, 9 mm, 0 mm]", "center: [0.85 mm, 9 N, 0 mm]", "instruments[0].shape[0].center[1]"),
    ("opening: {value: 28 deg", "opening: {value: 280 deg", "instruments[0].jaw.opening.value"),
    ("power: {value: 20 W", "power: {value: 20 N", "instruments[9].cautery.power.value"),
    ("power: {value: 20 W", "power: {value: 2000 W", "instruments[9].cautery.power.value"),
    ("radius: {value: 1 mm, source: \"assumption: a fine", "size: {value: 1 mm, source: \"assumption: a fine", "instruments[9].cautery.size"),
    ("    suction:\n", "    cautery: {power: {value: 9 W, source: a, status: assumption}, radius: {value: 1 mm, source: a, status: assumption}, margin: {value: 1 mm, source: a, status: assumption}}\n    suction:\n", "instruments[8].cautery"),
    ("tool: forceps", "tool: needle-holder", "instruments"), ("surfaces:", "surface:", "surface"),
  ])
  func damageIsNamed(old: String, new: String, path: String) throws {
    let good = try String(contentsOf: InstrumentLibrary.shipped, encoding: .utf8)
    let range = try #require(good.range(of: old))
    do {
      _ = try InstrumentLibrary.load(yaml: good.replacingCharacters(in: range, with: new), file: "x.yaml")
      Issue.record("\(new) was taken")
    } catch {
      #expect(error.problems.contains { $0.keyPath == path && $0.line != nil && !$0.mend.isEmpty }, "\(error)")
    }
  }

  @Test func aJawsPartNeedsAJaw() throws {
    let good = try String(contentsOf: InstrumentLibrary.shipped, encoding: .utf8)
    let start = try #require(good.range(of: "- tool: scalpel"))
    let part = try #require(good.range(of: "part: body", range: start.upperBound..<good.endIndex))
    #expect(throws: ScenarioError.self) {
      _ = try InstrumentLibrary.load(yaml: good.replacingCharacters(in: part, with: "part: positive-jaw"), file: "x.yaml")
    }
  }
}
