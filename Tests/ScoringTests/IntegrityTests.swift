import Frames
import Scoring
import SimMath
import Testing

@Suite struct IntegrityTests {
  /// A session that would be scored, with something done to it before it ends.
  static func card(end: SessionEnd? = .finished, _ spoil: (inout SessionBuilder) -> Void) -> Scorecard {
    var session = SessionBuilder()
    session.rest(seconds: 1)
    session.site(0, 0.04)
    spoil(&session)
    return session.finish(end)
  }

  static func expectUnscorable(_ card: Scorecard, _ words: String) {
    #expect(card.outcome == .unscorable)
    #expect(card.score == nil)
    #expect(card.maximum == 100)
    #expect(card.ratedMaximum == 0)
    #expect(card.items.allSatisfy { $0.points == nil && $0.notRatedReason == "unscorable" })
    #expect(card.metrics.allSatisfy { $0.value == nil })
    #expect(card.causes.contains { $0.contains(words) }, "\(card.causes)")
  }

  static func add(_ session: inout SessionBuilder, tick: UInt64, output: StepOutput?) {
    session.fold.add(input: InputFrame(tick: Tick(tick), pose: .identity), output: output)
  }

  @Test func aWholeSessionIsScorable() { #expect(Self.card { _ in }.causes == []) }

  @Test func aGapInTheTicks() {
    let card = Self.card { Self.add(&$0, tick: $0.tick + 1, output: StepOutput(tick: Tick($0.tick + 1))) }
    Self.expectUnscorable(card, "follows tick 1000")
  }

  @Test func aRepeatedTick() {
    Self.expectUnscorable(
      Self.card { Self.add(&$0, tick: 1000, output: StepOutput(tick: Tick(1000))) }, "out of order")
  }

  @Test func theStartIsMissing() {
    var fold = ScoringFold(header: SessionBuilder().header)
    fold.add(input: InputFrame(tick: Tick(500), pose: .identity), output: StepOutput(tick: Tick(500)))
    Self.expectUnscorable(fold.finish(end: .finished, logHash: ""), "the start is missing")
  }

  @Test func anInputWithoutOutput() {
    var session = SessionBuilder()
    session.site(0, 0.04)
    Self.add(&session, tick: 1, output: nil)
    // At the very end it may be missing: the process stopped within the step.
    #expect(session.fold.finish(end: .ranOut, logHash: "").outcome != .unscorable)
    Self.add(&session, tick: 2, output: StepOutput(tick: Tick(2)))
    Self.expectUnscorable(session.fold.finish(end: .ranOut, logHash: ""), "Tick 1 has an input but no output")
  }

  @Test func quarantine() {
    Self.expectUnscorable(
      Self.card {
        $0.status = [.quarantined]
        $0.step()
      }, "quarantined at tick 1001")
  }

  @Test func outputThatIsNotFinite() {
    Self.expectUnscorable(Self.card { $0.step { $0.forceSent = Vector3(.nan, 0, 0) } }, "not finite")
  }

  @Test func aborted() {
    Self.expectUnscorable(Self.card(end: .aborted) { $0.event(.aborted) }, "aborted at tick 1001")
    Self.expectUnscorable(Self.card(end: .aborted) { _ in }, "aborted")
  }

  @Test func cutOff() { Self.expectUnscorable(Self.card(end: nil) { _ in }, "cut off after tick 1000") }

  @Test func aDefectOfTheLog() {
    Self.expectUnscorable(Self.card { $0.fold.noteDefect("Chunk 3 is damaged.") }, "Chunk 3 is damaged.")
  }

  @Test func lostInput() {
    Self.expectUnscorable(
      Self.card {
        $0.flags = [.connected, .gap]
        $0.rest(seconds: 0.06)
      }, "no true sample")
    Self.expectUnscorable(
      Self.card {
        $0.flags = [.connected, .stale]
        $0.rest(seconds: 0.2)
      }, "no true sample")
    // A device of 60 Hz repeats its sample: that is its rate, not a loss.
    var slow = SessionBuilder()
    for i in 0..<2000 {
      slow.flags = i % 16 == 0 ? [.connected] : [.connected, .stale]
      slow.step()
    }
    slow.site(0, 0.04)
    #expect(slow.finish().causes == [])
  }

  @Test func lostInputInAPauseDoesNotMatter() {
    #expect(
      Self.card {
        $0.flags = []
        $0.paused = true
        $0.rest(seconds: 3)
        $0.flags = [.connected]
        $0.paused = false
      }.causes == [])
  }

  @Test func clutch() {
    Self.expectUnscorable(
      Self.card {
        $0.flags = [.connected, .clutch]
        $0.rest(seconds: 0.6)
      }, "clutch was open")
  }

  @Test func headersThatCannotBeScoredBy() {
    func card(_ edit: (inout SessionHeader) -> Void) -> Scorecard {
      var header = SessionBuilder().header
      edit(&header)
      var fold = ScoringFold(header: header)
      for tick in UInt64(0)..<3 {
        var output = StepOutput(tick: Tick(tick))
        output.contactCount = 1
        output.normalForce = 1
        output.append(Event(kind: .lesionMarked, site: Vector3(0, 0.016, 0.03)))
        output.append(Event(kind: .siteMarked, site: Vector3(0, 0.016, 0.03)))
        fold.add(input: InputFrame(tick: Tick(tick), pose: .identity), output: output)
      }
      return fold.finish(end: .finished, logHash: "")
    }
    func expect(_ words: String, _ edit: (inout SessionHeader) -> Void) {
      let c = card(edit)
      #expect(c.outcome == .unscorable)
      #expect(c.causes.contains { $0.contains(words) }, "\(c.causes)")
    }
    expect("a gate that this scorer does not know: site.unlucky") { $0.rubric.gates = ["site.unlucky"] }
    expect("unknown metric: luck") { $0.rubric.items[0].metric = "luck" }
    expect("only formative") { $0.rubric.items[0].metric = "smoothness.sparc" }
    expect("no proper scale") { $0.rubric.items[0].full.value = $0.rubric.items[0].none.value }
    expect("no proper scale") { $0.rubric.items[0].points = -1 }
    expect("negative or not finite") { $0.rubric.palpationRadius.value = .nan }
    expect("negative or not finite") { $0.rubric.markLimit.value = .infinity }
    expect("no points") { $0.rubric.items = [] }
    expect("sizes") { $0.truth.vessel.outerRadius = 0 }
    expect("sizes") { $0.truth.vessel.length = 1e9 }
    expect("schema 2") { $0.truth.schema = 2 }
    expect("margin") { $0.truth.requiredMargin = -1 }
    expect("Lesion L1") {
      $0.truth.lesions = [SessionBuilder.lesion("L1", angle: .infinity, axial: 0)]
    }
  }

  @Test func nothingAtAll() {
    Self.expectUnscorable(ScoringFold(header: SessionBuilder().header).finish(end: nil, logHash: ""), "no tick")
  }
}
