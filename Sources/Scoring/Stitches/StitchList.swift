public import Frames
import SimMath

/// Makes stitches of a session's needle records, in the order in which they were placed.
///
/// A pass counts once the needle has left its channel. A pass in a vessel that the open stitch has already passed through
/// begins the next stitch. A pass that begins while the needle is still in the wall on the other side of the lumen, more than a right
/// angle away, is a back-wall bite of that stitch.
public struct StitchList: Sendable {
  private let vessel: VesselTruth
  private let truth: AnastomosisTruth
  private var passes: [StitchPass] = []

  /// Nil for a scene with nothing to sew.
  public init?(_ scene: SceneTruth) {
    guard let truth = scene.anastomosis else { return nil }
    vessel = scene.vessel
    self.truth = truth
  }

  public mutating func add(_ output: StepOutput) {
    for i in 0..<Int(output.eventCount) {
      guard output.events[i].kind == .biteEnded, let bite = output.bite(of: output.events[i]), bite.outcome == .through else { continue }
      passes.append(StitchPass(bite, truth))
    }
  }

  public var stitches: [Stitch] {
    var list: [Stitch] = []
    for pass in passes.sorted(by: { $0.tick < $1.tick }) {
      if let last = list.last, last.passes.contains(where: { isBackWall(pass, of: $0) }) {
        list[list.count - 1].backWall.append(pass)
      } else if let last = list.last, last.passes.count == 1, last.passes[0].isProximal != pass.isProximal {
        list[list.count - 1].passes.append(pass)
      } else {
        list.append(Stitch(number: list.count + 1, passes: [pass]))
      }
    }
    for i in list.indices.dropFirst() {
      let from = VesselCoordinate(angle: list[i - 1].angle, axial: 0)
      list[i].advance = abs(
        from.offset(to: VesselCoordinate(angle: list[i].angle, axial: 0), radius: vessel.outerRadius).circumferential)
    }
    return list
  }

  /// Whether the needle was in two walls at once that the lumen parts.
  private func isBackWall(_ pass: StitchPass, of front: StitchPass) -> Bool {
    let from = VesselCoordinate(angle: front.angle, axial: 0)
    let way = from.offset(to: VesselCoordinate(angle: pass.angle, axial: 0), radius: 1).circumferential
    return pass.tick < front.endTick && abs(way) > 0.5 * Double.pi
  }
}
