import Frames

extension ScoringFold {
  private var tolerance: Double { header.rubric.markTolerance.value }
  private var radius: Double { header.truth.vessel.outerRadius }
  private var lesions: [LesionTruth] { header.truth.lesions }

  func touchF1() -> Measurement {
    let feelable = lesions.indices.filter { lesions[$0].kind != .soft }
    var (result, finished) = f1(
      tool: .palpationProbe, truth: feelable, falseRule: .touchFalse, overLimit: .touchOverLimit
    ) { index in
      let lesion = lesions[index]
      let first = palpation.firstFelt { lesion.signedDistance(from: $0, outerRadius: radius) <= tolerance }
      return Fault(
        first == nil ? .touchNotFelt : .touchMissed, tick: first ?? lastTick, place: lesion.center,
        ["lesion": Double(index + 1)])
    }
    if !finished {
      // "No lesion" is an answer, but only of one who felt for it.
      if palpation.coverage >= header.rubric.coverageForPace.value {
        result.value = 1
      } else {
        result.notRated = .coverageTooLow
      }
    }
    return result
  }

  func ultrasoundF1() -> Measurement {
    var (result, finished) = f1(
      tool: .ultrasoundProbe, truth: Array(lesions.indices), falseRule: .ultrasoundFalse,
      overLimit: .ultrasoundOverLimit
    ) { index in
      Fault(.ultrasoundMissed, tick: lastTick, place: lesions[index].center, ["lesion": Double(index + 1)])
    }
    if !finished {
      let right = Double(UltrasoundView.allCases.filter(isRight).count)
      if right >= ScoringConstants.viewsForNoLesion.value * Double(UltrasoundView.allCases.count) {
        result.value = 1
      } else {
        result.notRated = .viewsIncomplete
      }
    }
    return result
  }

  /// F1 of the marks made with one tool against the lesions that it can find. `finished` is false where there was
  /// neither a lesion nor a mark that counts.
  ///
  /// A second mark on a lesion, and a mark by touch on a lesion that cannot be felt, count neither for nor against.
  private func f1(
    tool: Tool, truth: [Int], falseRule: DeductionRule, overLimit: DeductionRule, missed: (Int) -> Fault
  ) -> (Measurement, finished: Bool) {
    let all = marks.filter { $0.tool == tool }
    let limit = Int(header.rubric.markLimit.value)
    let read = Array(all.prefix(limit))
    var result = Measurement(nil)
    var honest: [VesselCoordinate] = []
    for mark in read {
      if tool == .palpationProbe, !mark.felt {
        result.faults.append(Fault(.touchGuessed, tick: mark.tick, place: mark.place))
      } else if lesions.contains(where: { $0.signedDistance(from: mark.place, outerRadius: radius) <= tolerance }) {
        honest.append(mark.place)
      } else {
        result.faults.append(
          Fault(falseRule, tick: mark.tick, place: mark.place, ["tolerance_mm": 1000 * tolerance]))
      }
    }
    let wrong = result.faults.count
    let matching = MarkMatching.match(
      honest, to: truth.map { lesions[$0] }, tolerance: tolerance, outerRadius: radius)
    var right = 0
    for (i, mark) in matching.enumerated() {
      if mark == nil {
        result.faults.append(missed(truth[i]))
      } else {
        right += 1
      }
    }
    if all.count > read.count {
      let first = all[read.count]
      result.faults.append(
        Fault(
          overLimit, tick: first.tick, place: first.place,
          ["limit": Double(limit), "left_out": Double(all.count - read.count)], weight: 0))
    }
    let counted = 2 * right + wrong + (truth.count - right)
    guard counted > 0 else { return (result, false) }
    // Each wrong mark and each missed lesion takes the same part of what is lost.
    result.value = Double(2 * right) / Double(counted)
    return (result, true)
  }
}
