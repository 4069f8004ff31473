public import SimMath

/// The record of one way of a needle through tissue. Places lie where they do in the model as loaded, whatever the
/// tissue's deformation at the time.
@frozen public struct NeedleBite: BitwiseCopyable, Equatable, Sendable {
  /// The raw values are part of the log format: never renumber.
  @frozen public enum Outcome: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// The tip is in the tissue.
    case inside = 0
    /// It came out by a surface.
    case through = 1
    /// It was drawn back out the way it came.
    case withdrawn = 2
  }
  @frozen public enum Thickness: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// Out by a surface that looks the way from which the needle came: it took a part of the wall.
    case partial = 0
    /// Out by the far wall.
    case full = 1
    /// Out by a cut edge.
    case edge = 2
  }
  public var outcome = Outcome.inside
  /// Tick of the puncture and, where it came out, of that.
  public var tick: UInt64 = 0
  public var endTick: UInt64 = 0
  /// Where the tip went in, and the way out of the tissue there; m, unit length.
  public var entry = Vector3D.zero
  public var entryNormal = Vector3D.zero
  /// The same where it came out.
  public var exit = Vector3D.zero
  public var exitNormal = Vector3D.zero
  /// Furthest of the tip below the plane of the surface where it went in, m.
  public var depth = 0.0
  /// Between needle and surface where it went in, with the surface as dented: rad, pi/2 for straight in.
  public var angle = 0.0
  /// Length of channel cut, m.
  public var length = 0.0
  /// Force along the tip at the puncture, N.
  public var threshold = 0.0
  /// How far the needle has torn its channel wider, m, and the work of that, J.
  public var torn = 0.0
  public var tearWork = 0.0
  /// Shortest distance of the entry from an edge of the touchable surface, be it where the tissue ends or where it was
  /// cut, m; infinite where the surface has none.
  public var edgeDistance = Double.infinity

  public init() {}

  /// Which part of the wall it took, once through. By the two surfaces' directions: within 60 degrees of opposite or of
  /// equal they are far wall and same side.
  public var thickness: Thickness {
    let turn = entryNormal.dot(exitNormal)
    return turn < -0.5 ? .full : turn > 0.5 ? .partial : .edge
  }
}
