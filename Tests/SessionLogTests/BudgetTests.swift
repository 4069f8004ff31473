import Foundation
import Frames
import SessionLog
import Testing

@Suite struct BudgetTests {
  @Test func aMinuteStaysWithinItsBudget() throws {
    let folder = try TemporaryFolder()
    let seconds = 5
    let entries = RealisticSession(seed: 60).prefix(seconds * 1000).map { $0 }
    _ = try folder.log(entries)
    // Header and summary are paid once.
    let once = try folder.bytes("log.mcap").count
    _ = try folder.log(Array(entries.prefix(1000)), name: "short.mcap")
    let perSecond = Double(once - (try folder.bytes("short.mcap").count)) / Double(seconds - 1)
    let perMinute = 60 * perSecond / 1e6
    print("session log: \(perMinute) MB a minute")
    #expect(perMinute < 12)
    #expect(perMinute > 5)  // less would mean that something is not written
  }
}
