import SimMath

extension ThreadSolver {
  /// Share of a tick's load in the mean by which a segment breaks: some five ticks, so that no single unsettled one
  /// does it.
  private static var breakingShare: Double { 0.2 }

  /// The bend that stays turns with the thread, and grows where the moment exceeds what the thread bears elastically.
  mutating func yield() {
    let material = model.material
    let limit = material.yieldCurvature * length * length
    let force = material.bendingStiffness / (length * length * length) * limit
    for i in 1..<(n - 1) {
      let kept = ThreadTurn(from: chord(previous, i), to: chord(x, i)).apply(at(set, i))
      let elastic = second(x, i) - kept
      let size = elastic.length
      guard size > limit else {
        put(set, i, kept)
        continue
      }
      let grown = (1 - limit / size) * elastic
      put(set, i, kept + grown)
      output.energy.plastic += force * grown.length
    }
  }

  /// Tensions, breaking, and energies after the tick.
  mutating func measure() {
    let material = model.material
    let bend = material.bendingStiffness / (length * length * length)
    var worst = 1.0
    var weakest = -1
    for i in 0..<n {
      let m = model.mass(i)
      output.energy.kinetic += 0.5 * m * at(v, i).lengthSquared
      output.energy.weight -= m * model.gravity.dot(at(x, i))
    }
    for i in 0..<segments {
      guard broken[i] == 0 else {
        tension[i] = 0
        continue
      }
      let now = (at(x, i + 1) - at(x, i)).length
      let strain = (now - length) / length
      output.energy.stretching += 0.5 * stiffness(now) * length * strain * strain
      // With what damps it: a piece that an unsolved tick has left too long goes back against that alone, and pulls at nothing.
      let pull = stiffness(now) * (strain + stretchingRate * (now - lengthBefore[i]) / length)
      tension[i] = pull
      if pull > output.largestTension {
        output.largestTension = pull
        output.largestTensionSegment = i
      }
      // A bend takes its share of the strength, all of it at a radius of three diameters: so that a strand breaks in a
      // tightened knot at its material's share (calibrated with `KnotTrial`, whose knots bear their load there).
      var curvature = 0.0
      for k in max(1, i)...min(n - 2, i + 1) where broken[k - 1] == 0 && broken[k] == 0 {
        curvature = max(curvature, second(x, k).length / (length * length))
      }
      let left = 1 - (1 - material.knotShare) * min(1, 3 * curvature * material.diameter)
      guard isSettled else { continue }
      burden[i] += Self.breakingShare * (pull / (material.strength * left) - burden[i])
      if burden[i] > worst {
        worst = burden[i]
        weakest = i
      }
    }
    for i in 1..<(n - 1) where broken[i - 1] == 0 && broken[i] == 0 {
      output.energy.bending += 0.5 * bend * (second(x, i) - at(set, i)).lengthSquared
    }
    if weakest >= 0 {
      broken[weakest] = 1
      output.brokenSegment = weakest
      output.status.insert(.broke)
    }
  }
}
