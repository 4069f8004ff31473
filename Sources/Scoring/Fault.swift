import Frames

/// A cause of lost points before they are weighed: when, where, why, and how much of the item's loss it carries.
struct Fault: Sendable {
  var rule: DeductionRule
  var tick: UInt64
  var place: VesselCoordinate?
  var arguments: [String: Double]
  /// Its part of the loss relative to the item's other faults; 0 for a remark that costs nothing by itself.
  var weight: Double

  init(
    _ rule: DeductionRule, tick: UInt64, place: VesselCoordinate? = nil, _ arguments: [String: Double] = [:],
    weight: Double = 1
  ) {
    self.rule = rule
    self.tick = tick
    self.place = place
    self.arguments = arguments
    self.weight = weight
  }

  func deduction(points: Double) -> Deduction {
    Deduction(
      tick: tick, rule: rule.rawValue, points: points, place: place, reason: rule.text(arguments),
      arguments: arguments)
  }
}
