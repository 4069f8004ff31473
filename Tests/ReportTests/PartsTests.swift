import Frames
import Localisation
import SimMath
import Testing

@testable import Report

@Suite struct PartsTests {
  @Test(
    arguments: [
      ("The session was aborted at tick 12.", "The session was aborted at tick {tick}.", ["tick": "12"]),
      ("Tick 9 follows tick 7: x.", "Tick {tick} follows tick {last}: x.", ["tick": "9", "last": "7"]),
      ("Nothing to fill.", "Nothing to fill.", [:]), ("ends with 5", "ends with {n}", ["n": "5"]),
      ("It ended.", "It started.", nil), ("Tick  follows", "Tick {tick} follows", nil),
      ("ab 3 c", "ab {n}", ["n": "3 c"]),
      ("ab 3 c", "ab {n} d", nil), ("1 and 2", "{n} and {n}", nil), ("1 and 1", "{n} and {n}", ["n": "1"]),
    ] as [(String, String, [String: String]?)])
  func sentencesAreReadBack(sentence: String, template: String, arguments: [String: String]?) {
    #expect(TemplateMatch.arguments(of: sentence, template: template) == arguments)
  }

  @Test func coordinatesAreShortAndFinite() {
    #expect(Markup.px(12.34) == "12.3")
    #expect(Markup.px(-0.04) == "0")
    #expect(Markup.px(-2.55) == "-2.6" || Markup.px(-2.55) == "-2.5")
    #expect(Markup.px(100) == "100")
    #expect(Markup.px(.nan) == "0")
    #expect(Markup.px(.infinity) == "0")
  }

  @Test func figuresAreThoseOfPeople() throws {
    let texts = try ReportTexts(language: .english)
    #expect(texts.quantity(-0.00125, unit: "m") == "−1.3 mm" || texts.quantity(-0.00125, unit: "m") == "−1.2 mm")
    #expect(texts.quantity(4.2, unit: "m") == "4.20 m")
    #expect(texts.quantity(2.345, unit: "N") == "2.35 N" || texts.quantity(2.345, unit: "N") == "2.34 N")
    #expect(texts.quantity(nil, unit: "N") == "–")
    #expect(texts.points(14) == "14")
    #expect(texts.points(6.25) == "6.2")
    #expect(texts.clock(187_200) == "3:07")
    #expect(texts.place(VesselCoordinate(angle: -0.6, axial: 0.0423)) == "34° left, 42 mm")
    #expect(ReportBody.minute("2026-03-04T10:20:30Z") == "2026-03-04 10:20 UTC")
    #expect(ReportBody.minute("<yesterday>") == "<yesterday>")
  }

  @Test func labelsFindRoomOfTheirOwn() {
    var placer = LabelPlacer(bounds: .init(x: 0, y: 0, width: 400, height: 300))
    var boxes: [LabelPlacer.Box] = []
    for _ in 0..<12 {
      let p = placer.place(x: 200, y: 150, width: 40, height: 16, gap: 5)
      let box = LabelPlacer.Box(x: p.x - 20, y: p.y - 8, width: 40, height: 16)
      #expect(!boxes.contains { $0.overlaps(box) })
      #expect(box.x >= 0 && box.x + 40 <= 400 && box.y >= 0 && box.y + 16 <= 300)
      boxes.append(box)
    }
  }

  @Test func theTraceKeepsTheStrongestMomentsAndEverythingDone() {
    let session = SyntheticSession()
    var builder = SessionTraceBuilder(truth: session.truth, rubric: SyntheticSession.rubric)
    for tick in 1...100 as ClosedRange<UInt64> {
      var output = StepOutput(tick: Tick(tick))
      output.toolPose = Pose(position: Vector3(0, 0.018, Float(tick) * 0.0001))
      output.forceSent = Vector3(0, tick == 37 ? 5 : 1, 0)
      if tick > 90 { output.status = [.paused] }
      if tick == 10 || tick == 20 {
        output.append(Event(kind: .lesionMarked, argument: 1, site: Vector3(0, 0.016, 0.02)))
      }
      if tick == 30 { output.append(Event(kind: .lesionUnmarked)) }
      if tick == 40 { output.append(Event(kind: .noSafeSiteDeclared)) }
      if tick == 50 { output.append(Event(kind: .siteMarked, site: Vector3(0.016, 0, 0.03))) }
      builder.add(
        input: InputFrame(tick: Tick(tick), pose: .identity, flags: tick < 4 ? [] : [.connected]), output: output)
    }
    let trace = builder.trace
    #expect(trace.lastTick == 100)
    #expect(trace.samples.count == 5)
    #expect(trace.samples.map(\.force).max() == 5)
    let strongest = trace.samples.first { $0.force == 5 }
    #expect(strongest?.tick == 37)
    #expect(abs((strongest?.place.axial ?? 0) - 0.0037) < 1e-8)
    #expect(abs((strongest?.height ?? 0) - 0.002) < 1e-6)
    #expect(trace.marks.map(\.tick) == [10])
    #expect(trace.marks[0].finding == .calcified)
    guard case .site(let place, let tick) = trace.decision else {
      Issue.record("\(trace.decision)")
      return
    }
    #expect(tick == 50)
    #expect(abs(place.angle - Double.pi / 2) < 1e-6)
    #expect(
      trace.intervals == [
        .init(kind: .inputLost, ticks: 1...3), .init(kind: .paused, ticks: 91...100),
      ])
  }
}
