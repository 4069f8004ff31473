public import Frames
public import SimMath

/// Everything about a scene that does not change while it is simulated.
///
/// Immutable; shared freely between threads and states.
public final class SimulationModel: Sendable {
  public let tissue: TissueModel
  public let contact: ContactModel
  let response: SurfaceResponse
  /// Nil where the coarse operator stays that of the mesh as loaded.
  let refresh: CoarseRefresh?
  let cavity: CavityModel
  public let pulse: PulseParameters
  /// All that a hand can take.
  public let tools: [Instrument]
  /// What each hand holds at first; as many as there are hands.
  public let inHand: [Tool]
  let instruments: InstrumentSet
  /// Bounds of each hand's force, and of its torque.
  public let safety: [ForceSafetyParameters]
  public let torqueSafety: [ForceSafetyParameters]
  /// m/s2, world frame.
  public let gravity: Vector3
  /// Passes of the two-level solver in a tick. Usual: 1; with many the tick is implicit Euler solved to convergence,
  /// which is what one pass is measured against.
  public let passes: Int
  public let sutures: [SutureModel]
  /// Blood that stands in the field; nil where none is simulated.
  public let blood: BloodField?
  /// What its vessels bleed together while none is coagulated, m3/s.
  let openBleeding: Double
  /// How heat spreads; of no vertices in a scene without cautery.
  public let heat: HeatModel
  /// For what moves through the tissue; nil without sutures.
  let neighbours: TissueNeighbours?
  /// What a needle's tip and a thread can meet; nil where there is neither a needle nor a thread that lies on tissue.
  let tissueBorder: TissueBorder?
  /// The mesh as given, for imaging and drawing.
  public let mesh: TissueMesh
  public let points: [MaterialPoint]

  /// - Parameters:
  ///   - mesh: as loaded, at the pulse's mean pressure.
  ///   - points: four material points for each tetrahedron.
  ///   - contactStiffness: contact pressure per depth, Pa/m.
  ///   - friction: coefficient between tool and tissue.
  ///   - tools: sound ones, each once.
  ///   - limits: of the first hand's device.
  ///   - inHand: what each of one or two hands holds at first, of `tools`; nil for one hand with the first tool.
  ///   - secondLimits: of the second hand's device; nil for the first's.
  ///   - blood: the basin that blood stands in; nil for none.
  ///   - cuts: room for cutting; nil for tissue that stays whole.
  ///   - heat: what heat does to the tissue, where one of the tools is a cautery pencil.
  /// - Throws: `TissueError` naming what cannot be built.
  public init(
    mesh: TissueMesh, points: [MaterialPoint], coarse: CoarseParameters, contactStiffness: Double, friction: Double,
    pulse: PulseParameters, tools: [Instrument], limits: DeviceLimits, inHand: [Tool]? = nil,
    secondLimits: DeviceLimits? = nil, gravity: Vector3 = .zero, passes: Int = 1, sutures: [SutureModel] = [],
    cuts: CutCapacity? = nil, blood: BloodField? = nil, heat: TissueHeat = .soft
  ) throws(TissueError) {
    let inHand = inHand ?? [tools[0].tool]
    precondition(tools.allSatisfy(\.isSound) && Set(tools.map(\.tool)).count == tools.count && passes >= 1)
    // A thread takes one tick in a pass.
    precondition(passes == 1 || sutures.isEmpty)
    precondition((1...2).contains(inHand.count) && inHand.allSatisfy { tool in tools.contains { $0.tool == tool } })
    tissue = try TissueModel(mesh: mesh, points: points, coarse: coarse, cuts: cuts)
    contact = ContactModel(
      mesh: mesh, pressureStiffness: contactStiffness, tangentialRatio: 0.5, friction: friction)
    response = SurfaceResponse(mesh: mesh, coarse: tissue.coarse, whole: !sutures.isEmpty || cuts != nil)
    refresh =
      if let ticks = coarse.refresh {
        try CoarseRefresh(
          ticks: ticks, tissue: tissue, mesh: mesh, points: points, columns: 3 * response.vertices.count)
      } else { nil }
    cavity = CavityModel(mesh: mesh)
    self.pulse = pulse
    self.tools = tools
    self.inHand = inHand
    let devices = inHand.count == 2 ? [limits, secondLimits ?? limits] : [limits]
    instruments = InstrumentSet(tools, limits: devices)
    safety = devices.map { ForceSafetyParameters(limits: $0) }
    torqueSafety = devices.map { ForceSafetyParameters(torqueLimits: $0) }
    self.gravity = gravity
    self.passes = passes
    self.sutures = sutures
    self.blood = blood
    self.heat =
      tools.contains { $0.cautery != nil } ? try HeatModel(mesh: mesh, heat, sources: blood?.sources ?? []) : HeatModel()
    openBleeding = (blood?.sources ?? []).reduce(0) { $0 + $1.flow }
    let neighbours = sutures.isEmpty ? nil : TissueNeighbours(mesh, points)
    self.neighbours = neighbours
    let needsBorder = sutures.contains { $0.needle != nil || $0.meetsTissue || !$0.bolsters.isEmpty }
    tissueBorder = needsBorder ? TissueBorder(mesh, neighbours!) : nil
    self.mesh = mesh
    self.points = points
  }

