import Frames

extension ScoringFold {
  private var length: Double { header.truth.vessel.length }

  /// A view is right if a picture of it was frozen under its own name.
  func isRight(_ view: UltrasoundView) -> Bool {
    views.contains { $0.named == view && $0.shows(view, length: length) }
  }

  func viewsComplete() -> Measurement {
    let all = UltrasoundView.allCases
    let right = all.filter(isRight).count
    var result = Measurement(nil)
    var misnamed = 0
    for picture in views {
      guard let named = picture.named, !picture.shows(named, length: length),
        let shown = all.first(where: { picture.shows($0, length: length) })
      else { continue }
      misnamed += 1
      result.faults.append(
        Fault(
          .viewMisnamed, tick: picture.tick, place: picture.place,
          ["view": Self.number(named), "shown": Self.number(shown)], weight: ScoringConstants.misnamedCost.value))
    }
    for view in all where !isRight(view) {
      // Where it was tried but shows no view at all, say what was wrong with the latest attempt.
      let attempt = views.last { picture in
        picture.named == view && !all.contains { picture.shows($0, length: length) }
      }
      if let attempt {
        result.faults.append(
          Fault(
            .viewMisplaced, tick: attempt.tick, place: attempt.place,
            [
              "view": Self.number(view), "axial_mm": 1000 * attempt.place.axial,
              "tilt_deg": attempt.tilt(from: view) * 180 / Double.pi,
            ]))
      } else {
        result.faults.append(Fault(.viewMissing, tick: lastTick, ["view": Self.number(view)]))
      }
    }
    let cost = ScoringConstants.misnamedCost.value * Double(misnamed)
    result.value = max(0, Double(right) - cost) / Double(all.count)
    return result
  }

  /// Views are numbered from 1 for people, in the order of `UltrasoundView`.
  private static func number(_ view: UltrasoundView) -> Double { Double(view.rawValue) + 1 }
}
