import SimMath

/// Which pieces of thread could touch in a step.
extension ThreadSolver {
  /// How far the thread may move before all pairs are looked at anew, m.
  private var margin: Double { model.material.diameter }

  /// Pairs of segments that come nearer than the reach anywhere between `x` and `x` + `step`, by their boxes, in ascending
  /// order.
  ///
  /// They are among the pairs whose boxes were nearer than reach and margin when all were last looked at, as long as no
  /// vertex has moved by half of the margin since. What comes out is the same whether that was now or many ticks ago, so
  /// that none of it is state.
  mutating func findCandidates() {
    candidatesKnown = true
    let half = 0.5 * model.reach
    if !nearKnown || hasMoved(from: reference) {
      nearKnown = !hasMoved(from: x) && findNear(half)
    }
    candidateCount = 0
    guard nearKnown else {
      let found = search(within: half, ahead: true, into: candidates)
      if found > model.candidateCapacity { output.status.insert(.full) }
      candidateCount = min(found, model.candidateCapacity)
      return
    }
    let segmentBoxes = boxes + 6 * groups
    for i in 0..<segments where isNear[i] != 0 { setBox(i, half, ahead: true) }
    for c in 0..<nearCount {
      let (i, j) = (nearPairs[2 * c], nearPairs[2 * c + 1])
      guard overlaps(segmentBoxes + 6 * Int(i), segmentBoxes + 6 * Int(j)) else { continue }
      candidates[2 * candidateCount] = i
      candidates[2 * candidateCount + 1] = j
      candidateCount += 1
    }
  }

  private var groups: Int { (segments + 7) / 8 }

  /// Whether `x` or `x` + `step` is somewhere further than half of the margin from other places along any axis.
  private func hasMoved(from places: UnsafeMutablePointer<Double>) -> Bool {
    let limit = 0.5 * margin
    var furthest = 0.0
    for i in 0..<(3 * n) {
      let d = x[i] - places[i]
      furthest = max(furthest, max(abs(d), abs(d + step[i])))
    }
    return furthest >= limit
  }

  /// Looks at all pairs where the thread is now.
  /// - Returns: false if there are more than there is room for.
  private mutating func findNear(_ half: Double) -> Bool {
    let found = search(within: half + 0.5 * margin, ahead: false, into: nearPairs)
    guard found <= model.candidateCapacity else { return false }
    nearCount = found
    for i in 0..<(3 * n) { reference[i] = x[i] }
    for i in 0..<segments { isNear[i] = 0 }
    for c in 0..<(2 * nearCount) { isNear[Int(nearPairs[c])] = 1 }
    return true
  }

  private func overlaps(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>) -> Bool {
    a[0] <= b[3] && b[0] <= a[3] && a[1] <= b[4] && b[1] <= a[4] && a[2] <= b[5] && b[2] <= a[5]
  }

  /// The box of a segment, `half` larger on all sides; of the segment and where the step takes it with `ahead`.
  @inline(__always) private func setBox(_ i: Int, _ half: Double, ahead: Bool) {
    let box = boxes + 6 * (groups + i)
    guard broken[i] == 0 else {
      for a in 0..<3 {
        box[a] = .infinity
        box[3 + a] = -.infinity
      }
      return
    }
    for a in 0..<3 {
      let (low, high) = extent(i, axis: a, ahead: ahead)
      box[a] = low - half
      box[3 + a] = high + half
    }
  }

  /// Pairs of segments whose boxes overlap, by boxes of eight segments and then of each.
  /// - Returns: how many there are; what there is room for is put into `pairs`.
  private func search(within half: Double, ahead: Bool, into pairs: UnsafeMutablePointer<Int32>) -> Int {
    let segmentBoxes = boxes + 6 * groups
    for g in 0..<groups {
      let whole = boxes + 6 * g
      for a in 0..<3 {
        whole[a] = .infinity
        whole[3 + a] = -.infinity
      }
      for i in (8 * g)..<min(segments, 8 * g + 8) {
        setBox(i, half, ahead: ahead)
        let box = segmentBoxes + 6 * i
        for a in 0..<3 {
          whole[a] = min(whole[a], box[a])
          whole[3 + a] = max(whole[3 + a], box[3 + a])
        }
      }
    }
    var count = 0
    for g in 0..<groups {
      var near = 0
      for h in g..<groups where overlaps(boxes + 6 * g, boxes + 6 * h) {
        nearGroups[near] = Int32(h)
        near += 1
      }
      for i in (8 * g)..<min(segments, 8 * g + 8) {
        let box = segmentBoxes + 6 * i
        for k in 0..<near {
          let h = Int(nearGroups[k])
          var j = max(8 * h, i + model.contactSeparation)
          let to = min(segments, 8 * h + 8)
          while j < to {
            if overlaps(box, segmentBoxes + 6 * j) {
              if count < model.candidateCapacity {
                pairs[2 * count] = Int32(i)
                pairs[2 * count + 1] = Int32(j)
              }
              count += 1
            }
            j += 1
          }
        }
      }
    }
    return count
  }
}
