import Foundation
import GRDB
import Scoring
import Testing

@testable import Skills

/// What needs a process of its own: being killed, and being nobody.
@Suite struct SkillsProcessTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The filing process is killed after its n-th statement, for n from the first to beyond the last.
  @Test(arguments: [1, 2, 3, 4, 6, 9, 12, 15, 18, 21])
  func aKilledFilingLeavesAllOrNothing(statements: Int) async throws {
    let path = folder.database
    let before = sampleScorecard(log: "a")
    _ = try SQLiteSkillsStore(path: path).file(before, logPath: nil)

    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, statements = statements as Int] in
      let store = try SQLiteSkillsStore(path: path)
      store.queue.writeWithoutTransaction { db in
        let left = Countdown(statements)
        db.trace { event in
          guard case .statement = event else { return }
          if left.next() == 0 { kill(getpid(), SIGKILL) }
        }
      }
      _ = try store.file(sampleScorecard(log: "b"), logPath: nil)
      kill(getpid(), SIGKILL)
    }

    let store = try SQLiteSkillsStore(path: path)
    #expect(try store.scorecard(before.session) == before)
    let after = sampleScorecard(log: "b")
    let found = try store.scorecard(after.session)
    if statements <= 12 { #expect(found == nil) }
    let counts = try await store.queue.read { db in
      try ["trainee", "session", "scorecard", "item", "metric", "deduction"].map { table in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1
      }
    }
    #expect(counts == (found == nil ? [1, 1, 1, 2, 2, 2] : [1, 2, 2, 4, 4, 4]))
    // What was lost is filed again.
    #expect(try store.file(after, logPath: nil) == (found == nil ? .new : .alreadyThere))
  }

  /// Root may write anywhere, so the child first becomes nobody.
  @Test func aReadOnlyFolderIsReported() async throws {
    let path = folder.database
    let empty = folder.path + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    let store = try SQLiteSkillsStore(path: path)
    _ = try store.file(sampleScorecard(), logPath: nil)
    try store.queue.close()
    for place in [folder.path, empty] {
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: place)
    }
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    await #expect(processExitsWith: .success) { [path = path as String, empty = empty as String] in
      if geteuid() == 0 { try #require(setuid(65534) == 0) }
      for place in [path, empty + "/skills.sqlite", empty + "/deeper/skills.sqlite"] {
        let error = #expect(throws: SkillsError.self) {
          _ = try SQLiteSkillsStore(path: place).file(sampleScorecard(log: "b"), logPath: nil)
        }
        switch error {
        case .cannotOpen, .cannotWrite: break
        default: Issue.record("\(place): \(String(describing: error))")
        }
      }
    }
  }
}

/// Counts down; used from one thread.
private final class Countdown: @unchecked Sendable {
  private var left: Int

  init(_ start: Int) { left = start }

  func next() -> Int {
    left -= 1
    return left
  }
}
