import SimMath

/// A suture of the scene as it is shown: what never changes of it, and how it lies among the numbers of a snapshot.
public struct SutureForm: Equatable, Sendable {
  /// The needle on its first end: radius of its circle and of its wire, m, and how much of a circle it is, rad.
  public struct Needle: Equatable, Sendable {
    public var curveRadius: Float
    public var wireRadius: Float
    public var arc: Float

    public init(curveRadius: Float, wireRadius: Float, arc: Float) {
      self.curveRadius = curveRadius
      self.wireRadius = wireRadius
      self.arc = arc
    }
  }

  /// Vertices of the thread, its radius, m, and what it is.
  public var vertexCount: Int
  public var radius: Float
  public var kind: ThreadKind
  public var needle: Needle?
  /// What the thread runs through.
  public var bolsters: [BolsterForm]

  public init(vertexCount: Int, radius: Float, kind: ThreadKind, needle: Needle?, bolsters: [BolsterForm] = []) {
    self.vertexCount = vertexCount
    self.radius = radius
    self.kind = kind
    self.needle = needle
    self.bolsters = bolsters
  }

  /// Numbers in a snapshot: positions of the vertices, [V][3] m, then 1 for each segment that is broken or cut and else 0,
  /// [V - 1], then of a needle its circle's middle, m, and two axes, and the same of each bolster.
  public var count: Int { 4 * vertexCount - 1 + (needle == nil ? 0 : 9) + 9 * bolsters.count }

  /// The suture as it lies in its numbers, which may have been blended from two moments: the pieces of its thread, from
  /// the needle's end on, its needle and its bolsters.
  public func read(
    _ numbers: some Collection<Float>
  ) -> (thread: [ThreadLine], needle: NeedleShape?, bolsters: [BolsterShape]) {
    let n = Array(numbers)
    precondition(n.count == count)
    var thread: [ThreadLine] = []
    var first = 0
    for i in 1...vertexCount where i == vertexCount || n[3 * vertexCount + i - 1] > 0 {
      // A vertex between two cuts is no line.
      if i - first > 1 {
        thread.append(ThreadLine(vertices: Array(n[(3 * first)..<(3 * i)]), radius: radius, kind: kind))
      }
      first = i
    }
    var next = 4 * vertexCount - 1
    let shape = needle.map {
      NeedleShape(
        pose: Self.pose(n, at: &next), curveRadius: $0.curveRadius, wireRadius: $0.wireRadius, arc: $0.arc)
    }
    return (thread, shape, bolsters.map { BolsterShape(form: $0, pose: Self.pose(n, at: &next)) })
  }

  /// A middle and two axes, which need not be at right angles any more.
  private static func pose(_ n: [Float], at next: inout Int) -> Pose {
    let at = n[next..<(next + 9)].map { Double($0) }
    next += 9
    let x = Vector3D(at[3], at[4], at[5]).normalized
    let z = x.cross(Vector3D(at[6], at[7], at[8])).normalized
    return Pose(
      position: Vector3(Vector3D(at[0], at[1], at[2])), orientation: Quaternion(columns: x, z.cross(x), z))
  }
}
