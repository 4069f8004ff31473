public import Frames
import SimMath

/// Makes stitches of a session's needle records, in the order in which they were placed.
///
/// A pass counts once the needle has left its channel. A pass in a vessel that the open stitch has already passed through
/// begins the next stitch.
public struct StitchList: Sendable {
  private let vessel: VesselTruth
  private let truth: AnastomosisTruth
  private var passes: [StitchPass] = []
  /// Ticks in which a thread broke.
  public private(set) var threadBreaks: [UInt64] = []

  /// Nil for a scene with nothing to sew.
  public init?(_ scene: SceneTruth) {
    guard let truth = scene.anastomosis else { return nil }
    vessel = scene.vessel
    self.truth = truth
  }

  public mutating func add(_ output: StepOutput) {
    for i in 0..<Int(output.eventCount) {
      if output.events[i].kind == .threadBroke { threadBreaks.append(output.tick.rawValue) }
      guard output.events[i].kind == .biteEnded, let bite = output.bite(of: output.events[i]), bite.outcome == .through else { continue }
      passes.append(StitchPass(bite, truth))
    }
  }

  public var stitches: [Stitch] {
    var list: [Stitch] = []
    for pass in passes.sorted(by: { $0.tick < $1.tick }) {
      if let last = list.last, last.passes.count == 1, last.passes[0].isProximal != pass.isProximal {
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
}