  /// Ticks in which the coarse operator is made anew; nil where it stays that of the mesh as loaded.
  public var refreshTicks: Int? { refresh?.ticks }
  /// Whether many ties are solved for with the coarse tissue by one factorisation (``CoupledSolver``): for sewn tissue whose
  /// coarse operator stays as loaded.
  var couplesTies: Bool {
    !sutures.isEmpty && refresh == nil && tissue.coarse.frames == nil && tissue.cut == nil
      && tissue.coarse.groupCount <= CoupledSystem.mostGroups
  }
  /// A hand can take a sucker.
  var hasSuction: Bool { instruments.hasSuction }
  /// A hand can take a cautery pencil.
  public var hasHeat: Bool { heat.vertexCount > 0 }
  /// Something beside tissue, tools and threads is in the state.
  var hasFields: Bool { hasSuction || blood != nil }
  /// Hands in the scene, 1 or 2.
  public var hands: Int { inHand.count }
  /// The coupling of the first hand with the first tool.
  public var coupling: VirtualCoupling { instruments.couplings[0] }

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
      h.combine(t.shape[0].radius)
      h.combine(t.center)
      h.combine(t.mass)
    }
    h.combine(coupling.stiffness)
    h.combine(coupling.damping)
    h.combine(safety[0].peakForce)
    h.combine(safety[0].continuousForce)
    h.combine(gravity)
    h.combine(UInt64(passes))
    // Nothing for one hand with tools that turn with it: the hash of a scene is older than instruments.
    if hands == 2 || tools.contains(where: { $0.turning == .simulated }) { combineInstruments(&h) }
    // Nothing where all is neo-Hookean: the hash of a scene is older than the other laws.
    if tissue.hasLaws {
      for i in 0..<tissue.lawPlace.count { h.combine(UInt64(tissue.lawPlace[i])) }
      for i in 0..<tissue.lawMuscle.count { h.combine(UInt64(tissue.lawMuscle[i])) }
      for i in 0..<tissue.lawRows.count { h.combine(tissue.lawRows[i]) }
      for i in 0..<tissue.damage.rows.count { h.combine(tissue.damage.rows[i]) }
    }
    for i in 0..<tissue.shells.rows.count { h.combine(tissue.shells.rows[i]) }
    for i in 0..<tissue.shells.vertices.count { h.combine(UInt64(bitPattern: Int64(tissue.shells.vertices[i]))) }
    for s in sutures { s.combine(into: &h) }
    neighbours?.combine(into: &h)
    if let refresh { h.combine(UInt64(refresh.ticks)) }
    if let cut = tissue.cut { h.combine(UInt64(cut.capacity.elements)) }
    for t in tools { t.suction?.combine(into: &h) }
    blood?.combine(into: &h)
    if hasHeat {
      heat.combine(into: &h)
      for t in tools { t.cautery?.combine(into: &h) }
    }
    return h.value
  }

  private func combineInstruments(_ h: inout StateHash) {
    for tool in inHand { h.combine(UInt64(tool.rawValue)) }
    for t in tools {
      h.combine(UInt64(t.tool.rawValue))
      for v in [t.inertia, t.center, t.hold] { h.combine(v) }
      for p in t.shape {
        h.combine(UInt64(p.kind.rawValue) | UInt64(p.part.rawValue) << 8)
        h.combine(p.a)
        h.combine(p.b)
        for x in [p.radius, p.orientation.x, p.orientation.y, p.orientation.z, p.orientation.w, p.friction] { h.combine(x) }
      }
      guard let jaw = t.jaw else { continue }
      for x in [jaw.length, jaw.opening, jaw.force, jaw.stiffness, jaw.damping, jaw.inertia] { h.combine(x) }
    }
    for k in 0..<instruments.couplings.count {
      let c = instruments.couplings[k]
      for x in [c.stiffness, c.damping, c.turningStiffness, c.turningDamping] { h.combine(x) }
    }
    for p in safety + torqueSafety { for x in [p.peakForce, p.continuousForce, p.damping] { h.combine(x) } }
  }
}
