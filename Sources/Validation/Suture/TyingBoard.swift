import Anatomy
import Frames
public import SimMath
public import Simulation

/// A board to tie knots on: a flat pad with a thread of polypropylene through two holes beside each other, its long end up to one
/// side and its tail to the other.
///
/// The pad's upper side is at y = 0, and the knot belongs between the holes, at the origin. The long end lies along -z, the tail
/// along +z and away from a needle holder that comes from the dominant hand's side, +x for a right-handed person.
public struct TyingBoard {
  /// Free lengths of both ends, m: the tail of 22 mm has room for the needle holder's loop and jaws.
  public static let tail = 0.022
  public static let long = 0.052
  /// Width of the pad, so that a tail that falls to any side lies on it, and its thickness, m; half of the distance between the
  /// holes.
  private static let (width, thickness, halfBridge) = (0.048, 0.010, 0.001)
  /// What each hole holds by itself, N.
  private static let grip = 0.02
  /// Pull at which a hole would tear, N: more than hands draw with, so that the board lasts.
  private static let tearForce = 20.0

  public let material: ThreadMaterial
  public let suture: SutureModel
  private let mesh: TissueMesh

  /// - Parameters:
  ///   - isMirrored: for a left-handed person.
  ///   - segment: of the thread, about so long, m. Usual: 2.4 diameters.
  public init(size: SutureSize = .size5_0, isMirrored: Bool = false, segment: Double = 0.000_3) {
    material = ThreadMaterial(size, .polypropylene)
    var built = QuadraticGrid(cells: (8, 8, 2)).build { u, v, w in
      Vector3D(Self.width * (u - 0.5), Self.thickness * (w - 1), -Self.width * (v - 0.5))
    }
    for (i, p) in built.places.enumerated() where p.2 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    mesh = built.mesh
    let side = isMirrored ? -1.0 : 1.0
    let holes = [1.0, -1.0].map { Vector3D($0 * side * Self.halfBridge, -1e-4, 0) }
    let line = [
      holes[0] + Self.long * Vector3D(0, 0.63, -0.7766).normalized, holes[0], holes[1],
      holes[1] + Self.tail * Vector3D(-0.6 * side, 0.25, 0.76).normalized,
    ]
    var arcs = [0.0]
    for i in 1..<line.count { arcs.append(arcs[i - 1] + (line[i] - line[i - 1]).length) }
    suture = SutureModel(
      material: material, segments: Int(arcs[3] / segment), length: arcs[3], line: line,
      punctures: [1, 2].map {
        SuturePuncture(
          TissuePlace(line[$0], in: built.mesh, margin: 0.1)!, arc: arcs[$0], grip: Self.grip, tearForce: Self.tearForce)
      },
      meetsInstruments: true, meetsTissue: true)
  }

  /// So far before the long end, where forceps take it, m.
  public func strand(before length: Double) -> Vector3D {
    suture.line[0] + length * (suture.line[1] - suture.line[0]).normalized
  }

  /// - Parameter tools: a needle holder and forceps.
  public func model(tools: [Instrument]) throws(TissueError) -> SimulationModel {
    let point = MaterialPoint(material: Material(youngsModulus: 3e5, poissonRatio: 0.45, density: 1060))
    return try SimulationModel(
      sewingOn: mesh, points: [MaterialPoint](repeating: point, count: 4 * mesh.tetrahedra.count), aggregates: 20, tools: tools,
      inHand: [.needleHolder, .forceps], sutures: [suture])
  }
}
