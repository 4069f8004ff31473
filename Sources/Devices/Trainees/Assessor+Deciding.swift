import Frames
import SimMath

extension Assessor {
  /// Chooses the site, or says that there is none.
  func decideActs(from place: HandPlace) -> [Act] {
    // The tool's own size must fit: the last millimetre of reach is left out.
    let best = map.bestSite(zone: context.siteZone, reach: reach - 1e-3 / radius)
    let margin = best.margin - TraineeTable.edgeAllowance[level]
    if margin >= context.requiredMargin * TraineeTable.marginShare[level] {
      site = best.place
      phase = .site
      return [.move(place.raised(to: max(place.height, clearance)), seconds: 0.3), .wait(0.5)]
    }
    phase = .done
    return [
      .move(place.raised(to: max(place.height, clearance)), seconds: 0.3), .wait(1.0),
      .command(.declareNoSafeSite, 0), .wait(0.4), .command(.finish, 0),
    ]
  }
}
