import Frames
@testable import Rendering
import Testing

/// Levels that hold a frame rate.
@Suite struct QualityTests {
  /// Gives the controller frames whose time depends on the level, s; returns the levels it was at, one a frame.
  private func run(_ controller: inout QualityController, frames: Int, _ time: (RenderingLevel) -> Double) -> [Int] {
    (0..<frames).map { _ in
      _ = controller.add(time(controller.level))
      return controller.index
    }
  }

  @Test func everyStepOfTheLadderDrawsLess() {
    for (a, b) in zip(RenderingLevel.ladder, RenderingLevel.ladder.dropFirst()) {
      #expect(b.quality <= a.quality)
      #expect(b.quality < a.quality || b.scale < a.scale)
      #expect(Set(a.omissions).isSubset(of: Set(b.omissions)), "\(a) \(b)")
    }
    #expect(RenderingLevel(.high).omissions.isEmpty)
    #expect(RenderingLevel(.low).omissions == [.glare, .samples, .relief, .shadows, .pixels])
  }

  @Test func aSlowMachineGoesDownAtOnceAndStays() {
    var controller = QualityController(framesPerSecond: 60, quality: .high)
    // Only the last two levels are quick enough, and the last has room for no other.
    let levels = run(&controller, frames: 3000) { $0.quality == .low && $0.scale < 0.6 ? 0.012 : 0.030 }
    #expect(levels[4 * QualityController.window] == 4, "a window for each level")
    #expect(levels.suffix(2000).allSatisfy { $0 == 4 }, "there is no room for a finer one")
  }

  @Test func itTriesAFinerLevelWithMorePatienceEachTime() {
    var controller = QualityController(framesPerSecond: 60, quality: .high, start: RenderingLevel(.medium, scale: 0.75))
    // The next finer level looks possible and is not.
    let levels = run(&controller, frames: 20_000) { $0.quality == .medium && $0.scale < 1 ? 0.008 : 0.020 }
    let tries = levels.indices.dropFirst().filter { levels[$0] < levels[$0 - 1] }
    #expect(tries.count >= 3)
    let gaps = zip(tries, tries.dropFirst()).map { $1 - $0 }
    #expect(zip(gaps, gaps.dropFirst()).allSatisfy { $1 > $0 }, "\(gaps)")
    // It is where it holds the rate nearly all of the time.
    #expect(Double(levels.count { $0 == 2 }) > 0.99 * Double(levels.count))
  }

  @Test func oneHitchIsNoReason() {
    var controller = QualityController(framesPerSecond: 60, quality: .high)
    var frame = 0
    let levels = run(&controller, frames: 600) { _ in
      frame += 1
      return frame % 12 == 5 ? 0.2 : 0.012
    }
    #expect(levels.allSatisfy { $0 == 0 })
  }

  @Test func whatTheRendererWasNotMadeForIsOutOfReach() {
    var controller = QualityController(framesPerSecond: 15, quality: .low, start: RenderingLevel(.low))
    #expect(controller.level == RenderingLevel(.low) && controller.levels.allSatisfy { $0.quality == .low })
    #expect(run(&controller, frames: 2000) { _ in 0.001 }.last == 0)
    #expect(controller.level.scale == 0.75)
  }
}
