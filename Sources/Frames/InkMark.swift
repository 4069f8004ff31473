public import SimMath

/// Ink on the tissue, put there by the trainee.
@frozen public struct InkMark: Equatable, Sendable {
  public var kind: InkMarkKind
  /// Where it lies in the anatomy frame as loaded (m), so that it follows the tissue.
  public var site: Vector3

  @inlinable public init(kind: InkMarkKind, site: Vector3) {
    self.kind = kind
    self.site = site
  }
}
