import Frames
@testable import Rendering
import SimMath
import Testing

/// The still surroundings, as geometry.
struct FieldTests {
  /// Volume enclosed by a mesh: positive where its triangles face outwards.
  private func volume(_ mesh: TriangleMesh) -> Float {
    stride(from: 0, to: mesh.indices.count, by: 3).reduce(0) { sum, t in
      let p = (0..<3).map { mesh.vertices[Int(mesh.indices[t + $0])].position }
      return sum + dot(p[0], cross(p[1], p[2])) / 6
    }
  }

  @Test func surfaceNetsCloseASphere() {
    let radius: Float = 0.02
    let center = SIMD3<Float>(0.003, -0.001, 0.002)
    let net = SurfaceNets.positions(low: SIMD3(repeating: -0.03), high: SIMD3(repeating: 0.03), cell: 0.0015) {
      length($0 - center) - radius
    }
    for p in net.positions { #expect(abs(length(p - center) - radius) < 0.0003) }
    // Every edge belongs to two triangles that run along it in opposite directions.
    var edges: [SIMD2<UInt32>: Int] = [:]
    for t in stride(from: 0, to: net.indices.count, by: 3) {
      for k in 0..<3 { edges[SIMD2(net.indices[t + k], net.indices[t + (k + 1) % 3]), default: 0] += 1 }
    }
    #expect(edges.allSatisfy { $0.value == 1 && edges[SIMD2($0.key.y, $0.key.x)] == 1 })
    var mesh = TriangleMesh()
    mesh.vertices = net.positions.map { .init(position: $0, normal: .zero, material: .fat) }
    mesh.indices = net.indices
    #expect(abs(volume(mesh) / (4 / 3 * 3.14159 * radius * radius * radius) - 1) < 0.02)
  }

  @Test(arguments: Tool.allCases) func instrumentsFaceOutwards(tool: Tool) throws {
    let mesh = try #require(InstrumentMesh(tool, stage: Theatre.stage))
    for part in InstrumentForm.Part.allCases where mesh.part(part).triangleCount > 0 {
      #expect(volume(mesh.part(part)) > 0, "\(part)")
    }
    guard tool == .palpationProbe || tool == .ultrasoundProbe else { return }
    // The part that touches lies where the simulation has it.
    let lowest = mesh.body.vertices.map(\.position.y).min() ?? 1
    #expect(abs(lowest - (tool == .palpationProbe ? -Theatre.stage.probeRadius : 0)) < 1e-4)
    let axis = mesh.body.vertices.filter { $0.position.y > 0.01 && $0.position.y < 0.05 }
    #expect(axis.filter { dot($0.normal, SIMD3($0.position.x, 0, $0.position.z)) > 0 }.count == axis.count)
  }

  @Test func boxHasItsVolume() {
    let box = TriangleMesh.box(
      center: SIMD3(0.1, 0.2, 0.3), half: SIMD3(0.02, 0.01, 0.03), radius: 0.0005, material: .steel, turn: 0.4)
    #expect(abs(volume(box) / (8 * 0.02 * 0.01 * 0.03) - 1) < 0.01)
    for v in box.vertices { #expect(dot(v.normal, v.position - SIMD3(0.1, 0.2, 0.3)) > 0) }
  }

  @Test func nothingStandsInTheVessel() {
    let stage = Theatre.stage
    let field = OperatingField.organs(stage)
    let (r, l) = (Float(stage.vessel.outerRadius), Float(stage.vessel.length))
    for z in stride(from: Float(0.003), to: l - 0.003, by: 0.004) {
      for angle in stride(from: 0.0, to: 6.28, by: 0.35) {
        for share in [Float(0.2), 0.6, 1] {
          let (s, c) = Trigonometry.sincos(angle)
          #expect(field.distance(SIMD3(share * r * Float(s), share * r * Float(c), z)) > 0.0005)
        }
      }
    }
    // The aorta goes on beyond both ends, with its own size.
    for z in [-0.006, l + 0.006] {
      #expect(field.distance(SIMD3(0, 0, z)) < -0.005)
      #expect(abs(field.distance(SIMD3(0, -(r + 0.001), z)) - 0.001) < 0.0006)
    }
  }

  /// The mandrel fills the vessel that lies on it, stands out at both ends, and is seen from outside.
  @Test func theMandrelFillsTheVessel() {
    var stage = Theatre.stage
    stage.surroundings = .mandrel
    let inner = Float(stage.vessel.outerRadius - stage.vessel.wallThickness)
    let rod = OperatingField(stage: stage, cell: 0.0035).things.vertices.filter { $0.material == .brushed }
    let radii = rod.map { ($0.position.x * $0.position.x + $0.position.y * $0.position.y).squareRoot() }
    #expect(radii.allSatisfy { $0 < 1.0001 * inner } && radii.contains { $0 > 0.999 * inner })
    #expect(rod.contains { $0.position.z < -0.01 } && rod.contains { $0.position.z > Float(stage.vessel.length) + 0.01 })
    for (v, r) in zip(rod, radii) where r > 0.999 * inner {
      #expect(v.normal.x * v.position.x + v.normal.y * v.position.y > 0)
    }
  }

  @Test func normalsOfTheFieldPointOut() {
    let field = OperatingField(stage: Theatre.stage, cell: 0.0035)
    #expect(field.tissue.triangleCount > 2000)
    let organs = OperatingField.organs(Theatre.stage)
    var out = 0
    for v in field.tissue.vertices where organs.distance(v.position + v.normal * 0.0004) > organs.distance(v.position) {
      out += 1
    }
    #expect(Float(out) > 0.97 * Float(field.tissue.vertices.count))
    // Drapes lie with their faces up.
    let drapes = field.wound.vertices.filter { abs($0.position.x) > 0.15 }
    #expect(!drapes.isEmpty && drapes.allSatisfy { $0.normal.y > 0 })
  }
}
