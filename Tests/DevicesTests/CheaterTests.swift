import Frames
import SimMath
import Testing

@testable import Devices

@Suite struct CheaterTests {
  private func run(_ kind: CheaterKind, seed: UInt64 = 1) throws -> PhantomRun {
    var phantom = Phantom()
    phantom.lesions = [TraineeTests.stiff, TraineeTests.soft]
    return try PhantomRun(kind.rawValue, phantom: phantom, seed: seed)
  }

  @Test(arguments: CheaterKind.allCases)
  func itFinishesSoon(_ kind: CheaterKind) throws {
    #expect((8.0...40).contains(try run(kind).seconds))
  }

  @Test func markAllMarksEverywhere() throws {
    let r = try run(.markAll)
    #expect(r.phantom.marks.count >= 9)
    #expect(r.phantom.site != nil)
    let places = r.phantom.marks.map(\.place)
    for (i, p) in places.enumerated() {
      for q in places[..<i] { #expect(p.distance(to: q, radius: 0.016) > 8e-3) }
    }
  }

  @Test func noTouchNeverTouches() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let r = try run(.noTouch, seed: seed)
      #expect(r.peakForce == 0)
      #expect(r.phantom.views.isEmpty)
      #expect(!r.phantom.marks.isEmpty)
    }
  }

  @Test func idleFinishOnlyDeclares() throws {
    let r = try run(.idleFinish)
    #expect(r.phantom.declaredNone)
    #expect(r.phantom.marks.isEmpty && r.phantom.views.isEmpty && r.phantom.site == nil)
    #expect(r.peakForce == 0)
  }

  @Test func pokeGridPokesHardAndRegularly() throws {
    let r = try run(.pokeGrid)
    #expect(r.peakForce > 3)
    // Ticks from one deepest point to the next: all the same but for the marks' single ticks.
    var deepest: [Int] = []
    let radius = r.inputs.map { Double(Vector3($0.pose.position.x, $0.pose.position.y, 0).length) }
    for i in 1..<radius.count - 1 where radius[i] < 0.0181 && radius[i - 1] >= 0.0181 { deepest.append(i) }
    let periods = zip(deepest.dropFirst(), deepest).map { $0 - $1 }.dropLast(2)
    #expect(periods.count > 15)
    #expect((periods.max() ?? 99) - (periods.min() ?? 0) <= 3)
  }
}
