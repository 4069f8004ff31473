import Anatomy
import SimMath
import Testing

@testable import Simulation

/// How a point of the tissue goes through it.
struct TissuePlaceTests {
  /// A mesh as it is solved: positions and tables for as long as a test takes.
  struct Body: ~Copyable {
    let mesh: TissueMesh
    let vertices: FixedBuffer<Float>
    let tetrahedra: FixedBuffer<Int32>
    let neighbours: FixedBuffer<Int32>

    init(_ mesh: TissueMesh) {
      self.mesh = mesh
      vertices = FixedBuffer(mesh.nodes.flatMap { [Float($0.x), Float($0.y), Float($0.z), 0] }, padding: 0)
      tetrahedra = FixedBuffer(mesh.tetrahedra.flatMap { $0.map { Int32($0) } }, padding: 0)
      neighbours = FixedBuffer(TissueNeighbours.across(mesh), padding: -1)
    }

    /// - Returns: whether it is out.
    func slide(_ place: inout TissuePlace, by way: Vector3) -> Bool {
      place.slide(by: way, vertices: vertices.base, TissuePaths(tetrahedra: tetrahedra.base, across: neighbours.base))
    }

    /// Between the corners of its tetrahedron.
    func position(_ place: TissuePlace) -> Vector3D {
      var p = Vector3D.zero
      for k in 0..<4 { p += Double(place.share[k]) * mesh.nodes[mesh.tetrahedra[Int(place.element)][k]] }
      return p
    }
  }

  /// 100 x 100 x 50 mm.
  static func block() -> Body { Body(QuadraticGrid(cells: (4, 4, 2)).build { Vector3D(0.1 * $0, 0.1 * $1, 0.05 * $2) }.mesh) }

  @Test func aMouthIsNotPulledOffItsSurface() throws {
    let body = Self.block()
    var place = try #require(TissuePlace(Vector3D(0.031, 0.047, 0.05), in: body.mesh))
    for _ in 0..<100 { #expect(!body.slide(&place, by: Vector3(0, 0, 0.001))) }
    #expect((body.position(place) - Vector3D(0.031, 0.047, 0.05)).length < 1e-6)
  }

  @Test(arguments: [Vector3(0.001, 0.000_37, 0.002), Vector3(-0.000_4, 0.001, -0.001), Vector3(-0.001, -0.000_3, 0)])
  func aMouthGoesAlongItsSurfaceAndComesOutAtItsEdge(_ way: Vector3) throws {
    let body = Self.block()
    let start = Vector3D(0.052_5, 0.047_1, 0.05)
    var place = try #require(TissuePlace(start, in: body.mesh))
    var steps = 0
    while steps < 200, !body.slide(&place, by: way) {
      steps += 1
      let wanted = start + Double(steps) * Vector3D(Double(way.x), Double(way.y), 0)
      #expect((body.position(place) - wanted).length < 1e-5)
    }
    // As far as the edge is along the way.
    let x = way.x > 0 ? (0.1 - start.x) : start.x
    let y = way.y > 0 ? (0.1 - start.y) : start.y
    #expect(steps == Int(min(x / Double(abs(way.x)), y / Double(abs(way.y)))))
    let end = body.position(place)
    #expect(end.z == 0.05 || abs(end.z - 0.05) < 1e-6)
  }

  @Test func aPointWithinComesOutWhereItIsPulled() throws {
    let body = Self.block()
    var place = try #require(TissuePlace(Vector3D(0.031, 0.047, 0.03), in: body.mesh))
    var steps = 0
    while steps < 200, !body.slide(&place, by: Vector3(0, 0, 0.000_9)) { steps += 1 }
    #expect(steps == 22)
  }

  /// A wall of 0.5 mm around half a circle: inside and outside of it.
  @Test(arguments: [true, false]) func aMouthFollowsACurvedSurface(isOutside: Bool) throws {
    let grid = QuadraticGrid(cells: (24, 6, 2))
    let body = Body(
      grid.build { u, v, w in
        let (s, c) = Trigonometry.sincos(Double.pi * u)
        let r = 0.001_5 + 0.000_5 * w
        return Vector3D(r * c, r * s, 0.006 * v)
      }.mesh)
    let radius = isOutside ? 0.002 : 0.001_5
    let (s, c) = Trigonometry.sincos(0.4)
    // Outside of the chords of the mesh, so that it is taken to lie on their faces.
    let start = (isOutside ? radius : 0.996 * radius) * Vector3D(c, s, 0) + Vector3D(0, 0, 0.001_5)
    var place = try #require(TissuePlace(start, in: body.mesh, margin: 0.1))
    // On, with the clock, wherever the surface leads; pulled outwards and inwards besides.
    var angle = 0.4
    for step in 0..<100 {
      let p = body.position(place)
      angle = Trigonometry.atan2(p.y, p.x)
      let (s, c) = Trigonometry.sincos(angle)
      let pull = 2e-5 * Vector3D(-s, c, 0) + (step % 2 == 0 ? 3e-5 : -3e-5) * Vector3D(c, s, 0)
      #expect(!body.slide(&place, by: Vector3(pull)))
      let r = Vector3D(body.position(place).x, body.position(place).y, 0).length
      // The chords lie a little within the circle.
      #expect(r < radius + 1e-7 && r > radius * (1 - 0.003))
    }
    #expect(angle > 0.4 + 0.9 * 100 * 2e-5 / radius)
  }
}
