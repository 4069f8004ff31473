import Foundation
import Frames
import Localisation
@testable import Rendering
import Report
import Scenarios
import Scoring
import Session
import SimMath
import Testing

@testable import Theatre

/// What is written over the picture.
@Suite struct HudTests {
  private static let canDraw = (try? OffscreenContext()) != nil
  private static let hasNanum = (try? FontFile.find(families: ["NanumGothic"]))?.family == "NanumGothic"

  /// A moment in the middle of a session.
  private static func model() throws -> HudModel {
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    var model = HudModel(scenario, limit: 1_200_000)
    model.elapsed = 83
    model.step = 1
    model.tool = .ultrasoundProbe
    model.force = 1.4
    model.wantedForce = 1.2
    model.lesionMarks = 2
    model.frozen = [.shortAxisProximal, .shortAxisMid]
    for k in UInt64(0)..<6000 {
      let phase = Float(k % 857) / 857
      model.monitor.add(tick: k, phase: phase, simulated: 8000 + 5333 * MonitorTrace.arterialPressure(phase))
    }
    return model
  }

  private static func picture(_ language: Language, _ draw: (Hud) -> Void) throws -> Picture {
    let context = try OffscreenContext()
    let renderer = try Renderer(
      context: context, stage: TheatreScene.stage(), width: 960, height: 540, quality: .low)
    let painter = try OverlayPainter(context: context)
    let canvas = OverlayCanvas(lettering: try Lettering(families: ["NanumGothic"]))
    try renderer.submit(
      Snapshot(
        tick: Tick(0), tool: .ultrasoundProbe, toolPose: Pose(position: Vector3(0, 0.5, 0.03)),
        image: UltrasoundImage(tick: Tick(0), width: 0), vertices: renderer.stage.surface.rest))
    try renderer.draw(.surgeon)
    canvas.begin(width: 960, height: 540)
    draw(Hud(try Catalogue(language: language), on: canvas))
    try renderer.draw(canvas, with: painter)
    return renderer.picture()
  }

  @Test(.enabled(if: canDraw && hasNanum, "install libegl1, libgl1-mesa-dri and fonts-nanum"), arguments: Language.allCases)
  func theScreenLooksAsItDid(_ language: Language) throws {
    let model = try Self.model()
    let picture = try Self.picture(language) { $0.draw(model) }
    let name = "hud-\(language.rawValue)"
    if let folder = ProcessInfo.processInfo.environment["SYSTOLE_WRITE_GOLDEN_HUD"] {
      try picture.png().write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
    }
    let golden = try #require(Bundle.module.url(forResource: "Golden/\(name)", withExtension: "png"))
    let expected = try Picture(png: Data(contentsOf: golden))
    #expect(picture.difference(from: expected) < 2)
    // One panel less is seen.
    var other = model
    other.tool = .palpationProbe
    #expect(try Self.picture(language) { $0.draw(other) }.difference(from: expected) > 2)
  }

  /// A session with one long list of losses.
  private static func debrief(_ language: Language) throws -> Debrief {
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let deductions = (1...30).map { i in
      Deduction(
        tick: UInt64(1000 * i), rule: "views.complete.missing", points: 1, place: nil, reason: "View \(i) is missing.",
        arguments: ["view_number": Double(i % 5 + 1)])
    }
    let card = Scorecard(
      logHash: "", scorerVersion: "1", scenario: scenario.id, patient: 7, rubric: scenario.rubric.id, rubricVersion: 1,
      session: "s", trainee: "t", deviceClass: "mouse", outcome: .scored, causes: [], score: 70, maximum: 100,
      ratedMaximum: 100, ticks: 40_000, items: [], metrics: [], deductions: deductions)
    return try Debrief(
      scorecard: card, rubric: scenario.rubric, truth: scenario.patient(seed: 7), language: language)
  }

  @Test(arguments: Language.allCases) func theChosenLineOfTheDebriefIsInSight(_ language: Language) throws {
    let debrief = try Self.debrief(language)
    let moments = debrief.moments
    #expect(moments.count == debrief.priorities.count + 30)
    #expect(moments.last?.tick == Tick(30_000) && moments.last?.start == Tick(26_000))
    #expect(moments.first { $0.tick == Tick(1000) }?.start == Tick(0))
    let canvas = OverlayCanvas(lettering: try Lettering())
    for size in [SIMD2(1280, 720), SIMD2(640, 360), SIMD2(1000, 1400)] {
      for i in moments.indices {
        canvas.begin(width: size.x, height: size.y)
        let layout = Hud(try Catalogue(language: language), on: canvas).draw(debrief, selection: i, canPlay: true)
        let row = try #require(layout.rows.first { $0.index == i }, "line \(i) at \(size)")
        #expect(layout.row(at: (row.top + row.bottom) / 2) == i)
        #expect(row.top > 0 && row.bottom < Float(size.y))
      }
    }
  }

  @Test func aPlaceOnTheBarIsAMoment() throws {
    let canvas = OverlayCanvas(lettering: try Lettering())
    canvas.begin(width: 1280, height: 720)
    var model = try Self.model()
    #expect(Hud(try Catalogue(language: .english), on: canvas).draw(model).timeline == nil)
    model.replay = HudModel.Replay(time: 20, length: 80, isPlaying: true)
    let layout = Hud(try Catalogue(language: .english), on: canvas).draw(model)
    let bar = try #require(layout.timeline)
    let y = (bar.top + bar.bottom) / 2
    #expect(layout.share(x: bar.left, y: y) == 0 && layout.share(x: bar.right, y: y) == 1)
    #expect(abs((layout.share(x: (bar.left + bar.right) / 2, y: y) ?? 0) - 0.5) < 1e-4)
    #expect(layout.share(x: bar.left - 1, y: y) == nil && layout.share(x: bar.left, y: bar.bottom + 1) == nil)
  }

