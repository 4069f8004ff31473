import SimMath

/// The surface of the tissue under the thread.
///
/// A vertex that has been out of the tissue is held off its surface from then on. In its punctures, and beside them, the thread
/// goes through; what lies in the tissue, as in a channel, is let out wherever it comes out.
extension SutureState {
  /// Thread to either side of a puncture, and behind a needle, that goes through the surface there, m: more than slides in a
  /// tick.
  private static var mouth: Double { 0.000_6 }
  /// Depth at which a vertex has gone through the surface after all and is in the tissue, m.
  private static var lost: Double { 0.000_2 }
  /// Share of the thread's radius by which a vertex that has come out deeper is let rise in a tick.
  private static var rise: Double { 0.02 }
  /// How far from the middle between two walls a thread is that is still held off neither, with the skin itself, by skins of contacts.
  private static var leeway: Double { 1.5 }
  /// Ticks by which the surface ahead of a vertex is looked for, at how many places at most, and how far from each other, m: an end
  /// that springs back goes two millimetres in a tick.
  private static var ahead: (ticks: Double, places: Int, apart: Double) { (2, 16, 0.000_3) }

  /// Finds the surface under every vertex. Before a tick.
  /// - Parameter vertices: positions, [N][4] m.
  mutating func findRests(
    _ border: TissueBorder, _ grid: borrowing BorderGrid, _ paths: TissuePaths, vertices: UnsafeMutablePointer<Float>
  ) {
    guard model.meetsTissue else { return }
    let rests = thread.rests.base
    let radius = 0.5 * model.thread.material.diameter
    // Those that are not spared first, then of these what is near.
    for i in 0..<model.thread.vertexCount { rests[i].isActive = true }
    for k in SutureModel.hands..<thread.guides.count where thread.guides[k].isActive { spare(around: thread.guides[k].arc) }
    if needle.exists { spare(around: 0) }
    for i in 0..<model.thread.vertexCount where rests[i].isActive {
      rests[i].isActive = false
      guard var (near, point) = surface(i, border, grid, paths, vertices: vertices) else { continue }
      if rests[i].holds {
        guard near.height > -Self.lost else {
          rests[i].clearance = .nan
          continue
        }
        rests[i].clearance = min(radius, max(rests[i].clearance + Self.rise * radius, near.height))
      } else {
        guard near.height >= 0 else { continue }
        rests[i].clearance = min(radius, near.height)
      }
      // Between two walls that are nearer to each other than it is thick a thread is held midway, off the one to which it goes:
      // held off each by its whole half thickness, or off the one where it is, it would be thrown to and fro tick by tick.
      let reach = radius + model.thread.skin
      if near.height < reach, let wall = facing(i, near, point, within: 2 * reach, border, grid, paths, vertices: vertices) {
        rests[i].clearance = min(rests[i].clearance, 0.5 * wall.room - Self.leeway * model.thread.skin)
        let goal = thread.position(i) + 0.001 * velocity(i)
        if (goal - point).dot(near.normal) > 0.5 * wall.room { (near, point) = (wall.touch, wall.point) }
      }
      rests[i].isActive = true
      rests[i].place = near.place
      rests[i].normal = near.normal
      (rests[i].point, rests[i].at, rests[i].from) = (point, point, point)
    }
  }

  /// The surface at a vertex, or else the first that it would come to as it moves.
  private func surface(
    _ i: Int, _ border: TissueBorder, _ grid: borrowing BorderGrid, _ paths: TissuePaths, vertices: UnsafeMutablePointer<Float>
  ) -> (touch: TissueBorder.Touch, point: Vector3D)? {
    let p = thread.position(i)
    if let found = border.nearest(p, grid, vertices, paths) { return found }
    let way = (0.001 * Self.ahead.ticks) * velocity(i)
    let places = min(Self.ahead.places, Int(way.length / Self.ahead.apart))
    var k = 1
    while k <= places {
      if var found = border.nearest(p + (Double(k) / Double(places)) * way, grid, vertices, paths) {
        found.touch.height = (p - found.point).dot(found.touch.normal)
        return found
      }
      k += 1
    }
    return nil
  }

  /// The wall that faces a place, if it is nearer than `most` (m): with its height as of a vertex, and how far the walls are from
  /// each other, m.
  private func facing(
    _ i: Int, _ near: TissueBorder.Touch, _ point: Vector3D, within most: Double, _ border: TissueBorder,
    _ grid: borrowing BorderGrid, _ paths: TissuePaths, vertices: UnsafeMutablePointer<Float>
  ) -> (touch: TissueBorder.Touch, point: Vector3D, room: Double)? {
    guard var wall = border.nearest(point + most * near.normal, grid, vertices, paths), wall.touch.height < 0,
      wall.touch.normal.dot(near.normal) < 0
    else { return nil }
    let room = max(0, most + wall.touch.height)
    wall.touch.height = (thread.position(i) - wall.point).dot(wall.touch.normal)
    return (wall.touch, wall.point, room)
  }

