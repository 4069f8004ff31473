import Frames
@testable import Rendering
import SimMath
import Testing

/// Blood on tissue and on steel.
struct BloodTests {
  private static let top = Float(Theatre.stage.vessel.outerRadius)

  @Test func aToolIsRedAsFarAsBloodReaches() {
    var snapshot = Theatre.atRest()
    func reach(_ held: HeldTool) -> Float { held.bloodied(in: snapshot) }
    func upright(_ height: Float) -> HeldTool {
      HeldTool(tool: .forceps, pose: Pose(position: Vector3(0.03, height, 0.03)))
    }
    #expect(reach(upright(-0.02)) == 0)
    // As deep as it stands in it, and little more; the slope of a tool that leans counts along it.
    snapshot.pool = BloodPool(level: -0.010)
    #expect(reach(upright(-0.005)) == 0)
    #expect(abs(reach(upright(-0.020)) - 0.010) < 0.004 && reach(upright(-0.020)) > 0.010)
    var leaning = upright(-0.020)
    leaning.pose.orientation = Quaternion(axis: Vector3(1, 0, 0), angle: 1.0)
    #expect(reach(leaning) > reach(upright(-0.020)) + 0.005)
    leaning.pose.orientation = Quaternion(axis: Vector3(1, 0, 0), angle: 3)
    #expect(reach(leaning) == reach(upright(-5)), "never into the hand")
    // Blood on the surface, where it touches and nowhere else.
    snapshot.pool = nil
    let rest = Theatre.stage.surface.rest
    let near = Vector3(0, Self.top, 0.03)
    let bloody = (0..<Theatre.stage.surface.vertexCount).min { a, b in
      (Vector3(rest[4 * a], rest[4 * a + 1], rest[4 * a + 2]) - near).lengthSquared
        < (Vector3(rest[4 * b], rest[4 * b + 1], rest[4 * b + 2]) - near).lengthSquared
    }!
    snapshot.harm = [Float](repeating: 0, count: 2 * Theatre.stage.surface.vertexCount)
    snapshot.harm[2 * bloody + 1] = 1
    let place = Vector3(rest[4 * bloody], rest[4 * bloody + 1], rest[4 * bloody + 2])
    #expect(reach(HeldTool(tool: .scissors, pose: Pose(position: place))) > 0.001)
    #expect(reach(HeldTool(tool: .scissors, pose: Pose(position: place + Vector3(0, 0.005, 0)))) == 0)
    #expect(reach(HeldTool(tool: .scissors, pose: Pose(position: place + Vector3(0, 0, 0.012)))) == 0)
    snapshot.harm = []
    snapshot.streams = [BloodStream(vertices: [place.x, place.y, place.z, 1, 1, 1], widths: [0.001, 0.001])]
    #expect(reach(HeldTool(tool: .scissors, pose: Pose(position: place))) > 0.001)
    // What clings stays when it is lifted out.
    snapshot.streams = []
    var carried = HeldTool(tool: .forceps, pose: Pose(position: place))
    carried.bloodied = 0.013
    #expect(reach(carried) == 0.013)
  }

