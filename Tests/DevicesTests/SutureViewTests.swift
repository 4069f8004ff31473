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

  @Test func oneThatIsHeldAwayFromTheVesselIsNot() {
    let caught = view([Self.needle, Vector3D(0.012, 0.02, 0), Vector3D(-0.06, 0.01, 0.05)])
    #expect(!caught.isTaut(within: 0.006))
  }
}
