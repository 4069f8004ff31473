import Frames
import SimMath
import Testing

@Suite struct VesselGeometryTests {
  let lesion = LesionTruth(
    id: "L1", kind: .soft, center: VesselCoordinate(angle: 3, axial: 0.03), circumferentialRadius: 0.008,
    axialRadius: 0.004, thickening: 0.002, calcifiedFraction: 0, grade: 2)

  @Test func distanceToALesionsEdge() {
    let r = 0.016
    // Along the axes of the ellipse the distance is plain.
    #expect(abs(lesion.signedDistance(from: VesselCoordinate(angle: 3, axial: 0.04), outerRadius: r) - 0.006) < 1e-9)
    let across = VesselCoordinate(angle: 3 - 0.01 / r, axial: 0.03)
    #expect(abs(lesion.signedDistance(from: across, outerRadius: r) - 0.002) < 1e-9)
    #expect(abs(lesion.signedDistance(from: lesion.center, outerRadius: r) + 0.004) < 1e-6)
    // Over the seam of the angle.
    let seam = VesselCoordinate(angle: 3 + 0.012 / r - 2 * Double.pi, axial: 0.03)
    #expect(abs(lesion.signedDistance(from: seam, outerRadius: r) - 0.004) < 1e-9)
  }

  /// Against a fine walk along the edge, for random points.
  @Test func distanceAgreesWithBruteForce() {
    var random = Random(seed: 5)
    for _ in 0..<200 {
      let p = VesselCoordinate(angle: 3 + random.uniform(-1, 1), axial: random.uniform(0.01, 0.05))
      let d = lesion.center.offset(to: p, radius: 0.016)
      var best = Double.infinity
      for k in 0..<4000 {
        let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(k) / 4000)
        let x = d.circumferential - 0.008 * c
        let y = d.axial - 0.004 * s
        best = min(best, (x * x + y * y).squareRoot())
      }
      #expect(abs(abs(lesion.signedDistance(from: p, outerRadius: 0.016)) - best) < 2e-6)
    }
  }

  @Test func coordinatesRoundTrip() {
    let c = VesselCoordinate(angle: -2, axial: 0.02)
    let back = VesselCoordinate(anatomy: Vector3(c.point(radius: 0.016)))
    #expect(abs(back.angle - c.angle) < 1e-6 && abs(back.axial - c.axial) < 1e-8)
  }
}
