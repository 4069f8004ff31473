public import SimMath

/// A straight edge of an instrument that cuts tissue.
public struct CuttingEdge: BitwiseCopyable, Equatable, Sendable {
  /// Ends, tool axes with the jaws closed, m.
  public var from: Vector3
  public var to: Vector3
  /// What it moves with.
  public var part: ShapePrimitive.Part

  public init(from: Vector3, to: Vector3, part: ShapePrimitive.Part = .body) {
    self.from = from
    self.to = to
    self.part = part
  }

  /// Points in which an edge meets tissue, its ends among them.
  static var nodes: Int { 12 }
  /// Most edges of an instrument: two blades.
  public static var largestCount: Int { 2 }

  public var length: Float { (to - from).length }

  /// Point k of `nodes`, tool axes, m, and the length of edge that it stands for, m.
  func node(_ k: Int) -> (place: Vector3, length: Float) {
    let step = 1 / Float(Self.nodes - 1)
    let isEnd = k == 0 || k == Self.nodes - 1
    return (from + (Float(k) * step) * (to - from), (isEnd ? 0.5 : 1) * step * length)
  }
}
