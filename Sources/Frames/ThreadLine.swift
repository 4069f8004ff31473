/// A suture thread as it is shown.
public struct ThreadLine: Equatable, Sendable {
  /// Positions of its vertices from one end to the other, [n][3] m, world frame.
  public var vertices: [Float]
  /// Of the thread, m. 6-0 is about 0.04 mm, 4-0 about 0.08 mm.
  public var radius: Float
  public var kind: ThreadKind

  public init(vertices: [Float], radius: Float, kind: ThreadKind = .polypropylene) {
    self.vertices = vertices
    self.radius = radius
    self.kind = kind
  }
}
