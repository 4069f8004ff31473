import Foundation
import Frames
@testable import Rendering
import SimMath
import Testing

/// What is to be seen.
@Suite(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct PictureTests {
  @Test func pngRoundTrip() throws {
    let rgb = (0..<(3 * 17 * 9)).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ ($0 >> 3)) }
    let picture = Picture(width: 17, height: 9, rgb: rgb)
    #expect(try Picture(png: picture.png()) == picture)
    #expect(throws: RenderingError.self) { try Picture(png: Data([1, 2, 3])) }
  }

  @Test func twiceTheSamePixels() throws {
    let snapshot = Theatre.atRest()
    let first = try Theatre.draw(snapshot, quality: .medium)
    #expect(try Theatre.draw(snapshot, quality: .medium) == first)
    // And from one renderer that has drawn something else between.
    let renderer = try Renderer(
      context: OffscreenContext(), stage: Theatre.stage, width: 320, height: 180, quality: .medium)
    var other = snapshot
    other.toolPose = Pose(position: Vector3(0, 0.03, 0.03))
    try renderer.submit(other)
    try renderer.draw(.assistant)
    let between = renderer.picture()
    #expect(between.difference(from: first) > 5)
    try renderer.submit(snapshot)
    try renderer.draw(.surgeon)
    #expect(renderer.picture() == first)
  }

  /// Middle of the pixels that ink has darkened, between a picture with and one without a mark; nil if there are none.
  private func ink(_ marked: Picture, _ plain: Picture) -> SIMD2<Float>? {
    var sum = SIMD2<Float>.zero
    var n: Float = 0
    for y in 0..<marked.height {
      for x in 0..<marked.width {
        let (a, b) = (marked[x, y], plain[x, y])
        guard Int(b.red) - Int(a.red) > 35 else { continue }
        sum += SIMD2(Float(x) + 0.5, Float(y) + 0.5)
        n += 1
      }
    }
    return n > 3 ? sum / n : nil
  }

  private func onScreen(_ p: SIMD3<Float>, _ camera: Camera, _ picture: Picture) -> SIMD2<Float> {
    let m = (camera.projection * camera.view).elements
    func row(_ r: Int) -> Float { m[r] * p.x + m[4 + r] * p.y + m[8 + r] * p.z + m[12 + r] }
    return SIMD2(
      (row(0) / row(3) * 0.5 + 0.5) * Float(picture.width), (0.5 - row(1) / row(3) * 0.5) * Float(picture.height))
  }

  @Test func marksFollowTheTissue() throws {
    let stage = Theatre.stage
    let site = VesselCoordinate(angle: 0.35, axial: 0.031).point(radius: stage.vessel.outerRadius)
    let mark = InkMark(kind: .lesion, site: Vector3(site))
    let camera = Camera(.loupe, stage: stage, aspect: 16 / 9)
    for lift in [Float(0), 0.004] {
      // The whole vessel a little higher.
      var plain = Theatre.atRest()
      var marked = Theatre.atRest(marks: [mark])
      for v in 0..<stage.surface.vertexCount {
        plain.vertices[4 * v + 1] += lift
        marked.vertices[4 * v + 1] += lift
      }
      let (with, without) = (try Theatre.draw(marked, .loupe), try Theatre.draw(plain, .loupe))
      let found = try #require(ink(with, without))
      let expected = onScreen(SIMD3(Float(site.x), Float(site.y) + lift, Float(site.z)), camera, with)
      let away = found - expected
      #expect((away.x * away.x + away.y * away.y).squareRoot() < 2.5, "\(found) \(expected)")
    }
  }

  @Test func pressedTissueIsPale() throws {
    var pressed = Theatre.atRest()
    for v in 0..<Theatre.stage.surface.vertexCount { pressed.vertices[4 * v + 3] = 1 }
    let (pale, usual) = (try Theatre.draw(pressed, .loupe), try Theatre.draw(Theatre.atRest(), .loupe))
    // In the middle of the vessel there is less red against green.
    func redness(_ p: Picture) -> Double {
      var ratio = 0.0
      for x in 140..<180 { ratio += Double(p[x, 90].red) / Double(max(1, p[x, 90].green)) }
      return ratio / 40
    }
    #expect(redness(pale) < redness(usual) - 0.05)
  }

  @Test func aGhostIsSeenThrough() throws {
    let stage = Theatre.stage
    let pose = Pose(position: Vector3(0, Float(stage.vessel.outerRadius) + 0.006, 0.03))
    var haunted = Theatre.atRest()
    haunted.ghost = GhostTool(tool: .palpationProbe, pose: pose)
    var held = Theatre.atRest()
    held.toolPose = pose
    let plain = try Theatre.draw(Theatre.atRest(), .loupe)
    let (ghost, tool) = (try Theatre.draw(haunted, .loupe), try Theatre.draw(held, .loupe))
    #expect(ghost.difference(from: plain) > 0.5 && ghost.difference(from: tool) > 0.5)
    // Bluer and brighter than what is behind it, which still shows; and it throws no shadow on the vessel.
    let changed = (0..<(320 * 180)).filter { i in
      (0..<3).contains { abs(Int(ghost.rgb[3 * i + $0]) - Int(plain.rgb[3 * i + $0])) > 6 }
    }
    #expect(changed.count > 300)
    let darker = changed.count { i in Int(ghost.rgb[3 * i + 2]) < Int(plain.rgb[3 * i + 2]) - 6 }
    #expect(Double(darker) < 0.02 * Double(changed.count))
  }

  @Test func eyesSeeTheFieldFromTwoPlaces() throws {
    let stage = Theatre.stage
    let (left, right) = (Camera(.left, stage: stage, aspect: 1.5), Camera(.right, stage: stage, aspect: 1.5))
    #expect(abs(length(left.eye - right.eye) - 0.063) < 1e-5)
    let blank = Picture(width: 300, height: 200, rgb: [UInt8](repeating: 0, count: 180_000))
    let surgeon = Camera(.surgeon, stage: stage, aspect: 1.5)
    // What lies in the plane of the windows has no parallax; what is nearer appears further right to the left eye.
    let middle = surgeon.target
    let (a, b) = (onScreen(middle, left, blank), onScreen(middle, right, blank))
    #expect(abs(a.x - b.x) < 0.05 && abs(a.y - b.y) < 0.05)
    let near = middle + normalize(surgeon.eye - middle) * 0.05
    #expect(onScreen(near, left, blank).x > onScreen(near, right, blank).x + 5)
  }

  @Test func levelsDropWhatTheySay() throws {
    let snapshot = Theatre.atRest()
    var triangles: [Int] = []
    for quality in RenderingQuality.allCases {
      let renderer = try Renderer(
        context: OffscreenContext(), stage: Theatre.stage, width: 64, height: 36, quality: quality)
      try renderer.submit(snapshot)
      try renderer.draw(.surgeon)
      triangles.append(renderer.statistics.triangles)
    }
    #expect(triangles == triangles.sorted() && triangles[0] * 2 < triangles[2])
  }
}
