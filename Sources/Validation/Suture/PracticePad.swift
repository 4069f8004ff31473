import Anatomy
public import Frames
public import SimMath
public import Simulation

/// A practice pad: a block of two layers, 40 mm wide, with a slit along z that stands open, sewn with 5-0
/// polypropylene.
///
/// The upper side is at y = 0. A stitch enters it 4 mm left of the slit, comes out of the left wall of the slit, goes
/// into the right one and comes up again on the right. Both ends of the thread go up over the slit, to be pulled.
public struct PracticePad {
  /// Half of the slit's opening in its middle, its depth and its length, m.
  public static let halfGap = 0.000_75
  public static let depth = 0.004
  public static let width = 0.040
  /// How far beside the slit a stitch enters and comes out, and how deep it is in the slit's walls, m.
  public static let bite = 0.004
  public static let level = 0.002_5
  /// Where the ends of the thread are held at first, m to the side and up.
  public static let hold = Vector3D(0.001_5, 0.012, 0)

  public let mesh: TissueMesh
  public let points: [MaterialPoint]
  /// Nodes on both edges of the slit in its middle, upper side.
  public let edges: (left: Int, right: Int)
  public let length: Double
  /// Cells along the slit.
  private let rows: Int

  /// - Parameter cells: of the grid along x (even), z and y (even).
  public init(length: Double = 0.030, cells: (Int, Int, Int) = (8, 6, 2)) {
    precondition(cells.0 % 2 == 0 && cells.1 % 2 == 0 && cells.2 % 2 == 0)
    self.length = length
    rows = cells.1
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(Self.width * (u - 0.5), 2 * Self.depth * (w - 1), -length * (v - 0.5))
    }
    // Nodes of the slit are doubled: those of its ends and its ground are not.
    let middle = cells.0
    var twin: [Int: Int] = [:]
    for (i, p) in built.places.enumerated() where p.0 == middle && p.2 > cells.2 && p.1 > 2 && p.1 < 2 * cells.1 - 2 {
      twin[i] = built.mesh.nodes.count
      built.mesh.nodes.append(built.mesh.nodes[i])
      built.mesh.fixed.append(false)
    }
    let nodes = built.mesh.nodes
    func isRight(_ list: [Int]) -> Bool { list.reduce(0) { $0 + nodes[$1].x } > 0 }
    built.mesh.tetrahedra = built.mesh.tetrahedra.map { t in isRight(t) ? t.map { twin[$0] ?? $0 } : t }
    built.mesh.contactFaces = built.top.map { f in isRight(f) ? f.map { twin[$0] ?? $0 } : f }
    for (i, p) in built.places.enumerated() where p.2 == 0 { built.mesh.fixed[i] = true }
    // The slit stands open; what is beside it goes along less and less.
    let right = Set(twin.values)
    for i in built.mesh.nodes.indices {
      let p = built.mesh.nodes[i]
      let side = p.x > 0 || right.contains(i) ? 1.0 : p.x < 0 || twin[i] != nil ? -1.0 : 0
      let share = 1 - 2 * abs(p.x) / Self.width
      built.mesh.nodes[i].x += side * share * Self.opening(z: p.z, y: p.y, length: length, cells: cells.1)
    }
    mesh = built.mesh
    let layers = [2e5, 8e4].map { Material(youngsModulus: $0, poissonRatio: 0.45, density: 1060) }
    points = built.mesh.tetrahedra.flatMap { tet -> [MaterialPoint] in
      let y = tet.prefix(4).reduce(0) { $0 + built.mesh.nodes[$1].y } / 4
      return [MaterialPoint](repeating: MaterialPoint(material: layers[y > -Self.depth ? 0 : 1]), count: 4)
    }
    let left = built.places.firstIndex { $0.0 == middle && $0.1 == cells.1 && $0.2 == 2 * cells.2 }!
    edges = (left, twin[left]!)
  }

  /// Half of the opening at a place of the slit, m; nothing beyond its ends and below its ground.
  private static func opening(z: Double, y: Double, length: Double, cells: Int) -> Double {
    let half = length * (0.5 - 1 / Double(cells))
    guard abs(z) < half, y > -depth else { return 0 }
    return halfGap * Trigonometry.cos(0.5 * Double.pi * z / half) * (1 + y / depth)
  }

  /// A running suture of so many stitches, all in one thread; none for an empty one.
  ///
  /// - Parameters:
  ///   - spacing: of the stitches along the slit, m.
  ///   - knotted: whether the thread's first end is tied to the pad where it goes in first, instead of free.
  ///   - meetsInstruments, meetsTissue: as of ``SutureModel``.
  public func suture(
    stitches: Int, spacing: Double = 0.003, knotted: Bool = false, segment: Double = 0.000_5, meetsInstruments: Bool = false,
    meetsTissue: Bool = false
  ) -> SutureModel? {
    guard stitches > 0 else { return nil }
    func place(_ k: Int) -> Double { spacing * (0.5 * Double(stitches - 1) - Double(k)) }
    var path = SuturePath(heldAt: Self.end(-1, place(0)), side: -1)
    for k in 0..<stitches { for p in bites(z: place(k)) { path.pierce(p) } }
    path.hold(at: Self.end(1, place(stitches - 1)), side: 1)
    return path.suture(
      in: mesh, knotted: knotted, segment: segment, meetsInstruments: meetsInstruments, meetsTissue: meetsTissue)
  }

  /// Where a thread turns level above the slit for the hand on the left (-1) or right (1), m.
  static func end(_ side: Double, _ z: Double) -> Vector3D { Vector3D(side * hold.x, hold.y, z) }

  /// Where a stitch goes through the pad's surface and the walls of the slit, from left to right.
  func bites(z: Double) -> [Vector3D] {
    let open = Self.opening(z: z, y: -Self.level, length: length, cells: rows) + 5e-5
    return [
      Vector3D(-Self.bite, -1e-4, z), Vector3D(-open, -Self.level, z), Vector3D(open, -Self.level, z),
      Vector3D(Self.bite, -1e-4, z),
    ]
  }

  /// The pad with its suture and what the hands hold.
  public func model(suture: SutureModel?, tools: [Instrument], inHand: [Tool]) throws -> SimulationModel {
    try model(sutures: suture.map { [$0] } ?? [], tools: tools, inHand: inHand)
  }

  func model(sutures: [SutureModel], tools: [Instrument], inHand: [Tool]) throws -> SimulationModel {
    try SimulationModel(
      sewingOn: mesh, points: points, aggregates: 20, tools: tools, inHand: inHand, sutures: sutures)
  }

  /// Distance of the slit's edges in its middle, m.
  public func gap(_ state: borrowing SimulationState) -> Double {
    Double((state.position(ofVertex: edges.right) - state.position(ofVertex: edges.left)).length)
  }

  /// What two hands with forceps do: they take the ends of the thread (0.3 s), wait, and from 0.5 s draw them
  /// straight up.
  /// - Parameter pull: how far each hand goes, m; at 8 mm/s.
  public static func pulling(_ tick: Tick, pull: Double, z: (Double, Double) = (0, 0)) -> InputFrame {
    let up = Vector3D(0, 1, 0)
    return DrawnEnds(
      places: (SuturePath.grip(at: end(-1, z.0), side: -1), SuturePath.grip(at: end(1, z.1), side: 1)), ways: (up, up), pull: pull
    ).input(tick)
  }
}