  /// Blood that a scene simulates rises in its picture, and dips where a sucker draws it.
  /// `SYSTOLE_WRITE_PICTURES=FOLDER` keeps the pictures.
  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func simulatedBloodIsInThePicture() throws {
    let scene = try BasinScene(instrument: "sucker", basin: "bleeding: \(BasinScene.number("3 L/min"))")
    func look(after ticks: Int, grip: Float, _ name: String) throws -> (BloodPool, Picture) {
      let (snapshot, picture) = try scene.look(
        after: ticks, hand: Vector3(0.010, -0.007, 0.0055), grip: grip, from: .surgeon, "blood-\(name)")
      return (try #require(snapshot.pool), picture)
    }
    let (dry, before) = try look(after: 10, grip: 0, "dry")
    let (full, after) = try look(after: 390, grip: 0, "full")
    let (drawn, dipped) = try look(after: 150, grip: 1, "drawn")
    #expect(abs(Double(full.level) - (-0.012 + 0.4 * 5e-5 / (9e-4 * Double.pi))) < 1e-5, "\(full)")
    #expect(full.level > dry.level && full.suction == 0)
    #expect(drawn.suction > 0.8 && (drawn.sucker - Vector3(0.010, -0.007, 0.0055)).length < 1e-3, "\(drawn)")
    #expect(before.difference(from: after) > 1)
    #expect(after.difference(from: dipped) > 0.05)
  }

  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"))
  func steelThatWasInBloodIsRedAtItsEnd() throws {
    let pose = Pose(
      position: Vector3(0.004, Self.top + 0.006, 0.040),
      orientation: Quaternion(axis: Vector3(0.9, 0, 0.3).normalized, angle: 0.75))
    func look(_ bloodied: Float) throws -> Picture {
      var snapshot = Theatre.atRest()
      snapshot.tool = .needleHolder
      snapshot.toolPose = pose
      snapshot.bloodied = bloodied
      return try Theatre.draw(snapshot, .loupe)
    }
    let (clean, red) = (try look(0), try look(0.008))
    let camera = Camera(.loupe, stage: Theatre.stage, aspect: 16 / 9)
    // Along the tool: reddened at the end, as it was further up; and the shadow and all else stay.
    func reddened(_ range: ClosedRange<Float>) -> (all: Int, red: Int) {
      var n = (0, 0)
      for y in 0..<180 {
        for x in 0..<320 {
          let (a, b) = (clean[x, y], red[x, y])
          guard abs(Int(a.green) - Int(b.green)) > 12 else { continue }
          let at = Self.height(x, y, camera, pose)
          guard range.contains(at) else { continue }
          n.0 += 1
          if Int(b.red) * Int(a.green) > 3 * Int(a.red) * Int(b.green) / 2 { n.1 += 1 }
        }
      }
      return n
    }
    let (end, above) = (reddened(-0.002...0.011), reddened(0.014...0.1))
    #expect(end.all > 40 && Double(end.red) > 0.5 * Double(end.all), "\(end)")
    #expect(above.all < 6, "\(above)")
  }

  /// How far up the tool's axis a pixel lies, m: where its line of sight comes nearest to that axis.
  private static func height(_ x: Int, _ y: Int, _ camera: Camera, _ pose: Pose) -> Float {
    let ray = camera.ray(x: (Float(x) + 0.5) / 160 - 1, y: 1 - (Float(y) + 0.5) / 90)
    let (d, up) = (Vector3(ray.x, ray.y, ray.z), pose.orientation.rotate(Vector3(0, 1, 0)))
    let w = pose.position - Vector3(camera.eye.x, camera.eye.y, camera.eye.z)
    let b = up.dot(d)
    return (b * d.dot(w) - up.dot(w)) / (1 - b * b)
  }

  /// Fresh blood is dark red with a few small lights on it: neither pink nor a broad pale sheen.
  @Test(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri"), arguments: RenderingQuality.allCases)
  func freshBloodIsDarkAndGlints(quality: RenderingQuality) throws {
    let stage = Theatre.stage
    var snapshot = Theatre.atRest()
    snapshot.harm = (0..<2 * stage.surface.vertexCount).map { $0 % 2 == 1 ? 1 : 0 }
    let (clean, bloody) = (
      try Theatre.draw(Theatre.atRest(), .loupe, quality: quality), try Theatre.draw(snapshot, .loupe, quality: quality)
    )
    var (wet, dark, pale, glints) = (0, 0, 0, 0)
    for i in 0..<320 * 180 where abs(Int(bloody.rgb[3 * i + 1]) - Int(clean.rgb[3 * i + 1])) > 20 {
      let (r, g) = (Int(bloody.rgb[3 * i]), Int(bloody.rgb[3 * i + 1]))
      wet += 1
      if r < 200, 4 * g < r { dark += 1 }
      if r > 120, 5 * g > 2 * r { pale += 1 }
      if g > 190 { glints += 1 }
    }
    #expect(wet > 8000 && Double(dark) > 0.8 * Double(wet), "\(wet) \(dark)")
    #expect(Double(pale) < 0.10 * Double(wet) && glints > 10, "\(wet) \(pale) \(glints)")
  }
}
