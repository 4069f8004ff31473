import Anatomy
public import Frames
import SimMath
public import Simulation

/// A mattress stitch whose bight bears on the far side of a block, with a pledget under it or without, and two hands that draw its
/// ends.
///
/// The block is 24 x 24 mm and 6 mm thick and held by its sides; its upper side is at y = 0, and the thread goes over its lower
/// side from one hole to the other, 3 mm apart.
public struct PledgetTrial {
  public static let size = 0.024
  public static let thickness = 0.006
  public static let spacing = 0.003
  private static let segment = 0.000_5
  private static let up = Vector3D(0, 1, 0)

  public var hasPledget = true
  /// Pa.
  public var youngsModulus = 2e6
  public var tissue = PunctureResistance.aorta
  /// How far each hand draws, m.
  public var pull = 0.004

  public init() {}

  /// A place of the thread's way on a side (-1 or 1), m.
  private static func at(_ side: Double, _ y: Double) -> Vector3D { Vector3D(0.5 * side * spacing, y, 0) }
  private static func end(_ side: Double) -> Vector3D { Vector3D(side * 0.002, 0.012, 0) }

  private var ends: DrawnEnds {
    DrawnEnds(
      places: (SuturePath.grip(at: Self.end(-1), side: -1), SuturePath.grip(at: Self.end(1), side: 1)), ways: (Self.up, Self.up),
      pull: pull)
  }
  /// How far each hand has drawn at a tick, m.
  public func way(_ tick: Tick) -> Double { ends.way(tick) }
  /// Ticks until the hands have drawn all.
  public var ticks: Int { ends.ticks }
  public func drawing(_ tick: Tick) -> InputFrame { ends.input(tick) }

  /// - Parameter tools: forceps and a needle holder among them.
  public func model(tools: [Instrument]) throws -> SimulationModel {
    let cells = (8, 8, 2)
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(Self.size * (u - 0.5), Self.thickness * (w - 1), -Self.size * (v - 0.5))
    }
    for (i, p) in built.places.enumerated() where p.0 == 0 || p.1 == 0 || p.0 == 2 * cells.0 || p.1 == 2 * cells.1 {
      built.mesh.fixed[i] = true
    }
    built.mesh.contactFaces = built.top
    let bottom = -Self.thickness
    let height = hasPledget ? 0.001_5 : 1e-4
    var path = SuturePath(heldAt: Self.end(-1), side: -1)
    path.pierce(Self.at(-1, -1e-4))
    path.pierce(Self.at(-1, bottom + 1e-4))
    if hasPledget {
      for (side, y) in [(-1.0, 0.0), (-1, height), (1, height), (1, 0)] { path.pass(Self.at(side, bottom - y)) }
    } else {
      for side in [-1.0, 1] { path.lead(to: Self.at(side, bottom - height)) }
    }
    path.pierce(Self.at(1, bottom + 1e-4))
    path.pierce(Self.at(1, -1e-4))
    path.hold(at: Self.end(1), side: 1)
    let suture = path.suture(in: built.mesh, knotted: false, segment: Self.segment, meetsTissue: true) { arcs in
      guard hasPledget else { return [] }
      return [
        .pledget(
          on: Vector3D(0, bottom, 0), normal: -1 * Self.up, along: Vector3D(1, 0, 0),
          arcs: SIMD4(arcs[0], arcs[1], arcs[3], arcs[2]), spacing: Self.spacing)
      ]
    }
    let material = Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060)
    return try SimulationModel(
      sewingOn: built.mesh,
      points: [MaterialPoint](
        repeating: MaterialPoint(material: material, puncture: tissue), count: 4 * built.mesh.tetrahedra.count),
      aggregates: 20, tools: tools, inHand: [.forceps, .needleHolder], sutures: [suture])
  }
}
