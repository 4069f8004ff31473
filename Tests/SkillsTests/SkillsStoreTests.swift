import Foundation
import Frames
import Scoring
import Skills
import Synchronization
import Testing

/// What every store must do. A second implementation is added to `makeStore`.
@Suite struct SkillsStoreTests {
  let folder: TestFolder
  let store: any SkillsStore

  init() throws {
    folder = try TestFolder()
    store = try SQLiteSkillsStore(path: folder.database)
  }

  @Test func aScorecardComesBackEqualInEveryField() throws {
    let scorecard = sampleScorecard()
    #expect(try store.file(scorecard, logPath: "/logs/a.mcap") == .new)
    #expect(try store.scorecard(scorecard.session) == scorecard)
    #expect(try store.scorecard(String(scorecard.logHash.prefix(8))) == scorecard)
    #expect(try store.scorecard("0000-none") == nil)

    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let found = try #require(try store.scorecard(scorecard.session))
    #expect(try encoder.encode(found) == encoder.encode(scorecard))
  }

  @Test func filingTwiceChangesNothing() throws {
    let scorecard = sampleScorecard()
    #expect(try store.file(scorecard, logPath: "/logs/a.mcap") == .new)
    let before = try store.sessions()
    #expect(try store.file(scorecard, logPath: "/logs/a.mcap") == .alreadyThere)
    #expect(try store.sessions() == before)
    #expect(before.count == 1)
  }

  @Test func anotherScorerVersionStandsBesideTheFirst() throws {
    let first = sampleScorecard(scorer: "1.0")
    var second = sampleScorecard(scorer: "1.1")
    second.score = 55
    #expect(try store.file(first, logPath: nil) == .new)
    #expect(try store.file(second, logPath: nil) == .rescored)
    #expect(try store.file(first, logPath: nil) == .alreadyThere)
    #expect(try store.scorecard(first.session) == second)
    #expect(try store.scorecard(first.session, scorerVersion: "1.0") == first)
    #expect(try store.scorecard(first.session, scorerVersion: "0.9") == nil)
    let list = try store.sessions()
    #expect(list.count == 1)
    #expect(list[0].scorerVersion == "1.1")
    #expect(list[0].scorecards == 2)
    #expect(list[0].score == 55)
  }

