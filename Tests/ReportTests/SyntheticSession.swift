import Frames
import Report
import Scoring
import SimMath

/// A made-up but plausible session: rows of palpation, five ultrasound views, marks, a pause and a decision, as the
/// records of a log would hold it. Scored and traced by the real folds.
struct SyntheticSession {
  enum Ending {
    case site(VesselCoordinate)
    case noSafeSite
    case nothing
    case aborted
  }

  var lesions = [
    LesionTruth(
      id: "L1", kind: .calcified, center: VesselCoordinate(angle: 0.62, axial: 0.021), circumferentialRadius: 0.006,
      axialRadius: 0.005, thickening: 0.002, calcifiedFraction: 1, grade: 3),
    LesionTruth(
      id: "L2", kind: .soft, center: VesselCoordinate(angle: -0.75, axial: 0.034), circumferentialRadius: 0.0075,
      axialRadius: 0.0055, thickening: 0.004, calcifiedFraction: 0, grade: 4),
    LesionTruth(
      id: "L3", kind: .mixed, center: VesselCoordinate(angle: 1.35, axial: 0.049), circumferentialRadius: 0.005,
      axialRadius: 0.006, thickening: 0.003, calcifiedFraction: 0.5, grade: 3),
  ]
  var trainee = "T-0042"
  var ending = Ending.site(VesselCoordinate(angle: 0.1, axial: 0.050))
  var rendersForce = true
  /// Rows of palpation, of seven.
  var rows = 7

  static let vessel = VesselTruth(
    outerRadius: 0.016, wallThickness: 0.002, length: 0.060, accessibleAngle: 1.75, siteZone: 0.038...0.056)

  var truth: SceneTruth {
    SceneTruth(
      scenario: "aortic-assessment", scenarioVersion: "1", patientSeed: 7, vessel: Self.vessel, lesions: lesions,
      safeSiteExists: true, requiredMargin: 0.010)
  }

  var header: SessionHeader {
    SessionHeader(
      session: "5e551047-0000-4000-8000-000000000007", trainee: trainee, began: "2026-03-04T10:20:30Z", writer: "test",
      device: DeviceDescription(
        id: "resident", deviceClass: rendersForce ? "scripted" : "mouse",
        limits: rendersForce ? .scripted : .none, rendersForce: rendersForce),
      truth: truth, rubric: Self.rubric, sceneHash: 1)
  }

  static let rubric: Rubric = {
    func assumed(_ value: Double, _ unit: String) -> SourcedValue {
      SourcedValue(value, unit: unit, source: "test", status: .assumption)
    }
    let items: [(id: String, metric: String, points: Double, unit: String, full: Double, none: Double)] = [
      ("lesions-touch", "lesions.touch.f1", 14, "1", 1, 0.3),
      ("lesions-ultrasound", "lesions.ultrasound.f1", 22, "1", 1, 0.3),
      ("site-margin", "site.margin", 14, "m", 0.010, 0), ("site-decision", "site.decision", 10, "1", 1, 0),
      ("views", "views.complete", 14, "1", 1, 0), ("coverage", "palpation.coverage", 12, "1", 0.9, 0.2),
      ("force-peak", "force.peak", 4, "N", 3, 8), ("force-over-threshold", "force.over-threshold", 4, "s", 0.5, 10),
      ("time", "time.total", 2, "s", 480, 1200), ("economy", "path.economy", 2, "1", 0.5, 0.1),
      ("idle", "idle.time", 2, "s", 20, 120),
    ]
    return Rubric(
      id: "aortic-assessment", version: 1,
      items: items.map { item in
        RubricItem(
          id: item.id, metric: item.metric, points: item.points, full: assumed(item.full, item.unit),
          none: assumed(item.none, item.unit), paceItem: ["time", "economy", "idle"].contains(item.id),
          needsForce: ["lesions-touch", "coverage", "force-peak", "force-over-threshold"].contains(item.id))
      },
      gates: ["site.on-lesion", "site.unsafe-patient", "no-decision"], minimumRatedShare: assumed(0.5, "1"),
      coverageForPace: assumed(0.9, "1"), palpationForce: assumed(0.3, "N"), excessiveForce: assumed(3, "N"),
      palpationRadius: assumed(0.005, "m"), markTolerance: assumed(0.003, "m"), markLimit: assumed(8, "1"),
      idleSpeed: assumed(0.005, "m/s"), idleTime: assumed(2, "s"))
  }()

  /// The session's scorecard, by the real scorer, and its trace.
  func run() -> (scorecard: Scorecard, trace: SessionTrace) {
    var recorder = Recorder(
      fold: ScoringFold(header: header),
      builder: SessionTraceBuilder(truth: truth, rubric: Self.rubric, began: header.began),
      rendersForce: rendersForce)
    palpate(&recorder)
    recorder.pause(4000)
    scan(&recorder)
    decide(&recorder)
    let end: SessionEnd = if case .aborted = ending { .aborted } else { .finished }
    let hash = String(repeating: "3f9a", count: 16)
    return (recorder.fold.finish(end: end, logHash: hash), recorder.builder.trace)
  }

  private func palpate(_ recorder: inout Recorder) {
    recorder.tool = .palpationProbe
    recorder.reach(to: VesselCoordinate(angle: -1.6, axial: 0.004), ticks: 900)
    for row in 0..<rows {
      let axial = 0.004 + 0.0087 * Double(row)
      let from = row % 2 == 0 ? -1.6 : 1.6
      recorder.sweep(
        from: VesselCoordinate(angle: from, axial: axial), to: VesselCoordinate(angle: -from, axial: axial),
        ticks: 9000, force: row == 3 ? 2.6 : 1.3)
      if row == 2, lesions.count > 1 { recorder.mark(lesions[0].center, .calcified) }
      if row == 4 { recorder.mark(VesselCoordinate(angle: -0.2, axial: 0.012), .unspecified) }
    }
    recorder.reach(to: VesselCoordinate(angle: -0.4, axial: 0.030), ticks: 1200)
  }

