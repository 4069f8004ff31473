public import Frames
public import SimMath

/// Everything that changes from tick to tick. What affects the next step is in `save()` and in the hashes.
///
/// Owned by one thread at a time; all storage is made here.
public struct SimulationState: ~Copyable {
  let tissue: TissueState
  var refresh: CoarseRefreshState
  var contact: ContactState
  var cut: CutState
  var edges: EdgeState
  var control: ControlState
  /// Where the tools are, [2][BodyPose.stride].
  let bodies: FixedBuffer<Float>
  /// What other blocks put on them, [2][InstrumentLoads.stride].
  let loads: FixedBuffer<Float>
  /// Outer loads that a test or a scenario holds on vertices, [N][4] N.
  let externalLoad: FixedBuffer<Float>
  let cavityArea: FixedBuffer<Float>
  /// Kinetic energy and work of 64 vertices each, J; [chunks][2].
  let ledgerChunks: FixedBuffer<Double>
  /// Scratch of each worker: [16 workers][96].
  let scratch: FixedBuffer<Float>
  let contactPatch: ContactPatch
  let coupledSystem: CoupledSystem
  let sutures: SutureSet
  /// Scratch.
  var borderGrid: BorderGrid
  /// Heat in the tissue; of no vertices in a scene without cautery.
  public internal(set) var heat: HeatState
  /// The scene has a second hand, or instruments that turn by themselves.
  let hasInstruments: Bool
  /// The scene has suckers or standing blood.
  let hasFields: Bool

  /// The scene at rest at mean pressure, with the tool away.
  /// - Parameter seed: of the simulation's own random numbers (the length of heartbeats).
  public init(model: SimulationModel, seed: UInt64 = 0) {
    tissue = TissueState(model: model.tissue)
    refresh = CoarseRefreshState(model.refresh, tissue: model.tissue, columns: model.response.columns.count)
    edges = EdgeState(isOn: model.tissue.cut != nil, hands: model.hands)
    // Those of the sutures come first.
    let ties = SutureSet.tieCount(model.sutures) + edges.nodes.count
    contact = ContactState(vertexCount: model.tissue.vertexCount, hands: model.hands, ties: ties)
    contact.tieCount = contact.ties.count
    cut = CutState(model.tissue, model.contact, model.response)
    control = ControlState(pulse: Pulse(model.pulse), random: Random(seed: seed, stream: 7), inHand: model.inHand)
    bodies = FixedBuffer(count: 2 * BodyPose.stride, repeating: 0)
    for h in 0..<2 { BodyPose(base: bodies.base + h * BodyPose.stride).orientation = .identity }
    loads = FixedBuffer(count: 2 * InstrumentLoads.stride, repeating: 0)
    externalLoad = FixedBuffer(count: 4 * model.tissue.vertexCount, repeating: 0)
    cavityArea = FixedBuffer(count: max(1, 24 * model.cavity.faceCount), repeating: 0)
    ledgerChunks = FixedBuffer(count: 2 * ((model.tissue.vertexCount + 63) / 64), repeating: 0)
    scratch = FixedBuffer(count: 16 * 96, repeating: 0)
    contactPatch = ContactPatch(hands: model.hands, ties: ties)
    coupledSystem = CoupledSystem(groups: model.couplesTies ? model.tissue.coarse.groupCount : 0)
    sutures = SutureSet(model.sutures, model.neighbours, vertices: tissue.positions.base)
    borderGrid = BorderGrid(sutures.needSurface ? model.tissueBorder : nil, vertices: model.tissue.vertexCount)
    heat = HeatState(model.heat)
    hasFields = model.hasFields
    control.blood = model.blood?.volume ?? 0
    hasInstruments = model.hands == 2 || model.tools.contains { $0.turning == .simulated }
  }

  /// The tick that the next step will take.
  public var nextTick: Tick { control.tick }

  /// Where a hand's tool is.
  func pose(_ hand: Int) -> BodyPose { BodyPose(base: bodies.base + hand * BodyPose.stride) }

  /// The instrument in a hand as contact sees it.
  func body(_ model: SimulationModel, _ hand: Int) -> InstrumentBody {
    // A tool that the scene does not have is never taken.
    let index = model.instruments.index(of: control.hands[hand].tool.tool) ?? 0
    return InstrumentBody(model.instruments, index, pose: pose(hand), friction: model.contact.friction)
  }

  /// What contact asks of tools and tissue.
  func contactSolver(_ model: SimulationModel) -> ContactSolver {
    ContactSolver(model.contact, contact, cut: cut, body(model, 0), second: model.hands == 2 ? body(model, 1) : nil)
  }

  /// The coupling of a hand with what it holds.
  func coupling(_ model: SimulationModel, _ hand: Int) -> VirtualCoupling {
    let set = model.instruments
    return set.couplings[(hand < model.hands ? hand : 0) * set.count + (set.index(of: control.hands[hand].tool.tool) ?? 0)]
  }

  public var sutureCount: Int { sutures.count }
  /// Looks at a suture as it is after the last tick.
  public func withSuture<R>(_ s: Int, _ look: (borrowing SutureState) -> R) -> R {
    precondition(s >= 0 && s < sutures.count)
    return look(sutures.base[s])
  }

  /// Positions of all vertices, [N][4] m.
  public var positions: Span<Float> {
    @_lifetime(borrow self)
    get { tissue.positions.span }
  }

  /// Velocities of all vertices, [N][4] m/s.
  public var velocities: Span<Float> {
    @_lifetime(borrow self)
    get { tissue.velocities.span }
  }

  /// Holds an outer force (N) on a vertex until it is changed.
  public mutating func setLoad(_ force: Vector3, onVertex v: Int) {
    externalLoad[4 * v] = force.x
    externalLoad[4 * v + 1] = force.y
    externalLoad[4 * v + 2] = force.z
  }

  /// Sets the share of its full tension that a muscle has, 0 ... 1 (1 at first), until it is changed.
  /// - Parameter muscle: as in `MaterialPoint.muscle`, 0 ..< `TissueModel.muscles`.
  public mutating func setActivation(_ share: Float, ofMuscle muscle: Int) { tissue.activation[muscle] = share }

  /// Gives a vertex a velocity (m/s), for tests and scenarios that start in motion.
  public mutating func setVelocity(_ velocity: Vector3, ofVertex v: Int) {
    tissue.velocities[4 * v] = velocity.x
    tissue.velocities[4 * v + 1] = velocity.y
    tissue.velocities[4 * v + 2] = velocity.z
  }

  /// Where a vertex is, m.
  public func position(ofVertex v: Int) -> Vector3 {
    Vector3(tissue.positions[4 * v], tissue.positions[4 * v + 1], tissue.positions[4 * v + 2])
  }

  /// Moves a vertex (m), for tests and scenarios that start deformed.
  public mutating func setPosition(_ position: Vector3, ofVertex v: Int) {
    tissue.positions[4 * v] = position.x
    tissue.positions[4 * v + 1] = position.y
    tissue.positions[4 * v + 2] = position.z
  }
}
