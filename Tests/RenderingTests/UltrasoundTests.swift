import Frames
@testable import Rendering
import SimMath
import Testing

/// The probe's picture in the corner.
@Suite(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct UltrasoundTests {
  /// The probe on the front of the vessel at rest, across it; `echo` in the middle third, plain wall beside it.
  private func scan(_ echo: Echo) -> Snapshot {
    let stage = Theatre.stage
    var snapshot = Theatre.atRest()
    snapshot.tool = .ultrasoundProbe
    snapshot.toolPose = Pose(position: Vector3(0, Float(stage.vessel.outerRadius) + 0.001, 0.03))
    snapshot.image = UltrasoundImage(tick: Tick(40), width: stage.imageWidth)
    for i in 0..<64 {
      let isMiddle = (21..<43).contains(i)
      if isMiddle && echo == .noContact { continue }
      snapshot.image.lines[i] = ScanLine(
        outerDepth: 0.001, innerDepth: 0.004, calciumDepth: isMiddle && echo == .calcium ? 0.0018 : 0,
        echo: isMiddle ? echo : .wall)
    }
    return snapshot
  }

  @Test func theFarWallIsWhereItIs() {
    let stage = Theatre.stage
    let far = UltrasoundLines.farDepths(scan(.wall), stage.surface)
    // From 1 mm above the vessel straight through its middle.
    let expected = Float(2 * stage.vessel.outerRadius) + 0.001
    #expect(abs(far[31] - expected) < 0.0005 && abs(far[32] - expected) < 0.0005)
    #expect(far[0] < far[31] && far[63] < far[31])
  }

  /// Mean brightness of the inset between two depths (m), over lines from `first` to `last`.
  private func brightness(_ picture: Picture, _ depths: ClosedRange<Float>, _ lines: ClosedRange<Float>) -> Double {
    let stage = Theatre.stage
    let inset = Float(picture.height) * 0.46
    let width = inset * stage.imageWidth / stage.imageDepth
    let gap = Float(picture.height) * 0.025
    let (left, top) = (Float(picture.width) - width - gap, gap)
    var sum = 0.0
    var n = 0.0
    let scale = inset / stage.imageDepth
    for y in Int(top + scale * depths.lowerBound)...Int(top + scale * depths.upperBound) {
      for x in Int(left + width * lines.lowerBound / 64)...Int(left + width * lines.upperBound / 64) {
        sum += Double(picture[x, y].green)
        n += 1
      }
    }
    return sum / n
  }

  @Test func calciumIsBrightAndThrowsAShadow() throws {
    let wall = try Theatre.draw(scan(.wall), width: 640, height: 360)
    let calcium = try Theatre.draw(scan(.calcium), width: 640, height: 360)
    let soft = try Theatre.draw(scan(.softPlaque), width: 640, height: 360)
    let none = try Theatre.draw(scan(.noContact), width: 640, height: 360)
    let far: ClosedRange<Float> = 0.0330...0.0345
    let wallItself: ClosedRange<Float> = 0.0022...0.0032
    // The far wall is seen through the plain wall and lost behind calcium; beside it nothing changes.
    #expect(brightness(wall, far, 26...38) > 2 * brightness(calcium, far, 26...38))
    #expect(abs(brightness(wall, far, 6...16) - brightness(calcium, far, 6...16)) < 2)
    #expect(brightness(calcium, 0.0014...0.0022, 26...38) > brightness(wall, 0.0014...0.0022, 26...38) + 15)
    #expect(brightness(soft, wallItself, 26...38) > brightness(wall, wallItself, 26...38) + 10)
    #expect(brightness(none, 0.004...0.03, 26...38) < 40)
  }
}
