import Frames
import Testing
import Validation

@testable import Simulation

/// Patterns of suture of which the engine knows nothing: they differ only in the way of the thread.
struct SuturePatternTests {
  private static func tools() throws -> [Instrument] {
    try [Tool.forceps, .needleHolder].map { try InstrumentScene.instrument($0) }
  }

  @Test func patternsDoWhatTheyAreFor() throws {
    for c in try SuturePatternCases.all(tools: Self.tools()) { #expect(c.ok, "\(c.id): \(c.ours) for \(c.reference)") }
  }

  /// The tube's end is drawn in by a purse string as far as the thread is short, and no loop encloses more than a circle.
  @Test func aPurseStringNarrows() throws {
    let purse = try SuturePatterns.purseString(tools: Self.tools())
    let share = purse.threadAfter / purse.threadBefore
    #expect(share < 0.9, "\(share)")
    #expect(purse.after < purse.before * share * share * 1.02, "\(purse.after / purse.before) \(share)")
    #expect(purse.after < purse.threadAfter * purse.threadAfter / (4 * Double.pi))
  }
}
