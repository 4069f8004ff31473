public import SimMath

/// The record of one way of a needle through tissue. Places lie where they do in the model as loaded, whatever the
/// tissue's deformation at the time.
public struct NeedleBite: BitwiseCopyable, Equatable, Sendable {
  public enum Outcome: UInt8, BitwiseCopyable, Sendable {
    /// The tip is in the tissue.
    case inside
    /// It came out by a surface.
    case through
    /// It was drawn back out the way it came.
    case withdrawn
  }
  public enum Thickness: UInt8, BitwiseCopyable, Sendable {
    /// Out by a surface that looks the way from which the needle came: it took a part of the wall.
    case partial
    /// Out by the far wall.
    case full
    /// Out by a cut edge.
    case edge
  }
  public internal(set) var outcome = Outcome.inside
  /// Tick of the puncture and, where it came out, of that.
  public internal(set) var tick: UInt64 = 0
  public internal(set) var endTick: UInt64 = 0
  /// Where the tip went in, and the way out of the tissue there; m, unit length.
  public internal(set) var entry = Vector3D.zero
  public internal(set) var entryNormal = Vector3D.zero
  /// The same where it came out.
  public internal(set) var exit = Vector3D.zero
  public internal(set) var exitNormal = Vector3D.zero
  /// Furthest of the tip below the plane of the surface where it went in, m.
  public internal(set) var depth = 0.0
  /// Between needle and surface where it went in, with the surface as dented: rad, pi/2 for straight in.
  public internal(set) var angle = 0.0
  /// Length of channel cut, m.
  public internal(set) var length = 0.0
  /// Force along the tip at the puncture, N.
  public internal(set) var threshold = 0.0
  /// How far the needle has torn its channel wider, m, and the work of that, J.
  public internal(set) var torn = 0.0
  public internal(set) var tearWork = 0.0

  public init() {}

  /// Which part of the wall it took, once through. By the two surfaces' directions: within 60 degrees of opposite or of
  /// equal they are far wall and same side.
  public var thickness: Thickness {
    let turn = entryNormal.dot(exitNormal)
    return turn < -0.5 ? .full : turn > 0.5 ? .partial : .edge
  }
}