  @Test func theMonitorBeatsWithTheVessel() throws {
    var trace = MonitorTrace()
    // Seventy beats a minute; looked at every 16 ms, as a display does.
    for tick in stride(from: UInt64(0), to: 5000, by: 16) {
      let phase = Float(Double(tick) / 857.143).truncatingRemainder(dividingBy: 1)
      trace.add(tick: tick, phase: phase, simulated: 8000 + 5333 * sin(.pi * phase))
    }
    #expect(abs(try #require(trace.heartRate) - 70) < 1.5)
    let p = try #require(trace.pressures)
    #expect(abs(p.systolic - 13_333) < 50 && p.diastolic < 8500 && p.mean > p.diastolic && p.mean < p.systolic)
    let drawn = trace.electrocardiogram.compactMap { $0 }
    #expect(drawn.count == trace.head && abs(drawn.count - 624) < 4, "8 ms a point")
    // Five R waves in five seconds, each before the pressure's upstroke.
    let high = (1..<drawn.count).filter { drawn[$0] > 0.7 && drawn[$0 - 1] <= 0.7 }
    let pressure = trace.pressure.compactMap { $0 }
    let upstrokes = (1..<pressure.count).filter { pressure[$0] > 0.5 && pressure[$0 - 1] <= 0.5 }
    #expect((5...6).contains(high.count))
    for r in high.dropLast() {
      let next = try #require(upstrokes.first { $0 > r })
      #expect((10...40).contains(next - r), "100 to 300 ms after the R wave")
    }
  }

  @Test func aLateLookLeavesNoHole() {
    var trace = MonitorTrace()
    trace.add(tick: 0, phase: 0, simulated: 8000)
    trace.add(tick: 400, phase: 0.45, simulated: 9000)
    #expect(trace.electrocardiogram.prefix(50).allSatisfy { $0 != nil } && trace.head == 50)
    #expect(trace.heartRate == nil)
  }

  @Test func curvesAreInTheirBoxes() {
    for i in 0..<1000 {
      let phase = Float(i) / 1000
      #expect((0...1).contains(MonitorTrace.electrocardiogram(phase)))
      #expect((0...1).contains(MonitorTrace.arterialPressure(phase)))
    }
    // They close: a beat ends as the next begins.
    #expect(abs(MonitorTrace.electrocardiogram(0) - MonitorTrace.electrocardiogram(0.9999)) < 0.01)
    #expect(MonitorTrace.arterialPressure(0.9999) < 0.02)
  }

  @Test(arguments: Language.allCases) func everyLetterIsInTheFont(_ language: Language) throws {
    let texts = try Catalogue(language: language)
    let shown = [
      "theatre.", "step.", "tool.", "view.", "event.", "reason.", "cause.", "report.advice", "report.lost",
      "quality.", "report.critical", "report.verdict", "report.rated", "report.formative.short", "term.",
    ]
    for file in [try FontFile.find(), try FontFile.find(bold: true)] {
      let face = try Typeface(file)
      for key in texts.keys where shown.contains(where: { key.hasPrefix($0) }) {
        let text = texts.text(key).replacingOccurrences(of: "\n", with: " ")
        // Glyph 0 is the box of a character that is not there.
        #expect(!face.shape(text, size: 16).glyphs.contains { $0.glyph == 0 }, "\(file.family): \(key)")
      }
    }
  }

  @Test(arguments: Language.allCases) func everythingOnTheScreenIsInTheCatalogue(_ language: Language) throws {
    let texts = try Catalogue(language: language)
    let lettering = try Lettering()
    let canvas = OverlayCanvas(lettering: lettering)
    canvas.begin(width: 1280, height: 720)
    var model = try Self.model()
    model.lag = SightLag()
    model.isPaused = true
    let hud = Hud(texts, on: canvas)
    hud.draw(model)
    model.isStopped = true
    hud.draw(model)
    model.isPractice = true
    model.asksToFinish = true
    for ghost in [HudModel.Ghost.coming(3), .shown, .failed] {
      model.ghost = ghost
      hud.draw(model)
    }
    for (isPlaying, isSeeking) in [(true, false), (false, false), (false, true)] {
      model.replay = HudModel.Replay(time: 12, length: 90, isPlaying: isPlaying, isSeeking: isSeeking, moments: [4, 80])
      hud.draw(model)
    }
    let debrief = try Self.debrief(language)
    for canPlay in [false, true] { hud.draw(debrief, canPlay: canPlay) }
    hud.drawPreparing(isRetry: true)
    model.showsHelp = true
    hud.draw(model)
    hud.drawPreparing()
    // What the panel of lags says of the renderer is broken into lines, so that it stays between its neighbours.
    (model.showsHelp, model.replay) = (false, nil)
    model.renderer = "llvmpipe, low: leaves out: " + String(repeating: "relief of surfaces, ", count: 9)
    hud.draw(model)
    #expect(!lettering.drawnTexts.contains(model.renderer))
    #expect(lettering.drawnTexts.contains { $0.contains("relief") })
    // A text that is not there shows as its key in brackets.
    #expect(lettering.drawnTexts.filter { $0.contains("[") } == [])
    #expect(lettering.drawnTexts.count > 60)
  }
}
