/// Whether the scripted levels come out in order. A check of the plumbing from simulation to score, not of validity:
/// nobody has shown yet that the score tells surgeons apart.
public struct SkillTable: Equatable, Sendable, Codable {
  public static let caution = "plumbing check, not validity"
  /// Least rank-biserial effect from level to level.
  public static let leastEffect = 0.8
  public static let levels = ["expert", "resident", "novice"]
  public static let cheaters = ["mark-all", "no-touch", "idle-finish", "poke-grid"]

  public var note: String
  public var scenario: String
  public var patients: Int
  public var rows: [SkillRow]
  public var checks: [SkillCheck]

  /// Every check holds.
  public var ok: Bool { checks.allSatisfy(\.ok) }

  /// - Parameters:
  ///   - rows: one for each of `levels` and `cheaters`.
  ///   - leastEffect: in [-1, 1]; less than `SkillTable.leastEffect` only where the patients are too few to tell.
  public init(scenario: String, patients: Int, rows: [SkillRow], leastEffect: Double = Self.leastEffect) {
    note = Self.caution
    self.scenario = scenario
    self.patients = patients
    self.rows = rows
    checks = Self.checks(rows, leastEffect)
  }

  private static func checks(_ rows: [SkillRow], _ leastEffect: Double) -> [SkillCheck] {
    func row(_ device: String) -> SkillRow? { rows.first { $0.device == device } }
    var checks: [SkillCheck] = []
    for (higher, lower) in zip(levels, levels.dropFirst()) {
      guard let a = row(higher), let b = row(lower), let effect = RankStatistics.rankBiserial(a.scores, over: b.scores)
      else { continue }
      checks.append(
        SkillCheck(
          kind: "effect", higher: higher, lower: lower, value: effect, bound: leastEffect, ok: effect >= leastEffect))
    }
    for cheater in cheaters {
      guard let a = row("novice"), let b = row(cheater) else { continue }
      let difference = a.median - b.median
      checks.append(
        SkillCheck(kind: "median", higher: "novice", lower: cheater, value: difference, bound: 0, ok: difference > 0))
    }
    if let expert = row("expert") {
      checks.append(
        SkillCheck(
          kind: "false-alarms", higher: "expert", lower: "", value: Double(expert.gateFailed), bound: 0,
          ok: expert.gateFailed == 0 && expert.unscorable == 0))
    }
    return checks
  }
}
