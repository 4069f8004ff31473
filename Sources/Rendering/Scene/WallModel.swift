import CGL
import Frames

/// The walls of a cut on the graphics card.
final class WallModel {
  private let array = VertexArray()
  private let vertices = Buffer(GL_ARRAY_BUFFER)
  private let indices = Buffer(GL_ELEMENT_ARRAY_BUFFER)
  private var revision: UInt64?
  private var rest: [SIMD3<Float>] = []
  private(set) var triangleCount = 0

  init() {
    array.setFloats(from: vertices, components: WallMesh.components)
    array.setIndices(from: indices)
  }

  /// Takes over a snapshot's walls.
  ///
  /// - Parameter places: of the snapshot's vertices as loaded, [N][4] m.
  func update(_ snapshot: Snapshot, rest places: [Float]) {
    guard let cut = snapshot.cut else {
      triangleCount = 0
      revision = nil
      return
    }
    if cut.revision != revision {
      revision = cut.revision
      rest = cut.wallPositions(places)
      array.bind()
      indices.set(cut.wallTriangles, usage: GL_STATIC_DRAW)
      triangleCount = cut.wallTriangles.count / 3
    }
    vertices.set(WallMesh(cut, snapshot.vertices, rest: rest).floats)
  }

  /// Draws with a program that is in use and has `wall.vert`.
  func draw(_ program: ShaderProgram) {
    let flesh = FieldMaterial.flesh
    program.set("flesh", SIMD4(flesh.albedo, flesh.wet))
    program.set("finish", SIMD4(flesh.roughness, flesh.scatter, 0, 0))
    array.drawTriangles(count: triangleCount)
  }
}
