/// One metric of one session with what it was lost by.
struct Measurement: Sendable {
  /// In the metric's unit; nil where it could not be measured.
  var value: Double?
  /// Share of an item's points where it does not follow from `value` (a right declaration has no margin).
  var share: Double?
  /// What the loss is spread over, by weight.
  var faults: [Fault] = []
  /// Part of the points that counts, 0 to 1, and who takes the rest: a decision is worth what was examined for it.
  var credit = 1.0
  var creditFault: Fault?
  /// Why there is no value.
  var notRated = NotRatedReason.notMeasurable

  init(_ value: Double?) { self.value = value }
}
