import CGL
import Frames
@testable import Rendering
import SimMath
import Testing

/// The deforming surface as the graphics card makes it.
@Suite(.enabled(if: Theatre.canDraw, "install libegl1 and libgl1-mesa-dri")) struct SurfaceTests {
  @Test func normalsPointOutOfTheVessel() throws {
    let context = try OffscreenContext()
    let surface = Theatre.stage.surface
    try withExtendedLifetime(context) {
      // Without a window there is nothing to draw into until something is made.
      let target = try Framebuffer("a test", format: GL_RGBA8, width: 16, height: 16, depth: false)
      target.begin()
      let skin = try TissueSkin(surface, subdivisions: 2)
      skin.update(Theatre.atRest())
      let normals = skin.readNormals()
      for v in Set(surface.faces).map({ Int($0) }) {
        let radial = Vector3(surface.rest[4 * v], surface.rest[4 * v + 1], 0).normalized
        let n = Vector3(normals[4 * v], normals[4 * v + 1], normals[4 * v + 2])
        #expect(abs(n.length - 1) < 1e-4 && n.dot(radial) > 0.995, "vertex \(v)")
      }
    }
  }

  @Test func normalsFollowADent() throws {
    let context = try OffscreenContext()
    let surface = Theatre.stage.surface
    // A dent about the middle of the front: beside it the normals lean towards it.
    let middle = Vector3(0, Float(Theatre.stage.vessel.outerRadius), 0.03)
    var snapshot = Theatre.atRest()
    for v in 0..<surface.vertexCount {
      let d = Vector3(surface.rest[4 * v], surface.rest[4 * v + 1], surface.rest[4 * v + 2]) - middle
      snapshot.vertices[4 * v + 1] -= 0.004 * Float(Trigonometry.exp(Double(-d.lengthSquared / (0.008 * 0.008))))
    }
    try withExtendedLifetime(context) {
      let target = try Framebuffer("a test", format: GL_RGBA8, width: 16, height: 16, depth: false)
      target.begin()
      let skin = try TissueSkin(surface, subdivisions: 2)
      skin.update(snapshot)
      let normals = skin.readNormals()
      var leaning = 0
      for v in Set(surface.faces).map({ Int($0) }) {
        let p = Vector3(surface.rest[4 * v], surface.rest[4 * v + 1], surface.rest[4 * v + 2])
        guard abs(p.x) < 0.001, p.y > 0, (0.005...0.009).contains(abs(p.z - 0.03)) else { continue }
        #expect(normals[4 * v + 2] * (p.z - 0.03) < 0, "vertex \(v)")
        leaning += 1
      }
      #expect(leaning > 0)
    }
  }

  @Test func facesAreCutWithoutGaps() {
    let (vertices, indices) = TissueSkin.tessellation(faceCount: 2, subdivisions: 5)
    #expect(vertices.count == 3 * 2 * 21 && indices.count == 3 * 2 * 25)
    // The triangles of each face fill its half unit square.
    var area: Float = 0
    for t in stride(from: 0, to: indices.count, by: 3) {
      let p = (0..<3).map { k in
        SIMD2(vertices[3 * Int(indices[t + k]) + 1], vertices[3 * Int(indices[t + k]) + 2])
      }
      let (a, b) = (p[1] - p[0], p[2] - p[0])
      let piece = 0.5 * (a.x * b.y - a.y * b.x)
      #expect(piece > 0)
      area += piece
    }
    #expect(abs(area - 1) < 1e-4)
  }
}
