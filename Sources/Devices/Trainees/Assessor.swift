import Frames
import SimMath

/// The mind of a scripted trainee at the procedure `aortic-assessment`: search by touch, search by ultrasound, decide.
///
/// It knows the vessel's outside and its percepts, nothing else; what it finds goes into a map of beliefs. The parts
/// are in `Assessor+Palpation`, `Assessor+Ultrasound` and `Assessor+Deciding`.
final class Assessor: Script {
  enum Phase: Equatable {
    case begin
    case survey(Int)
    case settle
    case refine(Int)
    case markFelt(Int)
    case takeUltrasound(tries: Int)
    case scan(Int)
    case read
    case markSeen(Int)
    case takeProbe(tries: Int)
    case feelAgain(Int)
    case markAgain(Int)
    case decide
    case site
    case done
  }

  /// A place that is pressed, and what it felt like.
  struct Press {
    var place: VesselCoordinate
    var stiffness: Double?
    var force = 0.0
    /// Depth of the hand at which the wanted force would have been felt, m.
    var neededDepth: Double?
  }

  /// Places that felt too stiff, believed to be one lesion.
  struct Suspicion {
    var presses: [Int]
    var center: VesselCoordinate
    var believed: Bool
  }

  /// One step of the ultrasound scan.
  enum ScanStep: Equatable {
    case place(HandPlace)
    case view(UltrasoundView)
    case sweep(HandPlace)
    case lift
    /// Look at how much was covered and plan the sides.
    case planSides
  }

  let level: TraineeLevel
  let context: DeviceContext
  var random: Random
  var phase = Phase.begin
  /// The tool that the trainee believes to hold.
  var toolSeen = Tool.palpationProbe

  // Palpation
  var presses: [Press] = []
  var surveyCount = 0
  var feeling: (id: Int, sense: StiffnessSense)?
  var suspicions: [Suspicion] = []
  /// Learnt from the survey; nil before, or if it told too little.
  var usual: UsualStiffness?

  // Ultrasound
  var map: BeliefMap
  var scanSteps: [ScanStep] = []
  var lastLook: Tick?
  var lastImage: Tick?
  var wallHistogram = [Int](repeating: 0, count: 80)
  var wallCount = 0
  var lookCount = 0
  /// How often a picture had contact at each angle from the probe's middle, in steps of 0.05 rad.
  var coveredCount = [Int](repeating: 0, count: 32)
  /// For each patch of about 12 mm: whether softness and calcium are recognised there; nil until first met.
  var recognised: [Bool?]
  var lesionsSeen: [BeliefMap.Lesion] = []

  // Deciding
  /// Lesions that were seen but not felt, and where in `suspicions` they begin.
  var firstSeenSuspicion = 0
  var late = false
  var site: VesselCoordinate?

  init(level: TraineeLevel, context: DeviceContext) {
    self.level = level
    self.context = context
    random = Random(seed: context.seed, stream: 0x4D_49_4E_44)
    map = BeliefMap(radius: context.vessel.outerRadius, length: context.vessel.length)
    recognised = Array(repeating: nil, count: 2 * Self.patchRows * Self.patchColumns)
    planSurvey()
  }

  /// Height above the surface between two presses and on longer ways, m.
  let hover = 2.5e-3
  let clearance = 12e-3
  /// The survey comes no nearer to a fixed end, m.
  let surveyInset = 6e-3

  var radius: Double { context.vessel.outerRadius }
  var reach: Double { context.vessel.accessibleAngle }

  func bell() -> Double { random.bell() }
  func chance(_ p: Double) -> Bool { random.uniform() < p }

  func perceive(_ percept: Percept) {
    toolSeen = percept.feedback.tool
    if case .feeling(let id, let phase) = percept.doing {
      if feeling?.id != id {
        judgeFeeling()
        feeling = (id, StiffnessSense())
      }
      feeling?.sense.add(phase: phase, height: percept.handHeight, force: percept.normalForce)
    } else {
      judgeFeeling()
    }
    if percept.doing == .looking { look(percept.feedback) }
  }

  func next(at tick: Tick, place: HandPlace) -> [Act] {
    // Late: leave the search and decide with what is known.
    if !late, tick.seconds > context.timeLimit - 20, isSearching {
      late = true
      phase = .takeProbe(tries: 0)
    }
    while true {
      let acts = step(place)
      if !acts.isEmpty || phase == .done { return acts }
    }
  }

  private var isSearching: Bool {
    switch phase {
    case .decide, .site, .done: false
    default: true
    }
  }

