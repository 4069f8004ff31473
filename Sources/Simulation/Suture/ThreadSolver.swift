import SimMath

/// Pointers to one model and one state for the length of a tick, and the tick itself.
///
/// Implicit Euler: a tick makes 1/2 M |x - x0 - dt v - dt2 g|^2 / dt2 + energy(x) stationary, energy being stretching
/// and bending of a discrete elastic rod (Bergou et al. 2008; bending by the second difference, which is exact for a
/// length that does not change: Bergou et al. 2006), contacts, and guides. Each Newton step solves for all vertices at
/// once, with contacts of distant pieces as blocks of the same symmetric matrix, and is shortened so that nothing
/// passes through anything (as in Li et al. 2020, by conservative advancement).
struct ThreadSolver {
  let model: ThreadModel
  let n: Int
  let segments: Int
  let length: Double
  let x: UnsafeMutablePointer<Double>
  let v: UnsafeMutablePointer<Double>
  let previous: UnsafeMutablePointer<Double>
  let step: UnsafeMutablePointer<Double>
  let load: UnsafeMutablePointer<Double>
  let broken: UnsafeMutablePointer<UInt8>
  let set: UnsafeMutablePointer<Double>
  let burden: UnsafeMutablePointer<Double>
  let tension: UnsafeMutablePointer<Double>
  let torque: UnsafeMutablePointer<Double>
  let guides: UnsafeMutablePointer<ThreadGuide>
  let obstacles: UnsafeMutablePointer<ThreadObstacle>
  let obstacleBoxes: UnsafeMutablePointer<Double>
  let rests: UnsafeMutablePointer<ThreadRest>
  let restCount: Int
  let contacts: UnsafeMutablePointer<ThreadContact>
  let oldContacts: UnsafeMutablePointer<ThreadContact>
  let oldStart: UnsafeMutablePointer<Int32>
  let candidates: UnsafeMutablePointer<Int32>
  let nearPairs: UnsafeMutablePointer<Int32>
  let isNear: UnsafeMutablePointer<UInt8>
  let reference: UnsafeMutablePointer<Double>
  let boxes: UnsafeMutablePointer<Double>
  let nearGroups: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int32>
  let vertexAt: UnsafeMutablePointer<Int32>
  let firstColumn: UnsafeMutablePointer<Int32>
  let rowStart: UnsafeMutablePointer<Int32>
  let linkHead: UnsafeMutablePointer<Int32>
  let linkNext: UnsafeMutablePointer<Int32>
  let linkTarget: UnsafeMutablePointer<Int32>
  let blocks: UnsafeMutablePointer<Double>
  let pivots: UnsafeMutablePointer<Double>
  let goal: UnsafeMutablePointer<Double>
  let bending: UnsafeMutablePointer<SymmetricBlockD>
  let lengthBefore: UnsafeMutablePointer<Double>
  let chordBefore: UnsafeMutablePointer<Double>
  let kept: UnsafeMutablePointer<Double>
  let moment: UnsafeMutablePointer<Double>
  let guideTicks: UnsafeMutablePointer<ThreadGuideTick>
  let band: ThreadBand

  let head: ThreadHead

  var contactCount: Int
  var oldCount = 0
  var candidateCount: Int
  var candidatesKnown: Bool
  var nearCount: Int
  var nearKnown: Bool
  /// Distant pieces of thread touch: the matrix is not a band.
  var isJoined = false
  /// Contacts between pieces of thread are not in the matrix off its band.
  var isDecoupled = false
  /// The last step was a small one: tensions are those of an equilibrium.
  var isSettled = false
  var output = ThreadOutput()

  /// s, and 1/s2.
  static var tick: Double { 0.001 }
  static var inverseSquareTick: Double { 1e6 }

