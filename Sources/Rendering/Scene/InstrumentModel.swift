import Frames
import SimMath

/// A tool on the graphics card.
final class InstrumentModel {
  private let parts: [(part: InstrumentForm.Part, model: FieldModel)]
  private let hinge: Float
  let triangleCount: Int

  init(_ mesh: InstrumentMesh) {
    hinge = mesh.hinge
    parts = InstrumentForm.Part.allCases.filter { mesh.part($0).triangleCount > 0 }.map { ($0, FieldModel(mesh.part($0))) }
    triangleCount = parts.reduce(0) { $0 + $1.model.triangleCount }
  }

  /// Calls of the driver that `draw` makes.
  var drawCalls: Int { parts.count }

  /// Draws with a program that is in use and has `field.vert`.
  ///
  /// - Parameters:
  ///   - jawAngle: between the jaws, rad.
  ///   - bloodied: how far up from its tip it is red, m.
  func draw(_ program: ShaderProgram, at pose: Pose, jawAngle: Float, bloodied: Float = 0) {
    program.set("bloodied", bloodied)
    defer { program.set("bloodied", Float(0)) }
    for (part, model) in parts {
      model.draw(program, at: Matrix4(pose) * .turn(aboutZ: part.share * jawAngle, at: hinge))
    }
  }
}