  private func step(_ place: HandPlace) -> [Act] {
    switch phase {
    case .begin:
      phase = .survey(0)
      return [.wait(TraineeTable.reactionTime[level] + 0.3)]
    case .survey(let i):
      guard i < surveyCount else {
        phase = .settle
        return [.move(place.raised(to: clearance), seconds: 0.3), .wait(TraineeTable.reactionTime[level] + 0.05)]
      }
      phase = .survey(i + 1)
      return pressActs(i, pause: true)
    case .settle:
      findSuspicions()
      phase = .refine(0)
      return []
    case .refine(let i):
      guard i < suspicions.count else {
        judgeSuspicions(from: 0)
        phase = .markFelt(0)
        return []
      }
      phase = .refine(i + 1)
      return refineActs(i)
    case .markFelt(let i):
      guard i < suspicions.count else {
        phase = .takeUltrasound(tries: 0)
        return []
      }
      phase = .markFelt(i + 1)
      return markFeltActs(i)
    case .takeUltrasound(let tries):
      if toolSeen == .ultrasoundProbe {
        planScan()
        phase = .scan(0)
        return []
      }
      guard tries < 3 else {
        phase = .takeProbe(tries: 0)
        return []
      }
      phase = .takeUltrasound(tries: tries + 1)
      return takeActs(.ultrasoundProbe, from: place)
    case .scan(let i):
      guard i < scanSteps.count else {
        phase = .read
        return [.move(place.raised(to: clearance), seconds: 0.3), .wait(TraineeTable.reactionTime[level] + 0.1)]
      }
      phase = .scan(i + 1)
      return scanActs(scanSteps[i], from: place)
    case .read:
      readPictures()
      phase = .markSeen(0)
      return []
    case .markSeen(let i):
      guard i < lesionsSeen.count else {
        phase = .takeProbe(tries: 0)
        return []
      }
      phase = .markSeen(i + 1)
      return touchActs(
        at: lesionsSeen[i].center, force: TraineeTable.probeForce[level],
        then: [.command(.markLesion, lesionsSeen[i].finding.rawValue)])
    case .takeProbe(let tries):
      if toolSeen == .palpationProbe || tries >= 3 {
        suspectSeen()
        phase = .feelAgain(firstSeenSuspicion)
        return []
      }
      phase = .takeProbe(tries: tries + 1)
      return takeActs(.palpationProbe, from: place)
    case .feelAgain(let i):
      guard i < suspicions.count else {
        judgeSuspicions(from: firstSeenSuspicion)
        phase = .markAgain(firstSeenSuspicion)
        return []
      }
      phase = .feelAgain(i + 1)
      return refineActs(i)
    case .markAgain(let i):
      guard i < suspicions.count else {
        phase = .decide
        return []
      }
      phase = .markAgain(i + 1)
      return markFeltActs(i)
    case .decide:
      return decideActs(from: place)
    case .site:
      phase = .done
      guard let site else { return [] }
      return touchActs(at: site, force: 0.7, then: [.command(.markSite, 0)]) + [.wait(0.4), .command(.finish, 0)]
    case .done:
      return []
    }
  }

  private func markFeltActs(_ i: Int) -> [Act] {
    guard suspicions[i].believed else { return [] }
    return touchActs(
      at: suspicions[i].center, force: 0.7, then: [.command(.markLesion, Finding.calcified.rawValue)])
  }

  /// Lifts off, changes the tool at a distance and looks whether it came.
  func takeActs(_ tool: Tool, from place: HandPlace) -> [Act] {
    [
      .reach(HandPlace(angle: 0, axial: 0.5 * context.vessel.length, height: 0.04)),
      .command(.takeTool, tool.rawValue), .wait(0.8),
    ]
  }

  /// Goes to a place, touches it lightly, does something there and lifts off.
  func touchActs(at p: VesselCoordinate, force: Double, then acts: [Act]) -> [Act] {
    let angle = min(reach, max(-reach, p.angle))
    let axial = min(context.vessel.length - 4e-3, max(4e-3, p.axial))
    let above = HandPlace(angle: angle, axial: axial, height: hover)
    return [
      .reach(above.raised(to: hover + 1e-3)),
      .move(above.raised(to: -0.6 * expectedDepth(at: p)), seconds: 0.3),
      .contact(force: force, seconds: 0.35, look: false),
    ] + acts + [.wait(0.1), .move(above.raised(to: clearance), seconds: 0.3)]
  }
}
