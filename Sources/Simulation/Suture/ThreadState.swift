public import SimMath

/// The changing part of a suture thread. Owned by one thread of execution at a time; all storage is made here.
///
/// What passes from tick to tick is positions, velocities, broken segments, guides, obstacles, the friction of contacts
/// and twist; it is in `save()` and in `hash`. The rest is scratch.
public struct ThreadState: ~Copyable {
  let vertexCount: Int
  /// [V][3] m and m/s.
  let x: FixedBuffer<Double>
  let v: FixedBuffer<Double>
  /// 1 where a segment is broken or cut; [S].
  let broken: FixedBuffer<UInt8>
  /// Bend that each vertex keeps when nothing bends it: difference of its two segments, [V][3] m.
  let set: FixedBuffer<Double>
  /// What each segment has borne as a share of what breaks it, averaged over some ticks; [S].
  let burden: FixedBuffer<Double>
  let guides: FixedBuffer<ThreadGuide>
  let obstacles: FixedBuffer<ThreadObstacle>
  /// Lowest and highest corner of each obstacle's box, m; [obstacles][6]. Scratch of a step.
  let obstacleBoxes: FixedBuffer<Double>
  /// The tissue's surface under each vertex; [V], none where the thread meets no tissue.
  let rests: FixedBuffer<ThreadRest>
  /// Contacts with their friction at the end of the last tick.
  let contacts: FixedBuffer<ThreadContact>
  var contactCount = 0

  /// What holds the first vertex in the next tick; its owner sets it before each.
  var head = ThreadHead()

  /// Tension of each segment after the last tick, N; [S].
  let tension: FixedBuffer<Double>

  // Scratch.
  /// Torque in each segment, N m; [S].
  let torque: FixedBuffer<Double>
  let previous: FixedBuffer<Double>
  let step: FixedBuffer<Double>
  let load: FixedBuffer<Double>
  let oldContacts: FixedBuffer<ThreadContact>
  var oldCount = 0
  /// Where the old contacts of a segment begin; [S + 1].
  let oldStart: FixedBuffer<Int32>
  let candidates: FixedBuffer<Int32>
  var candidateCount = 0
  var candidatesKnown = false
  /// Pairs that can become candidates until the thread has moved by some way, the segments among them, and where all vertices
  /// were when the pairs were found; [S], [V][3] m. None of it changes what comes out.
  let nearPairs: FixedBuffer<Int32>
  let isNear: FixedBuffer<UInt8>
  let reference: FixedBuffer<Double>
  var nearCount = 0
  var nearKnown = false
  /// Boxes of eight segments each, then of each segment, [groups + S][6] m; groups near a group, [groups].
  let boxes: FixedBuffer<Double>
  let nearGroups: FixedBuffer<Int32>
  /// Place of each vertex in the matrix and the reverse; first block and offset of each row; [V], offsets [V + 1].
  let place: FixedBuffer<Int32>
  let vertexAt: FixedBuffer<Int32>
  let firstColumn: FixedBuffer<Int32>
  let rowStart: FixedBuffer<Int32>
  /// Vertices that contacts join: heads of lists by vertex, [V]; next and target, [8 x contacts].
  let linkHead: FixedBuffer<Int32>
  let linkNext: FixedBuffer<Int32>
  let linkTarget: FixedBuffer<Int32>
  /// Blocks of the matrix and then of its factor, 9 each by rows.
  let blocks: FixedBuffer<Double>
  /// Inverses of the factor's diagonal: six numbers each, [V][6].
  let pivots: FixedBuffer<Double>
  /// Of the tick: where inertia takes the vertices, m; [V][3]. Length of each segment at the start, m; [S]. Direction from
  /// neighbour to neighbour at the start, and the bend at which nothing bends with what damps it, m; [V][3]. Of a Newton step:
  /// force and stiffness of each vertex' bend, N and N/m; [V][3], [V].
  let goal: FixedBuffer<Double>
  let bending: FixedBuffer<SymmetricBlockD>
  let lengthBefore: FixedBuffer<Double>
  let chordBefore: FixedBuffer<Double>
  let kept: FixedBuffer<Double>
  let moment: FixedBuffer<Double>
  /// [guides].
  let guideTicks: FixedBuffer<ThreadGuideTick>
  /// Of `ThreadBand`; [V] each.
  let ownBlocks: FixedBuffer<SymmetricBlockD>
  let nextBlocks: FixedBuffer<SymmetricBlockD>
  let farBlocks: FixedBuffer<SymmetricBlockD>
  let columns: FixedBuffer<ThreadBand.Column>

