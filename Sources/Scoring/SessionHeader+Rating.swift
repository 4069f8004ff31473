import Frames

extension SessionHeader {
  /// Why touch is not rated; only where it is not.
  var touchReason: NotRatedReason {
    if !ratesMotion { return .handScaled }
    guard device.rendersForce else { return .noForceDevice }
    return touch == .unchecked ? .touchUnchecked : .touchGuided
  }

  /// Why a metric means nothing in this session, whatever was done in it; nil where it does.
  func unrated(_ metric: Metric) -> NotRatedReason? {
    if metric.needsTouch, !ratesTouch { return touchReason }
    return metric.needsMotion && !ratesMotion ? .handScaled : nil
  }
}
