import Frames
import SimMath

/// One way of a needle through the wall of one of two vessels that are sewn together.
public struct StitchPass: Equatable, Sendable, Codable {
  /// Whether it is in the proximal vessel.
  public var isProximal: Bool
  /// Whether the needle took the whole wall.
  public var isFull: Bool
  /// Where around the vessel its outer hole is, rad, as in `VesselCoordinate`.
  public var angle: Double
  /// How far that hole is from the edge of its vessel, along the axis, m; as loaded.
  public var edgeDistance: Double
  /// Furthest of the point below the surface where it went in, m.
  public var depth: Double
  /// Between needle and surface where it went in, rad; pi/2 for straight in.
  public var needleAngle: Double
  /// What the needle tore, m.
  public var torn: Double
  /// Ticks of the puncture and of the coming out.
  public var tick: UInt64
  public var endTick: UInt64

  init(_ bite: NeedleBite, _ truth: AnastomosisTruth) {
    func radius(_ p: Vector3D) -> Double { (p.x * p.x + p.y * p.y).squareRoot() }
    let hole = radius(bite.exit) > radius(bite.entry) && bite.outcome == .through ? bite.exit : bite.entry
    isProximal = bite.entry.z < truth.seam
    isFull = bite.outcome == .through && bite.thickness == .full
    angle = Trigonometry.atan2(hole.x, hole.y)
    edgeDistance = isProximal ? truth.seam - 0.5 * truth.gap - hole.z : hole.z - truth.seam - 0.5 * truth.gap
    depth = bite.depth
    needleAngle = bite.angle
    torn = bite.torn
    tick = bite.tick
    endTick = bite.endTick
  }
}
