import Anatomy
import Frames
import SimMath
public import Simulation

/// Sutures of several patterns, laid into tissue and drawn by their ends.
///
/// They differ only in the way of the thread (`SuturePath`): the engine knows of none of them.
public enum SuturePatterns {
  /// A suture before and after it was drawn.
  public struct Drawn: Sendable {
    /// What the pattern is to make smaller: an opening, m, or an area, m2.
    public var before: Double
    public var after: Double
    /// Thread between the first puncture and the last before and after, m.
    public var threadBefore: Double
    public var threadAfter: Double
    /// Around the area afterwards, m; 0 for a slit.
    public var perimeter = 0.0
  }

  private static let segment = 0.000_5
  private static let up = Vector3D(0, 1, 0)

  // MARK: A slit

  /// Two single stitches, 5 mm apart, each tied at one side and drawn by a hand on the other.
  /// - Parameter tools: forceps and a needle holder among them; here and below.
  public static func interrupted(tools: [Instrument]) throws -> Drawn {
    let pad = PracticePad()
    func stitch(_ side: Double) -> (suture: SutureModel, end: Vector3D) {
      let bites = pad.bites(z: side * 0.002_5)
      let ordered = side > 0 ? bites : bites.reversed()
      var path = SuturePath(from: ordered[0] + 0.003 * up)
      for p in ordered { path.pierce(p) }
      return close(&path, to: PracticePad.end(side, side * 0.002_5), side, in: pad)
    }
    let (left, right) = (stitch(-1), stitch(1))
    return try draw(
      pad, [left.suture, right.suture], DrawnEnds(places: (left.end, right.end), ways: (up, up), pull: 0.004), tools)
  }

  /// A horizontal mattress stitch: across the slit, on along it at the other side, and back across it to the side at which it is tied.
  public static func mattress(tools: [Instrument]) throws -> Drawn {
    let pad = PracticePad()
    let half = 0.002_5
    let there = pad.bites(z: half)
    var path = SuturePath(from: there[0] + 0.003 * up)
    for p in there { path.pierce(p) }
    path.lead(to: Vector3D(PracticePad.bite, 3e-4, 0))
    for p in pad.bites(z: -half).reversed() { path.pierce(p) }
    let (suture, end) = close(&path, to: PracticePad.end(-1, -half), -1, in: pad)
    return try draw(pad, [suture], DrawnEnds(places: (end, nil), ways: (up, up), pull: 0.006), tools)
  }

  /// Leads a thread that is tied to a pad where it goes in first from its last puncture up to a hand.
  private static func close(
    _ path: inout SuturePath, to place: Vector3D, _ side: Double, in pad: PracticePad
  ) -> (suture: SutureModel, end: Vector3D) {
    path.hold(at: place, side: side)
    return (path.suture(in: pad.mesh, knotted: true, segment: segment), SuturePath.grip(at: place, side: side))
  }

  private static func draw(
    _ pad: PracticePad, _ sutures: [SutureModel], _ ends: DrawnEnds, _ tools: [Instrument]
  ) throws -> Drawn {
    let model = try pad.model(sutures: sutures, tools: tools, inHand: [.forceps, .needleHolder])
    return draw(model, ends) { pad.gap($0) }
  }

  // MARK: Two pieces

