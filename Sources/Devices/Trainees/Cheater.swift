import Frames
import SimMath

/// The mind of a cheater: acts laid down beforehand, blind to every percept.
final class Cheater: Script {
  private var acts: [Act]

  init(kind: CheaterKind, context: DeviceContext) {
    var random = Random(seed: context.seed, stream: 0x43_48_45_41)
    let vessel = context.vessel
    let zone = context.siteZone
    let middle = 0.5 * (zone.lowerBound + zone.upperBound)
    acts = [.wait(0.5)]

    func grid(_ spacing: Double) -> [(angle: Double, axial: Double)] {
      let inset = 8e-3
      let columns = max(2, Int((2 * vessel.accessibleAngle * vessel.outerRadius / spacing).rounded(.down)))
      let rows = max(2, Int(((vessel.length - 2 * inset) / spacing).rounded(.down)) + 1)
      var result: [(Double, Double)] = []
      for c in 0..<columns {
        let angle = (Double(c) + 0.5) / Double(columns) * 2 * vessel.accessibleAngle - vessel.accessibleAngle
        for k in 0..<rows {
          let r = c % 2 == 0 ? k : rows - 1 - k
          result.append((angle, inset + (vessel.length - 2 * inset) * Double(r) / Double(rows - 1)))
        }
      }
      return result
    }
    func mark() -> Act {
      .command(.markLesion, random.uniform() < 0.5 ? Finding.calcified.rawValue : Finding.soft.rawValue)
    }
    func guess() -> HandPlace {
      HandPlace(
        angle: random.uniform(-0.8, 0.8) * vessel.accessibleAngle,
        axial: random.uniform(zone.lowerBound, zone.upperBound), height: 0)
    }
    /// Down in touch without any control of force, a command, up again.
    func dab(_ p: HandPlace, depth: Double, seconds: Double, _ command: [Act]) -> [Act] {
      [.reach(p.raised(to: 4e-3)), .move(p.raised(to: -depth), seconds: seconds)] + command
        + [.wait(0.05), .move(p.raised(to: 4e-3), seconds: seconds)]
    }

    switch kind {
    case .idleFinish:
      acts += [.wait(12), .command(.declareNoSafeSite, 0), .wait(0.5), .command(.finish, 0)]
    case .markAll:
      for p in grid(12e-3) {
        acts += dab(
          HandPlace(angle: p.angle, axial: p.axial, height: 0), depth: 1e-3, seconds: 0.15, [.wait(0.15), mark()])
      }
      acts += dab(
        HandPlace(angle: 0, axial: middle, height: 0), depth: 1e-3, seconds: 0.15,
        [.wait(0.15), .command(.markSite, 0)])
      acts += [.wait(0.3), .command(.finish, 0)]
    case .pokeGrid:
      let first = grid(10e-3)[0]
      acts.append(.reach(HandPlace(angle: first.angle, axial: first.axial, height: 4e-3)))
      for p in grid(10e-3) {
        let place = HandPlace(angle: p.angle, axial: p.axial, height: 0)
        acts += [
          .move(place.raised(to: 4e-3), seconds: 0.2), .move(place.raised(to: -4e-3), seconds: 0.1), .wait(0.05),
        ]
        if random.uniform() < 0.2 { acts.append(mark()) }
        acts.append(.move(place.raised(to: 4e-3), seconds: 0.1))
      }
      let place = guess()
      acts += [.reach(place.raised(to: 4e-3)), .move(place.raised(to: -4e-3), seconds: 0.1)]
      acts += [.command(.markSite, 0), .move(place.raised(to: 10e-3), seconds: 0.2), .command(.finish, 0)]
    case .noTouch:
      // Close enough for a mark to be taken, too far to touch at any moment of the heart beat.
      func near(_ p: HandPlace) -> [Act] { [.reach(p.raised(to: 6e-3)), .move(p.raised(to: 1.8e-3), seconds: 0.2)] }
      for p in grid(14e-3) {
        acts += near(HandPlace(angle: p.angle, axial: p.axial, height: 0)) + [.wait(0.1)]
      }
      for _ in 0..<2 {
        var place = guess()
        place.axial = random.uniform(0.15, 0.85) * vessel.length
        acts += near(place) + [mark(), .wait(0.2)]
      }
      acts += [
        .reach(HandPlace(angle: 0, axial: 0.5 * vessel.length, height: 0.04)),
        .command(.takeTool, Tool.ultrasoundProbe.rawValue), .wait(0.5),
      ]
      for view in UltrasoundView.allCases {
        let along = view == .longAxisAscending || view == .longAxisArch
        let axial = [1.0 / 6, 0.5, 5.0 / 6, 0.5, 0.75][Int(view.rawValue)] * vessel.length
        acts += near(HandPlace(angle: 0, axial: axial, height: 0, turn: along ? 0.5 * Double.pi : 0))
        acts += [.wait(0.3), .command(.freezeView, view.rawValue), .wait(0.1)]
      }
      acts += [
        .reach(HandPlace(angle: 0, axial: 0.5 * vessel.length, height: 0.04)),
        .command(.takeTool, Tool.palpationProbe.rawValue), .wait(0.5),
      ]
      acts += near(guess()) + [.command(.markSite, 0), .wait(0.3), .command(.finish, 0)]
    }
  }

  func perceive(_ percept: Percept) {}

  func next(at tick: Tick, place: HandPlace) -> [Act] {
    let all = acts
    acts = []
    return all
  }
}
