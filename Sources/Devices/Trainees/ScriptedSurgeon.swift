import Frames

/// A scripted person with two instruments, as named on the command line: "sew-expert", "tie-novice-left".
struct ScriptedSurgeon: Equatable {
  var task: TrainingTask
  var level: TraineeLevel
  var hand: StationRecord.Hand

  static let all = [TrainingTask.sew, .tie].flatMap { task in
    TraineeLevel.allCases.flatMap { level in
      StationRecord.Hand.allCases.map { ScriptedSurgeon(task: task, level: level, hand: $0) }
    }
  }

  var id: String { "\(task.rawValue)-\(level.rawValue)" + (hand == .right ? "" : "-left") }

  init(task: TrainingTask, level: TraineeLevel, hand: StationRecord.Hand) {
    self.task = task
    self.level = level
    self.hand = hand
  }

  init?(_ id: String) {
    guard let found = Self.all.first(where: { $0.id == id }) else { return nil }
    self = found
  }
}