  /// A parachute: a running suture of five stitches laid with slack between a block and a piece that nothing else holds, 10 mm from
  /// it, both ends drawn over the block.
  ///
  /// What becomes smaller is the distance of the two edges in the middle.
  public static func parachute(tools: [Instrument]) throws -> Drawn {
    let (stitches, spacing) = (5, 0.003)
    let (left, right) = (ParachuteSide(-1), ParachuteSide(1))
    var mesh = left.mesh
    let first = mesh.nodes.count
    mesh.sew(right.mesh)
    let middle = (left.middle, first + right.middle)
    func z(_ k: Int) -> Double { spacing * (0.5 * Double(stitches - 1) - Double(k)) }
    func end(_ z: Double) -> Vector3D { ParachuteSide.bite(-1, z) + Vector3D(-0.006, 0.010, 0) }
    let (begin, last) = (end(z(0)), end(z(stitches)))
    var path = SuturePath(heldAt: begin, side: -1)
    for k in 0..<stitches {
      path.pierce(ParachuteSide.bite(-1, z(k)))
      path.pierce(ParachuteSide.wall(-1, z(k)))
      // Slack: nothing pulls before the hands do.
      path.lead(to: Vector3D(0, -0.004, z(k)))
      path.pierce(ParachuteSide.wall(1, z(k)))
      path.pierce(ParachuteSide.bite(1, z(k)))
      path.lead(to: Vector3D(0, 0.005, z(k) - 0.5 * spacing))
    }
    // A last bite of the block.
    path.pierce(ParachuteSide.bite(-1, z(stitches)))
    path.pierce(ParachuteSide.bite(-1, z(stitches)) + Vector3D(-0.002, 0, -0.000_5))
    path.hold(at: last, side: -1)
    let suture = path.suture(in: mesh, knotted: false, segment: 0.000_7, meetsTissue: true)
    let away = Vector3D(-1, 0.3, 0).normalized
    let ends = DrawnEnds(
      places: (SuturePath.grip(at: begin, side: -1), SuturePath.grip(at: last, side: -1)), ways: (away, away), pull: 0.014)
    return draw(try model(of: mesh, youngsModulus: 3e5, suture, tools), ends) { state in
      Double((state.position(ofVertex: middle.1) - state.position(ofVertex: middle.0)).length)
    }
  }

  // MARK: A tube's end

  /// A purse string: twelve bites around a tube near its free end, both ends drawn across each other.
  ///
  /// What becomes smaller is the area that its holes enclose.
  public static func purseString(tools: [Instrument]) throws -> Drawn {
    let tube = PurseStringTube()
    let (ring, bites) = (tube.ring, PurseStringTube.bites)
    // Each end leaves across the other, as in a throw that is drawn down.
    func end(_ side: Double, _ from: Vector3D) -> Vector3D { Vector3D(side * 0.004, PurseStringTube.outer + 0.003, from.z) }
    let (left, right) = (end(-1, ring[0]), end(1, ring[bites]))
    var path = SuturePath(heldAt: left, side: -1)
    for p in ring { path.pierce(p) }
    path.hold(at: right, side: 1)
    let suture = path.suture(in: tube.mesh, knotted: false, segment: segment)
    let ends = DrawnEnds(
      places: (SuturePath.grip(at: left, side: -1), SuturePath.grip(at: right, side: 1)),
      ways: (Vector3D(-1, 0, 0), Vector3D(1, 0, 0)), pull: 0.005)
    var perimeter = 0.0
    var drawn = draw(try model(of: tube.mesh, youngsModulus: 1e5, suture, tools), ends) { state in
      state.withSuture(0) { s in
        let points = (0..<bites).map { s.position(ofPuncture: $0) }
        let around = points + [s.position(ofPuncture: bites)]
        perimeter = (0..<bites).reduce(0) { $0 + (around[$1 + 1] - around[$1]).length }
        return AnastomosisSeam.area(points)
      }
    }
    drawn.perimeter = perimeter
    return drawn
  }

  // MARK: All

  /// A scene of one material, for two hands.
  static func model(
    of mesh: TissueMesh, youngsModulus: Double, _ suture: SutureModel, _ tools: [Instrument]
  ) throws -> SimulationModel {
    let point = MaterialPoint(material: Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060))
    return try SimulationModel(
      sewingOn: mesh, points: [MaterialPoint](repeating: point, count: 4 * mesh.tetrahedra.count), aggregates: 24, tools: tools,
      inHand: [.forceps, .needleHolder], sutures: [suture])
  }

  /// Draws the ends of a scene's first suture and waits until what was drawn is at rest.
  private static func draw(
    _ model: SimulationModel, _ ends: DrawnEnds, _ measure: (borrowing SimulationState) -> Double
  ) -> Drawn {
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    func thread(_ state: borrowing SimulationState) -> Double {
      state.withSuture(0) { $0.arc(ofPuncture: model.sutures[0].punctures.count - 1) - $0.arc(ofPuncture: 0) }
    }
    var drawn = Drawn(before: measure(state), after: 0, threadBefore: thread(state), threadAfter: 0)
    for _ in 0..<(ends.ticks + 500) { _ = step(model, &state, ends.input(state.nextTick), on: team) }
    drawn.after = measure(state)
    drawn.threadAfter = thread(state)
    return drawn
  }
}
