import Frames
import SimMath

extension Assessor {
  /// Lays the places to feel over the reachable surface: strips along the vessel, walked up and down, every second
  /// one shifted by half a step.
  func planSurvey() {
    let spacing = TraineeTable.spacing[level]
    let inset = surveyInset
    let length = context.vessel.length - 2 * inset
    let arc = 2 * reach * radius - 0.5 * spacing
    let strips = max(2, Int((arc / spacing).rounded(.up)) + 1)
    let steps = max(2, Int((length / spacing).rounded(.up)) + 1)
    for strip in 0..<strips {
      let angle = (Double(strip) / Double(strips - 1) - 0.5) * arc / radius
      for k in 0..<steps {
        let step = strip % 2 == 0 ? k : steps - 1 - k
        let shift = strip % 2 == 0 ? 0.25 : -0.25
        let axial = inset + length * min(1, max(0, (Double(step) + shift) / Double(steps - 1)))
        let noise = TraineeTable.aimNoise[level]
        presses.append(
          Press(
            place: VesselCoordinate(
              angle: min(reach, max(-reach, angle + noise * bell() / radius)),
              axial: min(length + inset, max(inset, axial + noise * bell())))))
      }
    }
    surveyCount = presses.count
  }

  /// Comes down on a place, feels it and lifts off.
  func pressActs(_ id: Int, pause: Bool) -> [Act] {
    let p = presses[id].place
    let above = HandPlace(angle: p.angle, axial: p.axial, height: hover)
    var acts: [Act] = []
    if pause {
      let thought = TraineeTable.hesitation[level] * (1 + 0.5 * bell())
      if thought > 0.02 { acts.append(.wait(thought)) }
    }
    // The first press ends half a swing deep, so the hand comes down to half a swing less than the mean depth.
    let swing = TraineeTable.pressDepth[level]
    let depth = max(0.1e-3, expectedDepth(at: p) - 0.5 * swing)
    acts += [
      .reach(above),
      .move(above.raised(to: -depth), seconds: 0.22),
      .feel(
        id: id, force: TraineeTable.pressForce[level], seconds: TraineeTable.pressSeconds[level],
        cycles: TraineeTable.pressCycles[level], depth: swing, roll: TraineeTable.roll[level]),
      .move(above, seconds: 0.15),
    ]
    return acts
  }

  /// Ends a feeling: how stiff was it, and how deep must the hand go next time?
  func judgeFeeling() {
    guard let (id, sense) = feeling else { return }
    feeling = nil
    presses[id].force = sense.meanForce
    guard let k = sense.stiffness else {
      // Hardly touched: deeper next time.
      presses[id].neededDepth = expectedDepth(at: presses[id].place) + 0.3e-3
      return
    }
    presses[id].stiffness = k * max(0.2, 1 + TraineeTable.stiffnessNoise[level] * bell())
    let change = (TraineeTable.pressForce[level] - sense.meanForce) / max(400, k)
    presses[id].neededDepth = -sense.meanHeight + min(0.8e-3, max(-0.8e-3, change))
  }

  /// Depth of the hand at which the wanted force is expected, m: that of the latest three presses that lay about as far
  /// from a fixed end, or of the latest at all; a cautious guess before the first.
  func expectedDepth(at p: VesselCoordinate) -> Double {
    var sum = 0.0
    var n = 0
    var latest: Double?
    for press in presses.reversed() {
      guard let depth = press.neededDepth else { continue }
      if latest == nil { latest = depth }
      guard abs(end(press.place) - end(p)) < 5e-3 else { continue }
      sum += depth
      n += 1
      if n == 3 { break }
    }
    return min(4e-3, max(0.1e-3, n > 0 ? sum / Double(n) : latest ?? 1.2e-3))
  }

  /// Distance from the nearer fixed end, m.
  private func end(_ p: VesselCoordinate) -> Double { min(p.axial, context.vessel.length - p.axial) }

  /// How much stiffer a press felt than is usual so far from an end; nil if it told nothing.
  func contrast(_ id: Int) -> Double? {
    guard let k = presses[id].stiffness, let usual else { return nil }
    return k / usual.at(end: end(presses[id].place)) - 1
  }

  /// Learns from the survey what is usual.
  private func learnUsual() {
    usual = UsualStiffness(
      felt: presses.prefix(surveyCount).compactMap { press in press.stiffness.map { (end(press.place), $0) } },
      decay: TraineeTable.tether[level])
  }

