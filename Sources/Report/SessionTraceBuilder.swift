public import Frames
import Scoring
import SimMath

/// Folds the records of a session into a ``SessionTrace``: feed it every tick in order, then take `trace`.
///
/// A session of an hour takes about 10 MB. Not for the 1 kHz thread.
public struct SessionTraceBuilder: Sendable {
  /// Ticks of which one sample is kept. More loses short presses, less makes the page heavy.
  public static let window: UInt64 = 20

  private let vessel: VesselTruth
  private var result: SessionTrace
  private var palpation: PalpationMap
  private var open: SessionTrace.Sample?
  private var openPose = Pose.identity
  private var windowEnd: UInt64 = 0
  private var interval: SessionTrace.Interval?
  private var sewn: StitchList?

  public init(truth: SceneTruth, rubric: Rubric, began: String = "") {
    vessel = truth.vessel.drawable
    result = SessionTrace(rubric: rubric, began: began)
    palpation = PalpationMap(vessel: vessel, rubric: rubric)
    sewn = StitchList(truth.drawable)
  }

  /// Adds one tick.
  public mutating func add(input: InputFrame, output: StepOutput) {
    let tick = output.tick.rawValue
    result.lastTick = max(result.lastTick, tick)
    addInterval(input, output, tick)
    sewn?.add(output)
    for i in 0..<min(StepOutput.eventCapacity, Int(output.eventCount)) {
      add(output.events[i], tick)
      if output.events[i].kind == .threadBroke { result.threadBreaks.append(tick) }
      if let burn = output.burn(of: output.events[i]) { result.burns.append(burn) }
    }
    guard output.toolPose.isFinite, output.forceSent.isFinite, output.normalForce.isFinite, output.contactSite.isFinite
    else { return }
    if output.status.contains(.paused) {
      palpation.letGo()
    } else {
      palpation.add(input: input, output: output)
    }
    addSample(output, tick)
  }

  /// What the records so far amount to.
  public var trace: SessionTrace {
    var copy = self
    copy.closeWindow()
    if let interval = copy.interval { copy.result.intervals.append(interval) }
    let cell = palpation.cellSize
    copy.result.felt = palpation.feltCenters.map {
      SessionTrace.Felt(center: $0, angle: cell.angle, axial: cell.axial)
    }
    copy.result.stitches = sewn?.stitches
    return copy.result
  }

  private mutating func addSample(_ output: StepOutput, _ tick: UInt64) {
    let force = output.forceSent.length
    let touches = output.contactCount > 0
    if var sample = open, tick < windowEnd, sample.tool == output.tool {
      // The pose that is kept is that of the strongest moment.
      if force > sample.force || (force == sample.force && output.normalForce > sample.normalForce) {
        sample.tick = tick
        openPose = output.toolPose
      }
      sample.force = max(sample.force, force)
      sample.normalForce = max(sample.normalForce, output.normalForce)
      sample.inContact = sample.inContact || touches
      open = sample
      return
    }
    closeWindow()
    windowEnd = tick &+ Self.window
    openPose = output.toolPose
    open = SessionTrace.Sample(
      tick: tick, place: VesselCoordinate(angle: 0, axial: 0), height: 0, force: force,
      normalForce: output.normalForce, inContact: touches, tool: output.tool)
  }

  private mutating func closeWindow() {
    guard var sample = open else { return }
    let tip = openPose.position
    sample.place = VesselCoordinate(anatomy: tip)
    sample.height = (tip.x * tip.x + tip.y * tip.y).squareRoot() - Float(vessel.outerRadius)
    result.samples.append(sample)
    open = nil
  }

  private mutating func add(_ event: Event, _ tick: UInt64) {
    guard event.site.isFinite, event.pose.isFinite else { return }
    let place = VesselCoordinate(anatomy: event.site)
    switch event.kind {
    case .lesionMarked:
      let finding = Finding(rawValue: event.argument) ?? .unspecified
      result.marks.append(.init(tick: tick, place: place, finding: finding, tool: event.tool))
    case .lesionUnmarked: _ = result.marks.popLast()
    case .siteMarked: result.decision = .site(place, tick: tick)
    case .noSafeSiteDeclared: result.decision = .noSafeSite(tick: tick)
    case .viewFrozen:
      result.views.append(
        .init(
          tick: tick, place: place, direction: Self.direction(of: event.pose, at: place),
          named: UltrasoundView(rawValue: event.argument)))
    default: break
    }
  }

  /// Where the image plane (tool x and y) cuts the surface: tool x, seen in the tangent plane at `place`.
  private static func direction(of pose: Pose, at place: VesselCoordinate) -> Double {
    let x = pose.orientation.rotate(Vector3(1, 0, 0))
    let (s, c) = Trigonometry.sincos(place.angle)
    let along = Double(x.x) * c - Double(x.y) * s
    let angle = Trigonometry.atan2(Double(x.z), along)
    if angle < 0 { return angle + Double.pi }
    return angle >= Double.pi ? 0 : angle
  }

  private mutating func addInterval(_ input: InputFrame, _ output: StepOutput, _ tick: UInt64) {
    let bad: StepStatus = [.poseNotFinite, .poseJumpBounded, .disconnected, .emergencyStopped]
    let kind: SessionTrace.Interval.Kind? =
      if output.status.contains(.paused) {
        .paused
      } else if input.flags.contains(.gap) || !input.flags.contains(.connected) || !output.status.isDisjoint(with: bad)
      {
        .inputLost
      } else {
        nil
      }
    if let known = interval, known.kind == kind, known.ticks.upperBound &+ 1 == tick {
      interval?.ticks = known.ticks.lowerBound...tick
      return
    }
    if let interval { result.intervals.append(interval) }
    interval = kind.map { SessionTrace.Interval(kind: $0, ticks: tick...tick) }
  }
}
