import CGL
import Foundation
import Frames
@testable import Rendering
import SimMath
import Testing

/// A cut that is held open.
@Suite(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct WallTests {
  private static let wound = Result { try OpenWound() }

  private func draw(
    _ snapshot: Snapshot, _ wound: OpenWound, quality: RenderingQuality, width: Int = 640, height: Int = 360
  ) throws -> Picture {
    let renderer = try Renderer(
      context: OffscreenContext(), stage: wound.stage, width: width, height: height, quality: quality)
    try renderer.submit(snapshot)
    try renderer.draw(camera(wound, Float(width) / Float(height)))
    return renderer.picture()
  }

  /// From the surgeon's side, over the wound.
  private func camera(_ wound: OpenWound, _ aspect: Float) -> Camera {
    let target = SIMD3(wound.middle.x, wound.middle.y, wound.middle.z)
    return Camera(
      eye: target + SIMD3(0.075, 0.26, -0.075), target: target, aspect: aspect, halfHeight: 0.022, distance: 0.28, shift: 0)
  }

  /// Twice the area on the picture of the triangle a b c; positive where it is seen from in front.
  private func area(_ a: SIMD2<Float>, _ b: SIMD2<Float>, _ c: SIMD2<Float>) -> Float {
    -((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
  }

  private func onScreen(_ p: SIMD3<Float>, _ camera: Camera, _ picture: Picture) -> SIMD2<Float> {
    let m = (camera.projection * camera.view).elements
    func row(_ r: Int) -> Float { m[r] * p.x + m[4 + r] * p.y + m[8 + r] * p.z + m[12 + r] }
    return SIMD2(
      (row(0) / row(3) * 0.5 + 0.5) * Float(picture.width), (0.5 - row(1) / row(3) * 0.5) * Float(picture.height))
  }

  @Test(arguments: RenderingQuality.allCases) func anOpenCutShowsItsWalls(quality: RenderingQuality) throws {
    let wound = try Self.wound.get()
    #expect(wound.gap > 0.004, "\(wound.gap) m")
    var bare = wound.open
    bare.cut?.wallTriangles = []
    let (whole, open, hollow) = (
      try draw(wound.whole, wound, quality: quality), try draw(wound.open, wound, quality: quality),
      try draw(bare, wound, quality: quality)
    )
    if let folder = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_WOUND"] {
      for (name, picture) in [("whole", whole), ("open", open), ("hollow", hollow)] {
        try picture.png().write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(quality).png"))
      }
      let large = try draw(wound.open, wound, quality: quality, width: 432, height: 243)
      try large.png().write(to: URL(fileURLWithPath: "\(folder)/large-\(quality).png"))
    }
    // Where walls that face the eye are drawn: the pixels under their middles.
    let top = Float(wound.stage.vessel.outerRadius)
    let camera = camera(wound, 640 / 360)
    let cut = try #require(wound.open.cut)
    let places = cut.wallPositions(wound.open.vertices).map { onScreen($0, camera, open) }
    var (seen, red, asBefore, asWithout) = (0, 0, 0, 0)
    let loaded = cut.wallPositions(wound.loaded)
    for t in stride(from: 0, to: cut.wallTriangles.count, by: 3) {
      let v = (0..<3).map { Int(cut.wallTriangles[t + $0]) }
      // The upper part: what lies deep is in the dark, or behind the near lip.
      let isUpper = v.allSatisfy { i -> Bool in
        let p = loaded[i]
        return abs(p.z - 0.03) < 0.008 && abs(p.x - OpenWound.x) < 0.002 && p.y > top - 0.004
      }
      guard isUpper else { continue }
      let (a, b, c) = (places[v[0]], places[v[1]], places[v[2]])
      guard area(a, b, c) > 12 else { continue }
      let m = (a + b + c) / 3
      let (x, y) = (Int(m.x), Int(m.y))
      func near(_ p: Picture) -> Int {
        let (q, r) = (open[x, y], p[x, y])
        return abs(Int(q.red) - Int(r.red)) + abs(Int(q.green) - Int(r.green)) + abs(Int(q.blue) - Int(r.blue))
      }
      let colour = open[x, y]
      seen += 1
      if colour.red > 40, 10 * Int(colour.green) < 7 * Int(colour.red) { red += 1 }
      if near(whole) < 20 { asBefore += 1 }
      if near(hollow) < 20 { asWithout += 1 }
    }
    #expect(seen > 40, "\(seen)")
    // A few middles lie under the near lip.
    #expect(10 * red > 8 * seen, "\(red) of \(seen)")
    #expect(10 * asBefore < seen && 10 * asWithout < 2 * seen, "\(asBefore), \(asWithout) of \(seen)")
  }

  /// Next to the cut, and far from it, the coat is what it was: the normals of parted faces go on evenly.
  @Test func theCoatBesideACutIsSmooth() throws {
    let wound = try Self.wound.get()
    let context = try OffscreenContext()
    try withExtendedLifetime(context) {
      let target = try Framebuffer("a test", format: GL_RGBA8, width: 16, height: 16, depth: false)
      target.begin()
      // Cut, but not moved: every normal is that of the slab as it was loaded.
      let cut = try #require(wound.open.cut)
      let skin = try TissueSkin(wound.stage.surface, subdivisions: 4)
      skin.update(wound.whole)
      let before = skin.readNormals()
      var still = wound.open
      still.vertices = wound.loaded
      skin.update(still)
      let after = skin.readNormals()
      #expect(after.count == before.count + 4 * cut.origins.count)
      for v in Set(cut.faces).map({ Int($0) }) {
        let o = v < before.count / 4 ? v : Int(cut.origins[v - before.count / 4])
        let a = Vector3(before[4 * o], before[4 * o + 1], before[4 * o + 2])
        #expect(a.dot(Vector3(after[4 * v], after[4 * v + 1], after[4 * v + 2])) > 0.995, "vertex \(v)")
      }
      // And back to the whole surface.
      skin.update(wound.whole)
      #expect(skin.readNormals() == before)
    }
  }

  /// Normals of the walls are of unit length, and each lip's point out of its own side.
  @Test func wallsFaceIntoTheWound() throws {
    let wound = try Self.wound.get()
    let cut = try #require(wound.open.cut)
    let loaded = cut.wallPositions(wound.loaded)
    let top = Float(wound.stage.vessel.outerRadius)
    let (closed, open) = (WallMesh(cut, wound.loaded, rest: loaded), WallMesh(cut, wound.open.vertices, rest: loaded))
    var (left, right, lean) = (0, 0, Float(0))
    for i in 0..<cut.wallCount {
      for mesh in [closed, open] {
        let n = Vector3(mesh.floats[9 * i + 3], mesh.floats[9 * i + 4], mesh.floats[9 * i + 5])
        #expect(abs(n.length - 1) < 1e-4)
      }
      // Upper points in the middle of the wound, which have moved away from the plane of the cut.
      let p = loaded[i]
      guard abs(p.x - OpenWound.x) < 0.001, abs(p.z - 0.03) < 0.006, p.y > top - 0.004 else { continue }
      let (way, normal) = (open.floats[9 * i] - p.x, closed.floats[9 * i + 3])
      if way < 0 { left += 1 } else { right += 1 }
      lean += way < 0 ? normal : -normal
    }
    // Not every one: where the cut goes past a corner of the mesh, and at its tip, the wall is not upright.
    #expect(left > 20 && right > 20 && lean > 0.7 * Float(left + right), "\(left), \(right), \(lean)")
  }
}
