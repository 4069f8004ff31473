import Frames
import Scoring
import SimMath

/// A hand-made session: what a simulation would have put out, tick by tick.
struct SessionBuilder {
  static let vessel = VesselTruth(
    outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1.2, siteZone: 0.030...0.052)

  var fold: ScoringFold
  var header: SessionHeader
  private(set) var tick: UInt64 = 0
  var tool = Tool.palpationProbe
  var position = Vector3(0, 0.05, 0)
  var paused = false
  /// Flags and status that every tick carries.
  var flags: InputFlags = [.connected]
  var status: StepStatus = []

  init(
    lesions: [LesionTruth] = [], safeSiteExists: Bool = true, rubric: Rubric = DefaultRubric.rubric,
    rendersForce: Bool = true
  ) {
    header = SessionHeader(
      session: "0d9f0a2e-3b57-4a43-9a5e-0a3f0c8f7f11", trainee: "T-0001", began: "2026-01-01T00:00:00Z",
      writer: "test",
      device: DeviceDescription(
        id: "test", deviceClass: rendersForce ? "scripted" : "mouse",
        limits: rendersForce ? .scripted : .none, rendersForce: rendersForce),
      truth: SceneTruth(
        scenario: "aortic-assessment", scenarioVersion: "1", patientSeed: 7, vessel: Self.vessel, lesions: lesions,
        safeSiteExists: safeSiteExists, requiredMargin: 0.010),
      rubric: rubric, sceneHash: 1)
    fold = ScoringFold(header: header)
  }

  static func lesion(
    _ id: String, _ kind: LesionKind = .calcified, angle: Double, axial: Double, radius: Double = 0.004
  ) -> LesionTruth {
    LesionTruth(
      id: id, kind: kind, center: VesselCoordinate(angle: angle, axial: axial), circumferentialRadius: radius,
      axialRadius: radius, thickening: 0.002, calcifiedFraction: kind == .soft ? 0 : 1, grade: 3)
  }

  static func at(_ angle: Double, _ axial: Double) -> VesselCoordinate { VesselCoordinate(angle: angle, axial: axial) }

  static func surface(_ p: VesselCoordinate) -> Vector3 { Vector3(p.point(radius: vessel.outerRadius)) }

  /// One tick; `edit` sets what is not free movement at `position`.
  mutating func step(_ edit: (inout StepOutput) -> Void = { _ in }) {
    var output = StepOutput(tick: Tick(tick))
    output.tool = tool
    output.toolPose = Pose(position: position)
    output.status = status
    if paused { output.status.insert(.paused) }
    edit(&output)
    fold.add(input: InputFrame(tick: Tick(tick), pose: output.toolPose, flags: flags), output: output)
    tick += 1
  }

  mutating func rest(seconds: Double) {
    for _ in 0..<Int((seconds * 1000).rounded()) { step() }
  }

  /// Straight there without touching, at constant speed.
  mutating func move(to target: Vector3, speed: Float = 0.2) {
    let start = position
    let steps = max(1, Int(((target - start).length / speed * 1000).rounded()))
    for i in 1...steps {
      position = start + Float(i) / Float(steps) * (target - start)
      step()
    }
  }

  /// Presses or, with a second place, rolls over the surface.
  mutating func press(
    _ a: VesselCoordinate, to b: VesselCoordinate? = nil, force: Float = 1, seconds: Double, rendered: Float? = nil
  ) {
    let n = Int((seconds * 1000).rounded())
    for i in 0..<n {
      let t = Double(i) / Double(max(1, n - 1))
      let end = b ?? a
      let place = VesselCoordinate(
        angle: a.angle + t * (end.angle - a.angle), axial: a.axial + t * (end.axial - a.axial))
      let site = Self.surface(place)
      let outward = Vector3(site.x, site.y, 0).normalized
      position = site
      step { output in
        output.contactCount = 4
        output.contactSite = site
        output.normalForce = force
        output.contactForce = force * outward
        output.forceWanted = output.contactForce
        output.forceSent = (rendered ?? force) * outward
        output.status.insert(.inContact)
      }
    }
    // Lifting the probe ends the contact.
    step()
  }

  /// Rolls over the accessible surface up to `share` of its length, with the palpation probe.
  mutating func palpate(share: Double = 1, force: Float = 1) {
    tool = .palpationProbe
    let edge = Self.vessel.accessibleAngle
    var axial = 0.004
    while axial < Self.vessel.length * share {
      press(Self.at(-edge, axial), to: Self.at(edge, axial), force: force, seconds: 0.6)
      axial += 0.007
    }
  }

  mutating func event(_ kind: EventKind, _ argument: UInt8 = 0, at place: VesselCoordinate? = nil, pose: Pose? = nil) {
    let tool = tool
    step { output in
      output.append(
        Event(
          kind: kind, argument: argument, tool: tool, site: place.map(Self.surface) ?? .zero,
          pose: pose ?? output.toolPose))
    }
  }

  mutating func mark(_ angle: Double, _ axial: Double, by tool: Tool) {
    self.tool = tool
    event(.lesionMarked, Finding.calcified.rawValue, at: Self.at(angle, axial))
  }

  /// Feels a place and marks it.
  mutating func feelAndMark(_ angle: Double, _ axial: Double) {
    tool = .palpationProbe
    press(Self.at(angle, axial), seconds: 0.2)
    mark(angle, axial, by: .palpationProbe)
  }

  mutating func site(_ angle: Double, _ axial: Double) { event(.siteMarked, at: Self.at(angle, axial)) }

  /// Freezes a picture at the front, turned about the view's direction by `turn` (rad; 0 is across the vessel).
  mutating func freeze(_ named: UltrasoundView, axial: Double, turn: Float) {
    tool = .ultrasoundProbe
    let place = Self.at(0, axial)
    let pose = Pose(
      position: Self.surface(place), orientation: Quaternion(axis: Vector3(0, 1, 0), angle: turn))
    event(.viewFrozen, named.rawValue, at: place, pose: pose)
  }

  static let across: Float = 0
  static let along: Float = Float.pi / 2

  mutating func freezeAll() {
    freeze(.shortAxisProximal, axial: 0.010, turn: Self.across)
    freeze(.shortAxisMid, axial: 0.030, turn: Self.across)
    freeze(.shortAxisDistal, axial: 0.050, turn: Self.across)
    freeze(.longAxisAscending, axial: 0.025, turn: Self.along)
    freeze(.longAxisArch, axial: 0.055, turn: Self.along)
  }

  mutating func finish(_ end: SessionEnd? = .finished) -> Scorecard {
    if end == .finished { event(.finished) }
    return fold.finish(end: end, logHash: String(repeating: "ab", count: 32))
  }
}

extension Scorecard {
  func value(_ metric: Metric) -> Double? { metrics.first { $0.id == metric.rawValue }?.value }
  func item(_ id: String) -> ItemScore? { items.first { $0.id == id } }
  func lost(_ rule: DeductionRule) -> [Deduction] { deductions.filter { $0.rule == rule.rawValue } }
}

extension Rubric {
  func with(_ edit: (inout Rubric) -> Void) -> Rubric {
    var copy = self
    edit(&copy)
    return copy
  }
}

func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance
}
