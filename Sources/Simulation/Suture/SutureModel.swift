public import SimMath

/// The constant part of a suture in a scene: its thread, where it lies at the start, and the punctures that it has.
///
/// Immutable; shared freely between threads and states.
public final class SutureModel: Sendable {
  public let thread: ThreadModel
  /// Line along which the thread lies at the start, m.
  public let line: [Vector3D]
  public let punctures: [SuturePuncture]
  /// Pledgets and snares that it runs through.
  public let bolsters: [BolsterModel]
  /// Shapes that stand still and that the thread cannot enter: the ground.
  public let obstacles: [ThreadObstacle]
  /// Whether the thread cannot enter the hands' instruments either: it lies over them, is wound around them and pulls at them.
  public let meetsInstruments: Bool
  /// Whether it lies on the tissue's surface and cannot go through it but in its punctures.
  public var meetsTissue: Bool { thread.meetsTissue }
  /// The needle on the thread's first end, if it has one, and where it is at the start.
  public let needle: NeedleModel?
  public let needleFrame: RigidFrame
  /// Whether it lies there until jaws hold it, as on a stand.
  public let needleRests: Bool
  /// Punctures that a needle can make for the thread while the scene runs.
  public let spare: Int

  /// Spring between a puncture's mouth and the thread, N/m. Usual: 2,000, some times the stiffness of a vessel's wall
  /// about a hole, so that the wall and not this spring gives way; the tissue's local blocks stay well conditioned.
  public static var punctureStiffness: Double { 2000 }
  /// Spring between jaws and the thread that they hold, N/m.
  public static var graspStiffness: Double { 5000 }

  /// - Parameters:
  ///   - line: of at least two points, m.
  ///   - punctures: in any order.
  ///   - needle: whose swage, with `needleFrame`, is where the line begins.
  ///   - spare: two for each bite that the needle's thread is to follow through.
  public init(
    material: ThreadMaterial, segments: Int, length: Double, line: [Vector3D], punctures: [SuturePuncture],
    bolsters: [BolsterModel] = [], obstacles: [ThreadObstacle] = [], gravity: Vector3D = .zero, needle: NeedleModel? = nil,
    needleFrame: RigidFrame = RigidFrame(origin: .zero), needleRests: Bool = false, spare: Int = 0,
    meetsInstruments: Bool = false, meetsTissue: Bool = false
  ) {
    precondition(punctures.allSatisfy { $0.arc > 0 && $0.arc < length })
    precondition(bolsters.allSatisfy { b in (0..<BolsterModel.mouthCount).allSatisfy { b.arcs[$0] > 0 && b.arcs[$0] < length } })
    thread = ThreadModel(
      material: material, segments: segments, length: length, gravity: gravity,
      guides: Self.hands + punctures.count + spare + BolsterModel.mouthCount * bolsters.count,
      obstacles: max(1, (meetsInstruments ? Self.hands * Self.shapes : 0) + obstacles.count), meetsTissue: meetsTissue)
    self.line = line
    self.punctures = punctures
    self.bolsters = bolsters
    self.obstacles = obstacles
    self.meetsInstruments = meetsInstruments
    self.needle = needle
    self.needleFrame = needleFrame
    self.needleRests = needleRests
    self.spare = spare
    if let needle {
      precondition((needleFrame.world(needle.shape.point(at: 0)) - line[0]).length < 1e-4)
    }
  }

  /// The thread's first guides belong to the hands' jaws.
  static var hands: Int { 2 }
  /// The first obstacles of a thread that meets instruments are theirs: so many shapes of each, which is as many as any has.
  /// `presses` of ``SutureState`` has as many for both hands.
  static var shapes: Int { 5 }

  /// The guide of a mouth of a bolster: they come last.
  func guide(ofMouth k: Int, of bolster: Int) -> Int {
    Self.hands + punctures.count + spare + BolsterModel.mouthCount * bolster + k
  }

  /// Ties to the tissue that it can have: of punctures, of the needle, of vertices that lie on the surface, and of bolsters.
  var tieCount: Int {
    punctures.count + spare + (needle == nil ? 0 : NeedleState.tieCount) + (meetsTissue ? thread.vertexCount : 0)
      + BolsterState.tieCount(bolsters.count)
  }

  func combine(into h: inout StateHash) {
    func put(_ x: Double) { h.combine(x.bitPattern) }
    let m = thread.material
    for x in [
      m.diameter, m.density, m.axialStiffness, m.bendingStiffness, m.yieldCurvature, m.torsionalStiffness, m.friction,
      m.contactStiffness, m.relaxationTime, m.strength, m.knotShare, thread.segmentLength,
    ] { put(x) }
    h.combine(UInt64(thread.segmentCount))
    for p in line + [thread.gravity] + obstacles.flatMap({ [$0.a, $0.b] }) { h.combine(p) }
    for p in punctures {
      h.combine(UInt64(p.place.element))
      for k in 0..<4 { h.combine(p.place.share[k]) }
      for x in [p.arc, p.grip, p.friction, p.tearForce ?? 0] { put(x) }
    }
    if meetsInstruments { h.combine(UInt64(Self.shapes)) }
    if meetsTissue {
      put(ThreadModel.tissueStiffness)
      put(ThreadModel.tissueFriction)
    }
    for b in bolsters { b.combine(into: &h) }
    guard let needle else { return }
    needle.combine(into: &h)
    h.combine(UInt64(spare))
    if needleRests { h.combine(UInt64(1)) }
    for p in [needleFrame.origin, needleFrame.x, needleFrame.y] { h.combine(p) }
  }
}