  /// Gathers the places of the survey that felt too stiff into suspected lesions.
  func findSuspicions() {
    learnUsual()
    let near = 1.6 * TraineeTable.spacing[level]
    for id in 0..<surveyCount {
      guard let c = contrast(id), c >= TraineeTable.feltContrast[level] else { continue }
      let joined = suspicions.indices.first { s in
        suspicions[s].presses.contains {
          presses[$0].place.distance(to: presses[id].place, radius: radius) < near
        }
      }
      if let joined {
        suspicions[joined].presses.append(id)
      } else {
        suspicions.append(Suspicion(presses: [id], center: presses[id].place, believed: false))
      }
    }
    for s in suspicions.indices {
      suspicions[s].center = weightedCenter(suspicions[s].presses)
    }
  }

  /// Presses again at the suspected place and around it.
  ///
  /// Beside a fixed end the wall is stiff without a lesion: no press goes nearer to the end than the survey did, where
  /// nothing is known to compare with, so the hand goes inwards, where the end's hold fades and a plaque's does not.
  func refineActs(_ s: Int) -> [Act] {
    let count = Int(TraineeTable.confirmingPresses[level])
    let step = 3.5e-3
    let nearest = surveyInset + step
    let around: [(Double, Double)] = [(0, 0), (step, 0), (-step, 0), (0, step), (0, -step), (0, 0)]
    var acts: [Act] = []
    for i in 0..<min(count, around.count) {
      let c = suspicions[s].center
      let p = VesselCoordinate(
        angle: min(reach, max(-reach, c.angle + around[i].0 / radius)),
        axial: min(context.vessel.length - nearest, max(nearest, c.axial)) + around[i].1)
      presses.append(Press(place: p))
      suspicions[s].presses.append(presses.count - 1)
      acts += pressActs(presses.count - 1, pause: false)
    }
    if !acts.isEmpty { acts.append(.wait(TraineeTable.reactionTime[level] + 0.05)) }
    return acts
  }

  /// Believes a suspicion if its later presses were stiff as well, and puts its centre where it felt stiffest.
  func judgeSuspicions(from first: Int) {
    for s in suspicions.indices.dropFirst(first) where !suspicions[s].presses.isEmpty {
      let later = suspicions[s].presses.filter { $0 >= surveyCount }.compactMap { contrast($0) }
      if later.isEmpty {
        suspicions[s].believed = true
      } else {
        // The first presses are the reason for pressing again, so they are no evidence.
        suspicions[s].believed =
          later.reduce(0, +) / Double(later.count) >= TraineeTable.confirmedContrast[level]
        suspicions[s].center = weightedCenter(suspicions[s].presses)
      }
      if suspicions[s].believed { map.addFelt(at: suspicions[s].center, within: 4e-3) }
    }
    // One lesion is marked once.
    for s in suspicions.indices.dropFirst(first) where suspicions[s].believed {
      for t in suspicions.indices where t < s && suspicions[t].believed {
        if suspicions[s].center.distance(to: suspicions[t].center, radius: radius) < 8e-3 {
          suspicions[s].believed = false
        }
      }
    }
  }

  /// Suspects what was seen bright but not felt so far.
  func suspectSeen() {
    firstSeenSuspicion = suspicions.count
    guard !late else { return }
    for lesion in lesionsSeen {
      guard let bright = lesion.bright else { continue }
      let known = suspicions.contains { $0.believed && $0.center.distance(to: bright, radius: radius) < 8e-3 }
      if !known, chance(TraineeTable.feelsAgain[level]) {
        suspicions.append(Suspicion(presses: [], center: bright, believed: false))
      }
    }
  }

  /// The middle of some presses, each counted by how stiff it felt above half the stiffest.
  func weightedCenter(_ ids: [Int]) -> VesselCoordinate {
    let contrasts = ids.map { contrast($0) ?? 0 }
    let top = contrasts.max() ?? 0
    var weight = 0.0
    var u = 0.0
    var v = 0.0
    let origin = presses[ids[0]].place
    for (id, c) in zip(ids, contrasts) {
      let w = max(0, c - 0.5 * top)
      let d = origin.offset(to: presses[id].place, radius: radius)
      weight += w
      u += w * d.circumferential
      v += w * d.axial
    }
    guard weight > 0 else { return origin }
    return VesselCoordinate(angle: origin.angle + u / weight / radius, axial: origin.axial + v / weight)
  }
}
