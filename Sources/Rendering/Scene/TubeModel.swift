import CGL
import Frames

/// Threads, needles and running blood on the graphics card.
final class TubeModel {
  private let array = VertexArray()
  private let vertices = Buffer(GL_ARRAY_BUFFER)
  private let indices = Buffer(GL_ELEMENT_ARRAY_BUFFER)
  private(set) var triangleCount = 0
  private let sides: Int
  private let steps: Int

  init(_ quality: RenderingQuality) {
    sides = quality == .low ? 6 : 10
    steps = quality == .low ? 3 : 6
    array.setFloats(from: vertices, components: TubeMesh.components)
    array.setIndices(from: indices)
  }

  /// Takes over what a snapshot has of them.
  func update(_ snapshot: Snapshot) {
    guard !snapshot.threads.isEmpty || !snapshot.needles.isEmpty || !snapshot.streams.isEmpty else {
      triangleCount = 0
      return
    }
    let mesh = TubeMesh(snapshot, sides: sides, steps: steps)
    vertices.set(mesh.floats)
    indices.set(mesh.indices)
    triangleCount = mesh.indices.count / 3
  }

  /// Draws with a program that is in use and has `tube.vert`.
  func draw() { array.drawTriangles(count: triangleCount) }
}
