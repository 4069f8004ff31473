import CGL

/// A still mesh on the graphics card.
final class FieldModel {
  private let array = VertexArray()
  let triangleCount: Int

  init(_ mesh: TriangleMesh) {
    array.setFloats(mesh.floats, components: TriangleMesh.components)
    array.setIndices(mesh.indices)
    triangleCount = mesh.triangleCount
  }

  /// Draws with a program that is in use and has `field.vert`.
  ///
  /// - Parameter model: where a tool is; nil for what stands still, with the stains of the operation.
  func draw(_ program: ShaderProgram, at model: Matrix4? = nil) {
    program.set("model", model ?? .identity)
    program.set("stained", model == nil ? Float(1) : 0)
    array.drawTriangles()
  }
}
