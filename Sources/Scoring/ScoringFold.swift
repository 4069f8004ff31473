public import Frames
import SimMath

/// Folds the records of a session into its scorecard; live and headless scoring use the same one.
///
/// A value without locks or I/O: feed it from one thread. Memory grows with marks, views and reaches only.
public struct ScoringFold: Sendable {
  /// Changes whenever the same log could give another card.
  public static let version = "1.0.0"

  let header: SessionHeader
  var integrity: SessionIntegrity
  var palpation: PalpationMap
  var scanned: ScannedLevels
  var forces: ForceMeter
  var motion: MotionMeter
  var reaches: ReachMeter
  var marks: [LesionMark] = []
  var views: [FrozenView] = []
  var decision = SiteDecision.undecided
  private var tool: Tool?

  /// A header that cannot be scored by (an unknown gate or metric, impossible sizes) makes the session unscorable.
  public init(header: SessionHeader) {
    let faults = HeaderCheck.faults(header)
    self.header = header
    integrity = SessionIntegrity(headerFaults: faults)
    // Nothing is measured by a faulty header, but its numbers must not stop the program.
    let vessel =
      faults.isEmpty
      ? header.truth.vessel
      : VesselTruth(outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1, siteZone: 0...0.06)
    palpation = PalpationMap(vessel: vessel, rubric: header.rubric)
    scanned = ScannedLevels(length: vessel.length)
    forces = ForceMeter(threshold: header.rubric.excessiveForce.value)
    motion = MotionMeter(idleSpeed: header.rubric.idleSpeed.value, idleTime: header.rubric.idleTime.value)
    reaches = ReachMeter()
  }

  /// Takes one tick, in order. A missing tick, a quarantine, or an input without output before the last tick makes the
  /// session unscorable.
  public mutating func add(input: InputFrame, output: StepOutput?) {
    let measurable = integrity.add(input: input, output: output)
    guard let output, measurable else { return }
    for i in 0..<min(StepOutput.eventCapacity, Int(output.eventCount)) { take(output.events[i], tick: output.tick.rawValue) }
    guard !output.status.contains(.paused) else {
      interrupt()
      return
    }
    if let tool, tool != output.tool { interrupt() }
    tool = output.tool
    palpation.add(input: input, output: output)
    scanned.add(output)
    forces.add(output)
    motion.add(output)
    reaches.add(output)
  }

  /// A defect of the log, found by its reader: the session is unscorable and says so.
  public mutating func noteDefect(_ text: String) { integrity.note(text) }

  private mutating func interrupt() {
    palpation.letGo()
    motion.interrupt()
    reaches.interrupt()
  }

  private mutating func take(_ event: Event, tick: UInt64) {
    guard event.site.isFinite, event.pose.isFinite else { return }
    let place = VesselCoordinate(anatomy: event.site)
    switch event.kind {
    case .lesionMarked:
      let felt = palpation.isFelt(near: place, within: header.rubric.markTolerance.value)
      marks.append(LesionMark(tick: tick, tool: event.tool, place: place, felt: felt))
    case .lesionUnmarked: _ = marks.popLast()
    case .siteMarked: decision = .site(place, tick: tick)
    case .noSafeSiteDeclared: decision = .noSafeSite(tick: tick)
    case .viewFrozen:
      views.append(FrozenView(event: event, tick: tick))
      scanned.scan(place.axial)
    default: break
    }
  }
}
