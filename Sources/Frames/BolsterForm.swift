import SimMath

/// A pledget or a snare on a thread as it is shown: what never changes of it.
public struct BolsterForm: Equatable, Sendable {
  public enum Kind: Sendable {
    /// A pad of felt.
    case pledget
    /// A tube.
    case snare
  }

  public var kind: Kind
  /// Along x, y and z, m: length, thickness and width; a tube's outer diameter twice, and its length along y.
  public var size: Vector3
  /// Of the holes in a pad, or a tube's inner diameter, m.
  public var spacing: Float

  public init(kind: Kind, size: Vector3, spacing: Float) {
    self.kind = kind
    self.size = size
    self.spacing = spacing
  }
}
