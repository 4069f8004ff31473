@testable import Session
import Testing

@Suite struct SkillTableTests {
  @Test func ranksAndMedians() {
    #expect(RankStatistics.median([]) == nil)
    #expect(RankStatistics.median([3, 1, 2]) == 2)
    #expect(RankStatistics.median([4, 1, 2, 3]) == 2.5)
    #expect(RankStatistics.rankBiserial([4, 5], over: [1, 2, 3]) == 1)
    #expect(RankStatistics.rankBiserial([1, 2, 3], over: [4, 5]) == -1)
    #expect(RankStatistics.rankBiserial([1, 3], over: [2]) == 0)
    #expect(RankStatistics.rankBiserial([2], over: [2, 2]) == 0)
    #expect(RankStatistics.rankBiserial([], over: [1]) == nil)
  }

  func row(_ device: String, _ scores: [Double], gates: Int = 0) -> SkillRow {
    SkillRow(
      device: device, sessions: scores.count, median: RankStatistics.median(scores) ?? 0, lowest: scores.min() ?? 0,
      highest: scores.max() ?? 0, gateFailed: gates, tooFewRated: 0, unscorable: 0, medianSeconds: 60, scores: scores)
  }

  func table(
    expert: [Double] = [90, 91, 92], resident: [Double] = [70, 71, 72], novice: [Double] = [50, 51, 52],
    cheater: Double = 0, alarms: Int = 0
  ) -> SkillTable {
    SkillTable(
      scenario: "s", patients: 3,
      rows: [row("expert", expert, gates: alarms), row("resident", resident), row("novice", novice)]
        + SkillTable.cheaters.map { row($0, [cheater, cheater, cheater]) })
  }

  @Test func holdsOnlyIfTheOrderIsClear() {
    #expect(table().ok)
    #expect(table().note == "plumbing check, not validity")
    #expect(table().checks.count == 7)
    #expect(!table(expert: [90, 91, 60]).ok, "an effect of 1/3")
    #expect(!table(resident: [51, 49, 50]).ok)
    #expect(!table(cheater: 51).ok, "a cheater as good as a novice")
    #expect(!table(alarms: 1).ok, "an expert accused of a critical error")
  }
}
