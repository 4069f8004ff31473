import Frames
import SimMath
import Testing

@testable import Rendering

/// Burnt tissue in the picture, from scenario to picture.
struct BurnTests {
  /// A pencil burns the top of a vessel: white first, then brown and black, where it was and nowhere else.
  /// `SYSTOLE_WRITE_PICTURES=FOLDER` keeps the pictures.
  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func burntTissueIsInThePicture() throws {
    let number = BasinScene.number
    let vessel = "{angle: \(number("0 deg")), axial: \(number("2.5 mm")), flow: \(number("20 mL/min"))}"
    let scene = try BasinScene(instrument: "cautery", basin: "bleeding: \(number("0 L/min")), sources: [\(vessel)]")
    let stage = scene.stage
    var burns: [CauteryBurn] = []
    func look(after ticks: Int, height: Float, grip: Float, _ name: String) throws -> (Snapshot, Picture) {
      try scene.look(
        after: ticks, hand: Vector3(0, 0.002 + height, 0.0025), grip: grip, from: .loupe, "burn-\(name)"
      ) { output in
        for e in 0..<Int(output.eventCount) { if let burn = output.burn(of: output.events[e]) { burns.append(burn) } }
      }
    }
    func worst(_ snapshot: Snapshot) -> Float {
      stride(from: 0, to: snapshot.harm.count, by: 2).map { snapshot.harm[$0] }.max() ?? 0
    }
    let (whole, before) = try look(after: 50, height: 0.02, grip: 0, "whole")
    // It bleeds in one place until that is coagulated.
    func bleeding(_ snapshot: Snapshot) -> [Int] {
      (0..<stage.surface.vertexCount).filter { snapshot.harm[2 * $0 + 1] == 1 }
    }
    let source = try #require(bleeding(whole).first)
    #expect(bleeding(whole).count == 1 && abs(stage.surface.rest[4 * source + 2] - 0.002_5) < 0.000_7)
    #expect(whole.harm.count == 2 * stage.surface.vertexCount && worst(whole) == 0)
    _ = try look(after: 100, height: -0.000_15, grip: 0, "touched")
    _ = try look(after: 40, height: -0.000_15, grip: 1, "burning")
    let (white, seared) = try look(after: 60, height: 0.02, grip: 0, "white")
    _ = try look(after: 60, height: -0.000_15, grip: 0, "again")
    _ = try look(after: 2000, height: -0.000_15, grip: 1, "charring")
    let (black, charred) = try look(after: 60, height: 0.02, grip: 0, "black")
    #expect(worst(white) >= 0.3 && worst(white) < 0.6 && worst(black) > 0.9, "\(worst(white)) \(worst(black))")
    #expect(bleeding(black).isEmpty)
    #expect(before.difference(from: seared) > 0.01 && seared.difference(from: charred) > 0.01)
    #expect(burns.count == 2 && burns.allSatisfy { $0.volume > 0 && $0.site.y > 0.001_2 }, "\(burns)")
    // The other vessel, beyond the cleft, is as good as whole.
    for v in 0..<stage.surface.vertexCount where stage.surface.rest[4 * v + 2] > 0.006 {
      #expect(black.harm[2 * v] < 0.02)
    }
  }
}
