import Frames
import Rendering
import SimMath
import Testing

@testable import Theatre

/// Where a person points.
@Suite struct PickTests {
  @Test func theCursorPointsAtWhatIsSeen() throws {
    let stage = try TheatreScene.stage()
    let radius = stage.vessel.outerRadius
    for view in [ViewKind.surgeon, .loupe, .assistant] {
      let camera = Camera(view, stage: stage, aspect: 16 / 9)
      let m = camera.projection.elements, v = camera.view.elements
      for angle in [-0.4, 0, 0.3] {
        let site = VesselCoordinate(angle: angle, axial: 0.03)
        let p = site.point(radius: radius)
        // Onto the screen by the camera's matrices, and back by the ray.
        func eye(_ r: Int) -> Float { v[r] * Float(p.x) + v[4 + r] * Float(p.y) + v[8 + r] * Float(p.z) + v[12 + r] }
        let (x, y, z) = (eye(0), eye(1), eye(2))
        let screen = SIMD2((m[0] * x + m[8] * z) / -z, (m[5] * y + m[9] * z) / -z)
        let found = VesselPick.place(
          eye: camera.eye, direction: camera.ray(x: screen.x, y: screen.y), radius: Float(radius))
        #expect(found.distance(to: site, radius: radius) < 1e-4, "\(view) \(found)")
      }
    }
  }

  @Test func besideTheVesselIsItsEdge() {
    // Looking straight down, 30 mm to the right of the axis: the side of the vessel.
    let place = VesselPick.place(eye: SIMD3(0.03, 0.4, 0.02), direction: SIMD3(0, -1, 0), radius: 0.016)
    #expect(abs(place.angle - .pi / 2) < 0.01 && abs(place.axial - 0.02) < 1e-6)
  }
}
