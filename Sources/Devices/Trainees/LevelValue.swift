public import Frames

/// A number of the trainee models for each level, with where it comes from.
public struct LevelValue: Equatable, Sendable {
  public var expert: Double
  public var resident: Double
  public var novice: Double
  /// SI unit, "1" for ratios, counts and probabilities.
  public var unit: String
  /// What the number means.
  public var meaning: String
  /// Where the order of magnitude comes from.
  public var source: String
  /// How far the source carries: `published` where the number itself was read there; `assumption` where it is the
  /// developers' choice. How the levels differ is an assumption throughout, unless the source says otherwise.
  public var status: SourcedValue.Status

  init(
    _ expert: Double, _ resident: Double, _ novice: Double, unit: String, meaning: String, source: String,
    status: SourcedValue.Status
  ) {
    self.expert = expert
    self.resident = resident
    self.novice = novice
    self.unit = unit
    self.meaning = meaning
    self.source = source
    self.status = status
  }

  public subscript(level: TraineeLevel) -> Double {
    switch level {
    case .expert: expert
    case .resident: resident
    case .novice: novice
    }
  }
}