  /// m/s.
  private func velocity(_ i: Int) -> Vector3D { Vector3D(thread.v[3 * i], thread.v[3 * i + 1], thread.v[3 * i + 2]) }

  /// Lets the vertices about a place of the thread go through the surface.
  /// - Parameter arc: length from the thread's first end, m.
  private func spare(around arc: Double) {
    let length = model.thread.segmentLength
    let first = max(0, Int(((arc - Self.mouth) / length).rounded(.up)))
    let last = min(model.thread.vertexCount - 1, Int(((arc + Self.mouth) / length).rounded(.down)))
    if first <= last { for i in first...last { thread.rests[i] = ThreadRest() } }
  }

  /// Puts the ties of vertices near the surface to where inertia takes them, with last tick's press and friction. At the start of a
  /// tick.
  /// - Parameter ties: one for each vertex.
  func setRestTies(_ ties: UnsafeMutablePointer<TissueTie>, tetrahedra: UnsafeMutablePointer<Int32>) {
    guard model.meetsTissue else { return }
    var k = 0
    for i in 0..<model.thread.vertexCount {
      let rest = thread.rests[i]
      guard rest.isActive else {
        ties[i] = .noRest
        continue
      }
      var tie = rest.place.tie(tetrahedra)
      tie.isOneSided = true
      tie.isLight = true
      tie.direction = Vector3(rest.normal)
      tie.along = Float(ThreadModel.tissueStiffness)
      // Contacts are in the order of their segments; the last vertex belongs to the one before it.
      let segment = min(i, model.thread.segmentCount - 1)
      while k < thread.contactCount && thread.contacts[k].a < segment { k += 1 }
      let v = velocity(i)
      // A light vertex does not take the tissue with it: it presses by what it did, and by what it takes to stop it.
      var press = 1000 * model.thread.mass(i) * abs(v.dot(rest.normal))
      var own = k
      while own < thread.contactCount && thread.contacts[own].a == segment {
        if thread.contacts[own].b == ThreadSolver.other(ofRest: i, model.thread) {
          let held = ThreadSolver.tangentialShare * ThreadModel.tissueStiffness * thread.contacts[own].held
          tie.push = Vector3(held - held.dot(rest.normal) * rest.normal)
          press += thread.contacts[own].force
        }
        own += 1
      }
      let depth = rest.clearance - (thread.position(i) + 0.001 * v - rest.point).dot(rest.normal)
      tie.anchor = Vector3(rest.point - min(depth, press / ThreadModel.tissueStiffness) * rest.normal)
      ties[i] = tie
    }
  }

  /// Takes the ties along with the thread once it has been solved against the tissue as it is.
  func moveRestTies(_ ties: UnsafeMutablePointer<TissueTie>) {
    guard model.meetsTissue else { return }
    for i in 0..<model.thread.vertexCount where thread.rests[i].isActive {
      let rest = thread.rests[i]
      let press = -rest.force.dot(rest.normal)
      guard press > 0 else {
        ties[i].along = Float(ThreadModel.tissueStiffness)
        ties[i].anchor = Vector3(thread.position(i) - rest.clearance * rest.normal)
        ties[i].push = .zero
        continue
      }
      let share = min(1, mostPress / rest.force.length)
      ties[i].along = Float(rest.stiffness)
      ties[i].anchor = Vector3(rest.point - (share * press / rest.stiffness) * rest.normal)
      ties[i].push = Vector3(share * (rest.force + press * rest.normal))
    }
  }

  /// Energy in the springs between vertices and tissue beyond what the thread counts, J: what the tissue has moved since.
  /// - Parameter place: of a vertex' tie, m.
  func restEnergy(_ ties: UnsafeMutablePointer<TissueTie>, _ place: (Int) -> Vector3) -> Double {
    guard model.meetsTissue else { return 0 }
    var sum = 0.0
    for i in 0..<model.thread.vertexCount where thread.rests[i].isActive {
      let then = max(0, -thread.rests[i].force.dot(thread.rests[i].normal))
      let along = Double(ties[i].along)
      let now = along * max(0, Double(ties[i].depth(at: place(i))))
      sum += (now * now - then * then) / (2 * along)
    }
    return sum
  }
}