  private func scan(_ recorder: inout Recorder) {
    recorder.tool = .ultrasoundProbe
    // The third picture is named wrongly, and the arch is left out.
    let views: [(angle: Double, axial: Double, isLong: Bool, named: UltrasoundView)] = [
      (0.1, 0.010, false, .shortAxisProximal), (-0.3, 0.031, false, .shortAxisMid),
      (0.2, 0.052, false, .shortAxisMid), (0, 0.026, true, .longAxisAscending),
    ]
    var last = VesselCoordinate(angle: -0.4, axial: 0.030)
    for view in views {
      let place = VesselCoordinate(angle: view.angle, axial: view.axial)
      recorder.sweep(from: last, to: place, ticks: 5000, force: 0.5)
      // The image plane holds tool x; a short axis lies across the vessel, a long one along it.
      recorder.orientation =
        view.isLong ? Quaternion(axis: Vector3(0, 1, 0), angle: Float.pi / 2) : .identity
      recorder.event(Event(kind: .viewFrozen, argument: view.named.rawValue, tool: .ultrasoundProbe), at: place)
      recorder.orientation = .identity
      last = place
    }
    if lesions.count > 1 {
      recorder.sweep(from: last, to: lesions[1].center, ticks: 3000, force: 0.5)
      recorder.mark(lesions[1].center, .soft)
      recorder.mark(lesions[0].center, .calcified)
    }
  }

  private func decide(_ recorder: inout Recorder) {
    switch ending {
    case .site(let place):
      recorder.reach(to: place, ticks: 900)
      recorder.event(Event(kind: .siteMarked, tool: recorder.tool), at: place)
    case .noSafeSite: recorder.event(Event(kind: .noSafeSiteDeclared, tool: recorder.tool), at: nil)
    case .nothing: break
    case .aborted:
      recorder.event(Event(kind: .aborted, tool: recorder.tool), at: nil)
      return
    }
    recorder.event(Event(kind: .finished, tool: recorder.tool), at: nil)
  }
}

/// Writes ticks into the folds.
private struct Recorder {
  var fold: ScoringFold
  var builder: SessionTraceBuilder
  let rendersForce: Bool
  var tick: UInt64 = 1
  var tool = Tool.palpationProbe
  var orientation = Quaternion.identity
  private var place = VesselCoordinate(angle: 0, axial: 0.030)
  private var height = 0.06
  private var events: [Event] = []
  private var random = Random(seed: 7)

  init(fold: ScoringFold, builder: SessionTraceBuilder, rendersForce: Bool) {
    self.fold = fold
    self.builder = builder
    self.rendersForce = rendersForce
  }

  mutating func step(force: Double = 0, status: StepStatus = []) {
    var output = StepOutput(tick: Tick(tick))
    let pose = Pose(
      position: Vector3(place.point(radius: SyntheticSession.vessel.outerRadius + height)), orientation: orientation)
    output.tool = tool
    output.toolPose = pose
    output.status = status
    if force > 0 {
      output.normalForce = Float(force)
      output.contactCount = 6
      output.contactSite = Vector3(place.point(radius: SyntheticSession.vessel.outerRadius))
      if rendersForce { output.forceSent = Vector3(0, Float(0.9 * force), 0) }
      output.status.insert(.inContact)
    }
    for event in events { output.append(event) }
    events = []
    let flags: InputFlags = rendersForce ? [.connected] : [.connected, .noForce]
    let input = InputFrame(tick: Tick(tick), pose: pose, flags: flags)
    fold.add(input: input, output: output)
    builder.add(input: input, output: output)
    tick += 1
  }

  /// Along the surface, pressing again and again.
  mutating func sweep(from: VesselCoordinate, to: VesselCoordinate, ticks: Int, force: Double) {
    for i in 0..<ticks {
      let s = Double(i) / Double(ticks)
      place = VesselCoordinate(
        angle: from.angle + s * (to.angle - from.angle),
        axial: from.axial + s * (to.axial - from.axial)
          + 0.0012 * Trigonometry.sin(6.28 * 9 * s))
      let wave = 0.5 + 0.5 * Trigonometry.sin(6.28 * Double(i) / 750)
      let press = force * (0.35 + 0.9 * wave) + 0.03 * random.normal()
      height = -0.0006 * press
      step(force: max(0.02, press))
    }
  }

  /// Through the air, with a bell-shaped speed.
  mutating func reach(to: VesselCoordinate, ticks: Int) {
    let from = place
    for i in 0..<ticks {
      let s = Double(i) / Double(ticks)
      let share = s * s * s * (10 - 15 * s + 6 * s * s)
      place = VesselCoordinate(
        angle: from.angle + share * (to.angle - from.angle), axial: from.axial + share * (to.axial - from.axial))
      height = 0.002 + 0.02 * 4 * share * (1 - share)
      step()
    }
  }

  mutating func pause(_ ticks: Int) {
    for _ in 0..<ticks { step(status: [.paused]) }
  }

  mutating func mark(_ place: VesselCoordinate, _ finding: Finding) {
    event(Event(kind: .lesionMarked, argument: finding.rawValue, tool: tool), at: place)
  }

  mutating func event(_ event: Event, at place: VesselCoordinate?) {
    var event = event
    if let place {
      event.site = Vector3(place.point(radius: SyntheticSession.vessel.outerRadius))
      self.place = place
    }
    event.pose = Pose(position: event.site, orientation: orientation)
    events.append(event)
    step(force: height < 0 ? 0.5 : 0)
  }
}
