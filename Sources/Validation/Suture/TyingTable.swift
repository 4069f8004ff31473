public import Anatomy
public import Devices
public import Frames
public import Knots

/// Knots that scripted hands tie over a vessel's wall, by level and hand: how often, how fast, how gently, and what they are read
/// as.
public enum TyingTable {
  /// One knot.
  public struct Row: Codable, Sendable {
    /// The hands' name, with level and side, and their seed.
    public var device: String
    public var seed: UInt64
    public var throwsWanted: Int
    public var throwsTied: Int
    public var end: TyingTrial.End
    /// s of the simulation.
    public var time: Double
    /// Wraps of the throws as read at the end, from the tissue outwards, positive for a right-handed one, and what they make.
    public var wraps: [Int]
    public var kind: KnotKind
    /// From the first throw to the tissue, mm; nil where there is none.
    public var gap: Double?
    /// Largest tension as a share of what breaks the thread, and share of the ticks that did not come to their end.
    public var ofStrength: Double
    public var unsolved: Double
  }

  /// Who ties.
  public struct Trainee: Sendable {
    public var level: TraineeLevel
    public var isLeftHanded: Bool
  }

  /// All levels with the right hand, and an expert with the left.
  public static var trainees: [Trainee] {
    TraineeLevel.allCases.map { Trainee(level: $0, isLeftHanded: false) } + [Trainee(level: .expert, isLeftHanded: true)]
  }

  /// - Parameters:
  ///   - seeds: how many knots each ties, 1 or more.
  ///   - throwsWanted: nil for as many as are asked for.
  ///   - parameters: with a needle holder and forceps in the hands.
  ///   - cores: knots at a time; the answer does not depend on it.
  ///   - goOn: takes the share that is done; false ends it.
  /// - Returns: by trainee and seed; nil if it was ended.
  /// - Throws: `TissueError` or `RealTimeError`.
  public static func run(
    vessel: VesselTruth, truth: KnotTruth, parameters: KnotParameters, trainees: [Trainee] = TyingTable.trainees, seeds: Int,
    throwsWanted: Int?, cores: Int, goOn: (Double) -> Bool
  ) throws -> [Row]? {
    let trials = trainees.flatMap { who in
      (1...seeds).map {
        TyingTrial(
          vessel: vessel, truth: truth, parameters: parameters, level: who.level, isLeftHanded: who.isLeftHanded,
          seed: UInt64($0), throwsWanted: throwsWanted)
      }
    }
    return try Parallel.map(trials, threads: cores, goOn: goOn) { trial in
      let result = try trial.run()
      let last = result.throwsTied.last
      return Row(
        device: TyingHands.name(trial.level, isLeftHanded: trial.isLeftHanded), seed: trial.seed,
        throwsWanted: trial.throwsWanted, throwsTied: result.throwsTied.count, end: result.end, time: result.time,
        wraps: last?.reading.throwsTied.map(\.signedWraps) ?? [],
        kind: last?.reading.kind ?? .none, gap: last.flatMap { $0.gap.isFinite ? 1e3 * $0.gap : nil }, ofStrength: result.pull,
        unsolved: result.unsolved)
    }
  }

  /// What the table must show: experts tie what was wanted in at least this share of their knots, and nobody breaks the thread.
  public static var leastTied: Double { 2.0 / 3 }

  public static func cases(_ rows: [Row]) -> [ValidationCase] {
    let experts = rows.filter { $0.device.hasPrefix(TyingHands.name(.expert, isLeftHanded: false)) }
    let tied = Double(experts.filter { $0.end == .tied }.count) / Double(max(1, experts.count))
    let broken = Double(rows.filter { $0.end == .broke }.count)
    return [
      ValidationCase(
        id: "tying.expert.tied", ours: tied, reference: 1, unit: "-", error: 1 - tied, bound: 1 - leastTied,
        source: "every expert ties the knot that was wanted"),
      .absolute(
        id: "tying.broken", ours: broken, reference: 0, unit: "-", bound: 0, source: "a thread that is tied by hand holds"),
    ]
  }
}