  init(_ model: ThreadModel, _ state: borrowing ThreadState) {
    self.model = model
    n = model.vertexCount
    segments = model.segmentCount
    length = model.segmentLength
    x = state.x.base
    v = state.v.base
    previous = state.previous.base
    step = state.step.base
    load = state.load.base
    broken = state.broken.base
    set = state.set.base
    burden = state.burden.base
    tension = state.tension.base
    torque = state.torque.base
    guides = state.guides.base
    obstacles = state.obstacles.base
    obstacleBoxes = state.obstacleBoxes.base
    rests = state.rests.base
    restCount = state.rests.count
    contacts = state.contacts.base
    oldContacts = state.oldContacts.base
    oldStart = state.oldStart.base
    candidates = state.candidates.base
    nearPairs = state.nearPairs.base
    isNear = state.isNear.base
    reference = state.reference.base
    boxes = state.boxes.base
    nearGroups = state.nearGroups.base
    place = state.place.base
    vertexAt = state.vertexAt.base
    firstColumn = state.firstColumn.base
    rowStart = state.rowStart.base
    linkHead = state.linkHead.base
    linkNext = state.linkNext.base
    linkTarget = state.linkTarget.base
    blocks = state.blocks.base
    pivots = state.pivots.base
    goal = state.goal.base
    bending = state.bending.base
    lengthBefore = state.lengthBefore.base
    chordBefore = state.chordBefore.base
    kept = state.kept.base
    moment = state.moment.base
    guideTicks = state.guideTicks.base
    band = ThreadBand(
      vertexCount: model.vertexCount, own: state.ownBlocks.base, next: state.nextBlocks.base, far: state.farBlocks.base,
      column: state.columns.base)
    head = state.head
    contactCount = state.contactCount
    candidateCount = state.candidateCount
    candidatesKnown = state.candidatesKnown
    nearCount = state.nearCount
    nearKnown = state.nearKnown
  }

  @inline(__always) func at(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    Vector3D(p[3 * i], p[3 * i + 1], p[3 * i + 2])
  }
  @inline(__always) func put(_ p: UnsafeMutablePointer<Double>, _ i: Int, _ w: Vector3D) {
    p[3 * i] = w.x
    p[3 * i + 1] = w.y
    p[3 * i + 2] = w.z
  }
  @inline(__always) func add(_ p: UnsafeMutablePointer<Double>, _ i: Int, _ w: Vector3D) {
    p[3 * i] += w.x
    p[3 * i + 1] += w.y
    p[3 * i + 2] += w.z
  }

  /// A step is final when no vertex moves further than this share of the diameter.
  private static var tolerance: Double { 2e-4 }

  /// Tensions count for breaking where the last step moved no vertex further than this share of the diameter.
  private static var settled: Double { 0.03 }

  mutating func run() {
    startRod()
    startContacts()
    startTwist()
    startGuides()
    if !candidatesKnown {
      for i in 0..<(3 * n) { step[i] = 0 }
      findCandidates()
    }
    // The last step's size, m, if it was gone as a whole, and what holds the next one.
    var last = Double.infinity
    var holding = 0.0
    var done = false
    while output.iterations < model.iterations && !done {
      output.iterations += 1
      evaluateContacts()
      findStep(holding: holding)
      // Into a contact that does not press yet a step goes as if it were not there: what it would run into is solved for anew.
      if evaluateContacts(ahead: true) {
        findStep(holding: holding)
        for _ in 0..<Self.releases {
          guard dropPulling() else { break }
          findStep(holding: holding)
        }
      }
      let share = freeShare(within: linearShare())
      let isWhole = share == 1
      let size = goOn(share: share) / share
      done = isWhole && size < Self.tolerance * model.material.diameter
      isSettled = size < Self.settled * model.material.diameter
      if isWhole && !isSettled && size > Self.falling * last { holding = Self.more(holding) }
      last = isWhole ? size : .infinity
    }
    if !isSettled {
      output.status.insert(.behind)
      relax(holding: max(Self.relaxing, holding))
    }
    finish()
  }

  /// How often at most what a step was wrongly expected to run into is let go. Usual: 3; most steps need none.
  private static var releases: Int { 3 }

  /// The Newton step for the contacts that there are, and what could touch in it.
  ///
  /// - Parameter holding: as of ``assemble(holding:)``.
  private mutating func findStep(holding: Double) {
    order()
    assemble(holding: holding)
    solveStep()
    findCandidates()
  }

