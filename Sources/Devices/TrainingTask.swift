public import Frames

/// What a scenario asks for, and what a scripted person can do.
public enum TrainingTask: String, CaseIterable, Sendable {
  /// Search a vessel's wall and decide.
  case assess
  /// Sew two ends of vessel together.
  case sew
  /// Tie the two ends of a stitch.
  case tie

  fileprivate init(anastomosis: AnastomosisTruth?, knot: KnotTruth?) {
    self = knot != nil ? .tie : anastomosis != nil ? .sew : .assess
  }

  /// What a scripted person does, by name; nil for other devices, which do what they are led to.
  init?(of device: String) {
    if let surgeon = ScriptedSurgeon(device) {
      self = surgeon.task
    } else if TraineeLevel(rawValue: device) != nil || CheaterKind(rawValue: device) != nil {
      self = .assess
    } else {
      return nil
    }
  }

  /// Those who can do it, as named on the command line.
  public var devices: [String] {
    self == .assess ? TraineeLevel.allCases.map(\.rawValue) : ScriptedSurgeon.all.filter { $0.task == self }.map(\.id)
  }

  /// The one whose way is shown as a model.
  public var expert: String { self == .assess ? TraineeLevel.expert.rawValue : "\(rawValue)-\(TraineeLevel.expert.rawValue)" }
}

extension DeviceContext {
  /// What is to be done.
  public var task: TrainingTask { TrainingTask(anastomosis: anastomosis, knot: knot) }
}

extension SceneTruth {
  /// What is to be done.
  public var task: TrainingTask { TrainingTask(anastomosis: anastomosis, knot: knot) }
}
