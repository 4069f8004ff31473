import Frames
import SimMath
import Testing

@testable import Devices

/// What a hand that sews sees of its thread. The vessel is along z, of 2 mm.
struct SutureViewTests {
  /// A thread of 128 mm from a needle at `start`, through a line of places.
  private func view(_ line: [Vector3D]) -> SutureView {
    var view = SutureView(needle: nil, length: 0.128)
    var (from, i) = (0.0, 0)
    for k in 0...128 {
      let arc = view.spacing * Double(k)
      while i + 2 < line.count && arc > from + (line[i + 1] - line[i]).length {
        from += (line[i + 1] - line[i]).length
        i += 1
      }
      view.places[k] = Vector3(line[i] + (arc - from) * (line[i + 1] - line[i]).normalized)
    }
    return view
  }

  private static let needle = Vector3D(0.02, 0.045, 0)
  private static let hole = Vector3D(0, 0.002, 0)

  @Test func aStraightStrandToTheVesselIsTaut() {
    let taut = view([Self.needle, Self.hole, Vector3D(0, -0.1, 0.05)])
    #expect(taut.isTaut(within: 0.006))
    #expect(abs(taut.lastStrand - (Self.needle - Self.hole).length) < 2 * taut.spacing)
  }

  @Test func aStrandThatHangsInABowIsNot() {
    let middle = 0.5 * (Self.needle + Self.hole)
    let bow = view([Self.needle, middle + 0.012 * Vector3D(0.907, -0.422, 0), Self.hole, Vector3D(0, -0.1, 0.05)])
    #expect(!bow.isTaut(within: 0.006))
  }

  /// Hands that see their thread's ends sprung apart finish instead of sewing on.
  @Test func aBrokenThreadIsSeenAndEndsTheSewing() {
    let vessel = VesselTruth(
      outerRadius: 0.002, wallThickness: 0.000_5, length: 0.011, accessibleAngle: .pi, siteZone: 0...0.011)
    let truth = AnastomosisTruth(
      seam: 0.005_5, gap: 0.001, stitches: 12, biteDistance: 0.001_5, needleRadius: 0.003_4, needleLength: 0.008,
      needleDiameter: 0.000_2, threadLength: 0.128)
    var whole = view([Self.needle, Self.hole, Vector3D(0, -0.1, 0.05)])
    whole.needle = NeedleView(middle: Self.needle, swage: Vector3D(1, 0, 0), drive: Vector3D(0, 1, 0))
    var broken = whole
    for k in 60...128 { broken.places[k] += Vector3(0, 0, 0.001_5) }
    #expect(whole.isWhole && !broken.isWhole)
    let hands = SewingHands(vessel: vessel, truth: truth, level: .expert, seed: 1)
    var feedback = Feedback(tick: Tick(0))
    feedback.seam = SeamView()
    feedback.suture = whole
    let sewing = (0..<3000 as Range<UInt64>).map { hands.sample(at: Tick($0), feedback: feedback)?.command }
    #expect(!hands.isDone && sewing.allSatisfy { $0 == Command.none })
    feedback.suture = broken
    var ticks = 3000 as UInt64
    while !hands.isDone && ticks < 10_000 {
      _ = hands.sample(at: Tick(ticks), feedback: feedback)
      ticks += 1
    }
    // What was begun is ended first.
    #expect(ticks < 6000 && hands.sample(at: Tick(ticks), feedback: feedback)?.command == .finish)
  }

  @Test func oneThatIsHeldAwayFromTheVesselIsNot() {
    let caught = view([Self.needle, Vector3D(0.012, 0.02, 0), Vector3D(-0.06, 0.01, 0.05)])
    #expect(!caught.isTaut(within: 0.006))
  }
}
