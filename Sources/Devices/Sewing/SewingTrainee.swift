import Frames

/// A scripted person who sews, as it is named on the command line: "sew-expert", "sew-novice-left".
struct SewingTrainee: Equatable {
  var level: TraineeLevel
  var hand: StationRecord.Hand

  static let all = TraineeLevel.allCases.flatMap { level in
    StationRecord.Hand.allCases.map { SewingTrainee(level: level, hand: $0) }
  }

  var id: String { hand == .right ? "sew-\(level.rawValue)" : "sew-\(level.rawValue)-left" }

  init(level: TraineeLevel, hand: StationRecord.Hand) {
    self.level = level
    self.hand = hand
  }

  init?(_ id: String) {
    guard let found = Self.all.first(where: { $0.id == id }) else { return nil }
    self = found
  }
}
