import Devices
import Foundation
import Frames
import RealTime
import Scenarios
@testable import Session
import SimMath
import Testing

/// What a window gets of a running session.
@Suite struct LiveSceneTests {
  /// A stage of two faces, and a feed of its nine vertices.
  private func make() throws -> (ViewFeed, LiveScene) {
    var rest: [Float] = []
    for i in 0..<9 { rest += [Float(i % 3) * 0.004, 0, Float(i / 3) * 0.004, 0] }
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let stage = Stage(
      surface: TissueSurface(rest: rest, faces: [0, 2, 6, 1, 4, 3, 2, 8, 6, 5, 7, 4]), vessel: scenario.vessel,
      probeRadius: 0.006, imageWidth: 0.03, imageDepth: 0.05, seed: 1)
    let feed = ViewFeed(count: rest.count)
    return (feed, LiveScene(LiveSession(scenario: scenario, stage: stage, limit: 1000, feed: feed)))
  }

  /// A step whose vertices all hold its tick; a tick takes a millisecond.
  private func step(_ tick: UInt64, _ feed: ViewFeed, event: EventKind? = nil) {
    var output = StepOutput(tick: Tick(tick))
    output.toolPose.position = Vector3(0, Float(tick), 0)
    output.pressure = Float(tick)
    if let event { output.append(Event(kind: event, site: Vector3(Float(tick), 0, 0))) }
    feed.publish(output, at: tick * 1_000_000) { $0.update(repeating: Float(tick)) }
  }

  @Test func tissueIsShownBetweenTwoSurfacesAndNeverAhead() throws {
    let (feed, scene) = try make()
    #expect(scene.frame(at: 0) == nil)
    var shown: [(now: Double, tissue: Float, tool: Float)] = []
    for tick in UInt64(0)..<400 {
      step(tick, feed)
      // A picture every 7 ms, seen half a millisecond after the step.
      guard tick % 7 == 6, let frame = scene.frame(at: tick * 1_000_000 + 500_000) else { continue }
      shown.append((Double(tick) + 0.5, frame.snapshot.vertices[0], frame.snapshot.toolPose.position.y))
      let told = Double(frame.tissueTime) / 1e6
      #expect(abs(told - Double(frame.snapshot.vertices[0])) < 0.01, "it says how old it is")
    }
    for s in shown {
      #expect(Double(s.tissue) <= s.now)
      #expect(s.now - Double(s.tissue) <= Double(2 * ViewFeed.interval))
      #expect(Double(s.tool) > s.now - 1, "the tool is shown at its latest pose")
    }
    // Smooth: once both surfaces are there, each picture is as much later as its moment.
    for (a, b) in zip(shown.dropFirst(4), shown.dropFirst(5)) {
      #expect(abs((b.tissue - a.tissue) - Float(b.now - a.now)) < 0.01)
    }
    // A simulation that stands still is shown as it stands.
    let late = try #require(scene.frame(at: 5_000_000_000))
    #expect(late.snapshot.vertices[0] == 396)
  }

  @Test func noEventIsLostBetweenPictures() throws {
    let (feed, scene) = try make()
    for tick in UInt64(0)..<200 { step(tick, feed, event: tick % 10 == 0 ? .lesionMarked : nil) }
    let frame = try #require(scene.frame(at: 200_000_000))
    #expect(frame.snapshot.marks.count == 20 && scene.events.count == 20)
    step(200, feed, event: .lesionUnmarked)
    #expect(try #require(scene.frame(at: 201_000_000)).snapshot.marks.count == 19)
    #expect(scene.events.map(\.kind) == [.lesionUnmarked])
  }

  /// A monitor sees every beat, also after a picture that took seconds.
  @Test func noBeatIsLostBetweenPictures() throws {
    let (feed, scene) = try make()
    for tick in UInt64(0)..<4000 { step(tick, feed) }
    _ = try #require(scene.frame(at: 4_000_000_000))
    #expect(scene.pulse.map(\.tick.rawValue) == Array(stride(from: UInt64(0), to: 4000, by: 8)))
    _ = scene.frame(at: 4_001_000_000)
    #expect(scene.pulse.isEmpty)
  }

  @Test func aRealTimeLoopFeedsAView() throws {
    let feed = ViewFeed(count: 3)
    let stepper = CountingStepper()
    let device = ClosureDevice { tick, _ in
      InputFrame(tick: tick, pose: .identity, command: tick.rawValue == 400 ? .finish : .none)
    }
    let queue = SPSCQueue<TickRecord>(minimumCapacity: 1 << 14)
    let result = try RealTimeLoop(
      stepper: stepper, device: device, limits: .init(ticks: 100_000), queue: queue, view: feed
    ).run(options: .init(period: 200_000))
    let last = try #require(feed.moments.read())
    #expect(last.output.tick.rawValue == result.ticks - 1)
    let tick = try #require(feed.surfaces.take { moment, _ in moment.output.tick.rawValue })
    #expect(tick % ViewFeed.interval == ViewFeed.interval / 2 && result.ticks - tick <= ViewFeed.interval)
    #expect(feed.events.pop()?.kind == .finished)
    #expect(feed.images.read().width > 0, "the ultrasound picture comes too")
  }

  @Test func theMonitorKnowsWhereTheHeartIs() throws {
    // The phase read off the pressure is that of the pulse, all the way round.
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let circulation = try #require(scenario.assessment?.circulation)
    let beat = HeartBeat(scenario)
    var last = beat.phase(pressure: Float(circulation.diastolic), isRising: true)
    #expect(abs(last) < 1e-3)
    let n = 200
    for i in 1..<n {
      // The curve as the simulation's page describes it.
      let p = Double(i) / Double(n)
      let s = p < 0.35 ? 0.5 - 0.5 * cos(.pi * p / 0.35) : 0.5 + 0.5 * cos(.pi * (p - 0.35) / 0.65)
      let pressure = circulation.diastolic + (circulation.systolic - circulation.diastolic) * s
      let phase = beat.phase(pressure: Float(pressure), isRising: p < 0.35)
      #expect(abs(Double(phase) - p) < 5e-3, "\(phase) \(p)")
      #expect(phase > last)
      last = phase
    }
  }
}
