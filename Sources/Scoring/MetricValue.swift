/// A measured quantity of one session.
public struct MetricValue: Equatable, Sendable, Codable {
  /// For example "site.margin"; stable for ever.
  public var id: String
  /// Changes whenever the formula does.
  public var version: Int
  /// In `unit`; nil where it could not be measured or is not rated (never an invented number).
  public var value: Double?
  /// SI unit, "1" for ratios and counts.
  public var unit: String
  /// Paper, equation or decision behind the formula.
  public var source: String

  public init(id: String, version: Int, value: Double?, unit: String, source: String) {
    self.id = id
    self.version = version
    self.value = value
    self.unit = unit
    self.source = source
  }
}