  /// The next stiffer springs that hold every vertex where it is in a step, N/m.
  ///
  /// What keeps a tick from its end is soft: a slack loop on a few places that it lies on, from which one step leads off some of
  /// them and the next one back. To first order nothing keeps such a loop from going a diameter to and fro, and each time
  /// segments turn by so much that they are stretched with newtons. The springs begin anew where each step does: they change no
  /// equilibrium, only how far a step goes towards it (the proximal point method, Rockafellar 1976).
  ///
  /// - Parameter holding: of those so far, zero where there are none.
  private static func more(_ holding: Double) -> Double { holding == 0 ? 10 : min(270, 10 * holding) }
  /// A step that isn't small and is larger than this share of the one before it calls for stiffer ones.
  private static var falling: Double { 0.5 }

  /// Such springs at least while a tick ends that could not be solved, N/m, and steps with them. A slack thread's own stiffness is
  /// far less, what a stretched one pulls with per way far more.
  private static var relaxing: Double { 30 }
  private static var relaxations: Int { 2 }

  /// Brings to rest what is stiff in a tick that has not been solved to its end.
  ///
  /// Where the steps left off, segments can be longer by a share that pulls with many newtons. Held in its place, the loop waits
  /// for the next tick while they settle.
  private mutating func relax(holding: Double) {
    for _ in 0..<Self.relaxations {
      evaluateContacts()
      findStep(holding: holding)
      goOn(share: freeShare(within: linearShare()))
    }
  }

  /// Goes so much of `step`, and the shapes and guides with it; the largest way of a vertex along an axis.
  @discardableResult private mutating func goOn(share: Double) -> Double {
    var largest = 0.0
    for i in 0..<(3 * n) {
      let d = share * step[i]
      x[i] += d
      largest = max(largest, abs(d))
    }
    moveObstacles(share)
    slideGuides()
    return largest
  }

  /// Solves for `step`.
  private func solveStep() {
    if isJoined {
      join()
      factor()
      solve()
    } else {
      for i in 0..<(3 * n) { step[i] = load[i] }
      band.solve(UnsafeMutableRawPointer(step).assumingMemoryBound(to: Vector3D.self))
    }
  }

  /// The share of a step within which no segment turns by more than about half a radian, as far as a segment's length
  /// is linear in its ends, and no vertex goes further than by a segment beyond twice its way by inertia.
  ///
  /// A slack thread has hardly any stiffness against being moved sideways as a whole, and the linear answer to a small force
  /// that turns as it goes can be a way of decimetres, to places that only this answer knows.
  private func linearShare() -> Double {
    var turn = 0.0
    var way = 0.0
    var inertia = 0.0
    for i in 0..<n {
      way = max(way, at(step, i).lengthSquared)
      inertia = max(inertia, (at(goal, i) - at(previous, i)).lengthSquared)
      guard i < segments && broken[i] == 0 else { continue }
      turn = max(turn, (at(step, i + 1) - at(step, i)).lengthSquared)
    }
    let furthest = length + 2 * inertia.squareRoot()
    return min(share(of: turn.squareRoot(), within: 0.5 * length), share(of: way.squareRoot(), within: furthest))
  }

  private func share(of way: Double, within limit: Double) -> Double { way > limit ? limit / way : 1 }

  /// Velocities, friction that stays, forces on owners, breaking, energies.
  private mutating func finish() {
    var isFinite = true
    for i in 0..<(3 * n) where !x[i].isFinite { isFinite = false }
    guard isFinite else {
      for i in 0..<(3 * n) {
        x[i] = previous[i]
        v[i] = 0
      }
      contactCount = 0
      candidatesKnown = false
      output.status.insert(.notFinite)
      return
    }
    for i in 0..<(3 * n) { v[i] = (x[i] - previous[i]) / Self.tick }
    evaluateContacts()
    finishContacts()
    finishGuides()
    finishTwist()
    yield()
    measure()
  }
}

extension ThreadState {
  /// Takes one tick of 1 ms: the same bits for the same model and state, whatever the thread's floating-point mode.
  ///
  /// Real-time safe: no allocation, lock or I/O. Guides and obstacles are where their owner has put them at its end.
  public mutating func advance(_ model: ThreadModel) -> ThreadOutput {
    precondition(model.vertexCount == vertexCount)
    return FloatingPointMode.withDeterministic {
      var solver = ThreadSolver(model, self)
      solver.run()
      contactCount = solver.contactCount
      candidateCount = solver.candidateCount
      candidatesKnown = solver.candidatesKnown
      nearCount = solver.nearCount
      nearKnown = solver.nearKnown
      return solver.output
    }
  }
}
