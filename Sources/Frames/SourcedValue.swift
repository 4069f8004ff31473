/// A clinical or assessment number with where it comes from. No number grades anyone without this.
public struct SourcedValue: Equatable, Sendable, Codable {
  /// How far the number may be trusted.
  public enum Status: String, Sendable, Codable, CaseIterable {
    /// Read in the publication that `source` names.
    case published
    /// Chosen by the developers; waits for a surgeon.
    case assumption
    /// Confirmed by the named surgeon in `source`.
    case signedOff = "signed-off"
  }

  /// In the SI unit named by `unit`.
  public var value: Double
  /// SI unit, for example "m", "N", "s", "Pa", "rad" or "1".
  public var unit: String
  public var source: String
  public var status: Status

  public init(_ value: Double, unit: String, source: String, status: Status) {
    self.value = value
    self.unit = unit
    self.source = source
    self.status = status
  }
}
