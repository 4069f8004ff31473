import Anatomy
public import Frames
import Scenarios
import SimMath
import Simulation

extension Stage {
  /// What a view of the scene starts from.
  public init(_ scene: Scene) {
    let mesh = scene.model.mesh
    // At the bench the walls' insides and edges are seen too.
    let faces = scene.truth.isExercise ? mesh.borderFaces : mesh.contactFaces
    self.init(
      surface: TissueSurface(
        rest: mesh.nodes.flatMap { [Float($0.x), Float($0.y), Float($0.z), 0] },
        faces: faces.flatMap { $0.map { Int32($0) } }),
      vessel: scene.truth.vessel, probeRadius: Float(scene.scenario.assessment?.probe.tipRadius ?? 0.006),
      imageWidth: Float(scene.scenario.assessment?.ultrasound.width ?? 0.03),
      imageDepth: Float(scene.scenario.assessment?.ultrasound.depth ?? 0.05),
      seed: scene.truth.patientSeed, instruments: scene.instruments.map { InstrumentForm($0) },
      sutures: scene.model.sutures.map { SutureForm($0) }, hasPool: scene.model.blood != nil,
      hasHarm: scene.model.hasHeat,
      surroundings: scene.truth.knot != nil ? .mandrel : scene.truth.anastomosis != nil ? .approximator : .chest)
  }
}

extension InstrumentForm {
  /// An instrument of the simulation, as it is shown.
  init(_ instrument: Instrument) {
    self.init(
      tool: instrument.tool, solids: instrument.shape.map { Solid($0) }, hinge: instrument.jaw?.length,
      opening: instrument.jaw?.opening ?? 0)
  }
}

extension InstrumentForm.Solid {
  fileprivate init(_ shape: ShapePrimitive) {
    let part: InstrumentForm.Part =
      switch shape.part {
      case .body: .body
      case .positiveJaw: .positiveJaw
      case .negativeJaw: .negativeJaw
      }
    let core: InstrumentForm.Core =
      switch shape.kind {
      case .sphere: .segment(shape.a, shape.a)
      case .capsule: .segment(shape.a, shape.b)
      case .box: .box(shape.a, half: shape.b, orientation: shape.orientation)
      }
    self.init(part: part, core: core, radius: shape.radius)
  }
}
