public import Frames
import Scenarios
import SimMath
import Simulation

extension Stage {
  /// What a view of the scene starts from.
  public init(_ scene: Scene) {
    let mesh = scene.model.mesh
    self.init(
      surface: TissueSurface(
        rest: mesh.nodes.flatMap { [Float($0.x), Float($0.y), Float($0.z), 0] },
        faces: mesh.contactFaces.flatMap { $0.map { Int32($0) } }),
      vessel: scene.truth.vessel, probeRadius: Float(scene.scenario.probe.tipRadius),
      imageWidth: Float(scene.scenario.ultrasound.width), imageDepth: Float(scene.scenario.ultrasound.depth),
      seed: scene.truth.patientSeed)
  }
}
