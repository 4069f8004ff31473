public import Frames
public import SimMath

/// Everything about a scene that does not change while it is simulated.
///
/// Immutable; shared freely between threads and states.
public final class SimulationModel: Sendable {
  public let tissue: TissueModel
  public let contact: ContactModel
  let response: SurfaceResponse
  let cavity: CavityModel
  public let pulse: PulseParameters
  /// By `Tool.rawValue`.
  public let tools: [ToolShape]
  public let coupling: VirtualCoupling
  public let safety: ForceSafetyParameters
  /// m/s2, world frame.
  public let gravity: Vector3
  /// Passes of the two-level solver in a tick. Usual: 1; with many the tick is implicit Euler solved to convergence,
  /// which is what one pass is measured against.
  public let passes: Int
  /// The mesh as given, for imaging and drawing.
  public let mesh: TissueMesh
  public let points: [MaterialPoint]

  /// - Parameters:
  ///   - mesh: as loaded, at the pulse's mean pressure.
  ///   - points: four material points for each tetrahedron.
  ///   - contactStiffness: contact pressure per depth, Pa/m.
  ///   - friction: coefficient between tool and tissue.
  ///   - limits: of the device that the session uses.
  /// - Throws: `TissueError` naming what cannot be built.
  public init(
    mesh: TissueMesh, points: [MaterialPoint], coarse: CoarseParameters, contactStiffness: Double, friction: Double,
    pulse: PulseParameters, tools: [ToolShape], limits: DeviceLimits, gravity: Vector3 = .zero, passes: Int = 1
  ) throws(TissueError) {
    precondition(tools.count == Tool.allCases.count && passes >= 1)
    tissue = try TissueModel(mesh: mesh, points: points, coarse: coarse)
    contact = ContactModel(
      mesh: mesh, pressureStiffness: contactStiffness, tangentialRatio: 0.5, friction: friction)
    response = SurfaceResponse(mesh: mesh, coarse: tissue.coarse)
    cavity = CavityModel(mesh: mesh)
    self.pulse = pulse
    self.tools = tools
    coupling = VirtualCoupling(limits: limits, toolMass: tools[0].mass)
    safety = ForceSafetyParameters(limits: limits)
    self.gravity = gravity
    self.passes = passes
    self.mesh = mesh
    self.points = points
  }

  /// A hash of everything that the step reads; two builds of one scene agree in it or are not the same scene.
  public var hash: UInt64 {
    var h = StateHash()
    h.combine(UInt64(tissue.vertexCount))
    h.combine(UInt64(tissue.tetrahedronCount))
    for i in 0..<tissue.rest.count { h.combine(tissue.rest[i]) }
    for i in 0..<tissue.elements.count { h.combine(tissue.elements[i]) }
    for i in 0..<tissue.coefficients.count { h.combine(tissue.coefficients[i]) }
    for i in 0..<tissue.coarse.factor.tiles.count { h.combine(tissue.coarse.factor.tiles[i]) }
    for i in 0..<tissue.coarse.factor.diagonal.count { h.combine(tissue.coarse.factor.diagonal[i]) }
    for i in 0..<contact.sampleStiffness.count { h.combine(contact.sampleStiffness[i]) }
    h.combine(contact.friction)
    for p in [pulse.systolic, pulse.diastolic, pulse.heartRate, pulse.variability] { h.combine(p.bitPattern) }
    for t in tools {
      h.combine(t.radius)
      h.combine(t.center)
      h.combine(t.mass)
    }
    h.combine(coupling.stiffness)
    h.combine(coupling.damping)
    h.combine(safety.peakForce)
    h.combine(safety.continuousForce)
    h.combine(gravity)
    h.combine(UInt64(passes))
    // Nothing where all is neo-Hookean: the hash of a scene is older than the other laws.
    if tissue.hasLaws {
      for i in 0..<tissue.lawPlace.count { h.combine(UInt64(tissue.lawPlace[i])) }
      for i in 0..<tissue.lawMuscle.count { h.combine(UInt64(tissue.lawMuscle[i])) }
      for i in 0..<tissue.lawRows.count { h.combine(tissue.lawRows[i]) }
      for i in 0..<tissue.damage.rows.count { h.combine(tissue.damage.rows[i]) }
    }
    for i in 0..<tissue.shells.rows.count { h.combine(tissue.shells.rows[i]) }
    for i in 0..<tissue.shells.vertices.count { h.combine(UInt64(bitPattern: Int64(tissue.shells.vertices[i]))) }
    return h.value
  }
}