  @Test func theSameVersionWithAnotherContentIsRefused() throws {
    let first = sampleScorecard()
    try #expect(store.file(first, logPath: nil) == .new)
    var changed = first
    changed.items[0].points = 9
    #expect(throws: SkillsError.conflict(logHash: first.logHash, scorerVersion: "1.0", detail: "scorecard")) {
      try store.file(changed, logPath: nil)
    }
    var otherPerson = sampleScorecard(scorer: "2.0")
    otherPerson.trainee = "T-0043"
    #expect(throws: SkillsError.conflict(logHash: first.logHash, scorerVersion: "2.0", detail: "trainee")) {
      try store.file(otherPerson, logPath: nil)
    }
    #expect(try store.scorecard(first.session) == first)
  }

  @Test func sessionsAreListedLatestFirstAndFiltered() throws {
    for (log, trainee, outcome) in [
      ("a", "T-1", Scorecard.Outcome.scored), ("b", "T-2", .gateFailed), ("c", "T-1", .unscorable),
    ] {
      let card = sampleScorecard(log: Character(log), trainee: trainee, outcome: outcome)
      try #expect(store.file(card, logPath: nil, began: "2026-01-0\(log == "a" ? 1 : 2)T10:00:00Z") == .new)
    }
    func logs(_ filter: SessionFilter) throws -> String {
      String(try store.sessions(filter).compactMap(\.logHash.first))
    }
    #expect(try logs(SessionFilter()) == "cba")
    #expect(try logs(SessionFilter(trainee: "T-1")) == "ca")
    #expect(try logs(SessionFilter(outcome: .gateFailed)) == "b")
    #expect(try logs(SessionFilter(scenario: "aortic-assessment", limit: 2)) == "cb")
    #expect(try logs(SessionFilter(scenario: "elsewhere")) == "")
    #expect(try logs(SessionFilter(trainee: "T-1' OR '1'='1")) == "")
    let last = try #require(try store.sessions().last)
    #expect(last.began == "2026-01-01T10:00:00Z")
    #expect(last.trainee == "T-1")
    #expect(last.patient == .max)
    #expect(last.ticks == 183_250)
    #expect(last.filed.count == 20 && last.filed.hasSuffix("Z"))
  }

  @Test func theNewPlaceOfALogIsKept() throws {
    let card = sampleScorecard()
    try #expect(store.file(card, logPath: "/old/a.mcap") == .new)
    try #expect(store.file(card, logPath: nil) == .alreadyThere)
    #expect(try store.sessions()[0].logPath == "/old/a.mcap")
    try #expect(store.file(card, logPath: "/new/a.mcap") == .alreadyThere)
    #expect(try store.sessions()[0].logPath == "/new/a.mcap")
  }

  @Test func anAmbiguousOrShortKeyIsRefused() throws {
    try #expect(store.file(sampleScorecard(log: "a"), logPath: nil) == .new)
    try #expect(store.file(sampleScorecard(log: "b"), logPath: nil) == .new)
    let error = #expect(throws: SkillsError.self) { try store.scorecard("5e551047") }
    guard case .ambiguous(_, let sessions) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sessions.count == 2)
    #expect(throws: SkillsError.keyTooShort(key: "5e5")) { try store.scorecard("5e5") }
    #expect(try store.scorecard("%%%%%%") == nil)
  }

  @Test(arguments: [
    "김민수", "Kim Minsu", "", "a", "-ab", "ab-", "T_1", "T-1\u{0}", "<b>x</b>", "é1", String(repeating: "x", count: 41),
  ])
  func whatIsNoPseudonymIsRefusedWithoutRepeatingIt(_ trainee: String) throws {
    let error = #expect(throws: SkillsError.badPseudonym) {
      try store.file(sampleScorecard(trainee: trainee), logPath: nil)
    }
    if trainee.count > 4 { #expect(error?.description.contains(trainee) == false) }
    #expect(try store.sessions().isEmpty)
  }

  @Test func numbersAndTextsThatCannotBeKeptAreRefused() throws {
    var infinite = sampleScorecard()
    infinite.metrics[0].value = .infinity
    var nan = sampleScorecard()
    nan.deductions[0].arguments["force"] = .nan
    var late = sampleScorecard()
    late.deductions[0].tick = .max
    var badHash = sampleScorecard()
    badHash.logHash = "xyz"
    var unexplained = sampleScorecard()
    unexplained.deductions[0].points = -1
    for card in [infinite, nan, late, badHash, unexplained] {
      let error = #expect(throws: SkillsError.self) { try store.file(card, logPath: nil) }
      guard case .invalid = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(try store.sessions().isEmpty)
  }

  /// Every station opens the database for itself; the first one makes it. Each has a thread, as it has a process, and
  /// they race for a new file time and again: who makes it is a matter of microseconds.
  @Test func manyStationsFileAtOnce() throws {
    for round in 0..<10 {
      let path = folder.path + "/shared-\(round).sqlite"
      let results = Mutex<[Result<FilingResult, any Error>]>([])
      let done = DispatchGroup()
      for log in "0123456789abcdef" {
        done.enter()
        Thread.detachNewThread {
          let result = Result { try SQLiteSkillsStore(path: path).file(sampleScorecard(log: log), logPath: nil) }
          results.withLock { $0.append(result) }
          done.leave()
        }
      }
      done.wait()
      for result in results.withLock({ $0 }) { #expect(try result.get() == .new) }
      #expect(try SQLiteSkillsStore(path: path).sessions().count == 16)
    }
  }
}