  /// A thread at rest along `points`.
  /// - Parameter points: centreline of at least two points, m; the thread begins at the first and is laid along it;
  ///   what is longer than the line goes on straight.
  public init(model: ThreadModel, along points: [Vector3D]) {
    let n = model.vertexCount
    vertexCount = n
    x = FixedBuffer(count: 3 * n, repeating: 0)
    v = FixedBuffer(count: 3 * n, repeating: 0)
    broken = FixedBuffer(count: n - 1, repeating: 0)
    set = FixedBuffer(count: 3 * n, repeating: 0)
    burden = FixedBuffer(count: n - 1, repeating: 0)
    guides = FixedBuffer(count: model.guideCapacity, repeating: Self.noGuide)
    obstacles = FixedBuffer(count: model.obstacleCapacity, repeating: .none)
    obstacleBoxes = FixedBuffer(count: 6 * model.obstacleCapacity, repeating: 0)
    rests = FixedBuffer(count: model.meetsTissue ? n : 0, repeating: ThreadRest())
    contacts = FixedBuffer(count: model.contactCapacity, repeating: .none)
    torque = FixedBuffer(count: n - 1, repeating: 0)
    tension = FixedBuffer(count: n - 1, repeating: 0)
    previous = FixedBuffer(count: 3 * n, repeating: 0)
    step = FixedBuffer(count: 3 * n, repeating: 0)
    load = FixedBuffer(count: 3 * n, repeating: 0)
    oldContacts = FixedBuffer(count: model.contactCapacity, repeating: .none)
    oldStart = FixedBuffer(count: n, repeating: 0)
    candidates = FixedBuffer(count: 2 * model.candidateCapacity, repeating: 0)
    let groups = (n - 1 + 7) / 8
    boxes = FixedBuffer(count: 6 * (groups + n - 1), repeating: 0)
    nearGroups = FixedBuffer(count: groups, repeating: 0)
    place = FixedBuffer(count: n, repeating: 0)
    vertexAt = FixedBuffer(count: n, repeating: 0)
    firstColumn = FixedBuffer(count: n, repeating: 0)
    rowStart = FixedBuffer(count: n + 1, repeating: 0)
    linkHead = FixedBuffer(count: n, repeating: -1)
    linkNext = FixedBuffer(count: 8 * model.contactCapacity, repeating: -1)
    linkTarget = FixedBuffer(count: 8 * model.contactCapacity, repeating: 0)
    blocks = FixedBuffer(count: 9 * model.blockCapacity, repeating: 0)
    pivots = FixedBuffer(count: 6 * n, repeating: 0)
    nearPairs = FixedBuffer(count: 2 * model.candidateCapacity, repeating: 0)
    isNear = FixedBuffer(count: n - 1, repeating: 0)
    reference = FixedBuffer(count: 3 * n, repeating: 0)
    goal = FixedBuffer(count: 3 * n, repeating: 0)
    bending = FixedBuffer(count: n, repeating: .zero)
    lengthBefore = FixedBuffer(count: n - 1, repeating: 0)
    chordBefore = FixedBuffer(count: 3 * n, repeating: 0)
    kept = FixedBuffer(count: 3 * n, repeating: 0)
    moment = FixedBuffer(count: 3 * n, repeating: 0)
    guideTicks = FixedBuffer(count: model.guideCapacity, repeating: ThreadGuideTick())
    ownBlocks = FixedBuffer(count: n, repeating: .zero)
    nextBlocks = FixedBuffer(count: n, repeating: .zero)
    farBlocks = FixedBuffer(count: n, repeating: .zero)
    columns = FixedBuffer(count: n, repeating: ThreadBand.Column())
    let laid = Self.places(along: points, spacing: model.segmentLength, count: n)
    for (i, p) in laid.enumerated() { setPosition(p, of: i) }
  }

  static var noGuide: ThreadGuide {
    var g = ThreadGuide(at: 0, position: .zero)
    g.isActive = false
    return g
  }

  /// Places on a line, each `spacing` in a straight line from the one before; beyond its end the line goes on straight.
  /// - Parameter points: at least two, m.
  public static func places(along points: [Vector3D], spacing: Double, count: Int) -> [Vector3D] {
    precondition(points.count >= 2)
    var k = 0
    var at = points[0]
    var result = [at]
    while result.count < count {
      // On the first piece of the line that leaves the sphere around the last place.
      while k + 2 < points.count && (points[k + 1] - at).length < spacing { k += 1 }
      let d = (points[k + 1] - points[k]).normalized
      let from = points[k] - at
      let along = -from.dot(d)
      let off = max(0, from.lengthSquared - along * along)
      let root = max(0, spacing * spacing - off).squareRoot()
      at = points[k] + (along + root) * d
      result.append(at)
    }
    return result
  }

  /// Positions of all vertices, [V][3] m.
  public var positions: Span<Double> {
    @_lifetime(borrow self)
    get { x.span }
  }
  /// Velocities of all vertices, [V][3] m/s.
  public var velocities: Span<Double> {
    @_lifetime(borrow self)
    get { v.span }
  }
  /// Tension of all segments after the last tick, [S] N.
  public var tensions: Span<Double> {
    @_lifetime(borrow self)
    get { tension.span }
  }

  public func position(_ i: Int) -> Vector3D { Vector3D(x[3 * i], x[3 * i + 1], x[3 * i + 2]) }
  public mutating func setPosition(_ p: Vector3D, of i: Int) {
    x[3 * i] = p.x
    x[3 * i + 1] = p.y
    x[3 * i + 2] = p.z
    candidatesKnown = false
  }
  public mutating func setVelocity(_ u: Vector3D, of i: Int) {
    v[3 * i] = u.x
    v[3 * i + 1] = u.y
    v[3 * i + 2] = u.z
  }
  /// Makes its bends its own: as it lies now it is at rest.
  mutating func keepBends() {
    for i in 1..<(vertexCount - 1) {
      let bend = (position(i + 1) - position(i)) - (position(i) - position(i - 1))
      set[3 * i] = bend.x
      set[3 * i + 1] = bend.y
      set[3 * i + 2] = bend.z
    }
  }
  public func isBroken(_ segment: Int) -> Bool { broken[segment] != 0 }
  /// Cuts the thread in a segment; the two pieces go on as one state.
  public mutating func cut(_ segment: Int) { broken[segment] = 1 }

  public subscript(guide i: Int) -> ThreadGuide {
    get { guides[i] }
    nonmutating set { guides[i] = newValue }
  }
  public subscript(obstacle i: Int) -> ThreadObstacle {
    get { obstacles[i] }
    nonmutating set { obstacles[i] = newValue }
  }
  /// What a vertex does to the tissue that it lies on after the last tick, N; zero where it lies on none.
  public func force(onTissueAt vertex: Int) -> Vector3D { rests.count > 0 ? rests[vertex].force : .zero }
}
