import Frames
import Localisation
import Rendering
import Scenarios

/// All that is written over the picture at a moment. A plain value: the same model gives the same picture.
struct HudModel {
  var steps: [ProcedureStep] = []
  /// The step whose hints are shown.
  var step = 0
  var tray: [Tool] = []
  var tool = Tool.palpationProbe
  /// Time of the procedure and its limit, s.
  var elapsed = 0.0
  var limit = 0.0
  /// Force of the tool on the tissue, what the wheel has set (nil without a mouse), and the scenario's limits, N.
  var force: Float = 0
  var wantedForce: Float?
  var palpationForce: Double = 0
  var excessiveForce: Double = 0
  var requiredMargin: Double = 0
  var lesionMarks = 0
  var decision = Decision.none
  var frozen: Set<UltrasoundView> = []
  var isPaused = false
  /// An emergency stop holds.
  var isStopped = false
  var asksToFinish = false
  var showsHelp = false
  /// What just happened.
  var message: String?
  var monitor = MonitorTrace()
  /// Shown where it is wanted.
  var lag: SightLag?
  var renderer = ""
  /// Nothing of it is assessed.
  var isPractice = false
  /// A recorded session is looked at.
  var replay: Replay?
  /// Whose eyes the view in the picture is from; nil without one.
  var inset: ViewKind?
  /// What is to be said of the expert's tool.
  var ghost = Ghost.off

  /// A recorded session that is looked at.
  struct Replay {
    /// Time of the session and its length, s.
    var time = 0.0
    var length = 0.0
    var isPlaying = false
    var isSeeking = false
    /// Times of all lines of the debrief, s.
    var moments: [Double] = []
    /// The line that is looked at.
    var focus: DebriefMoment?
  }

  /// How far the expert is.
  enum Ghost: Equatable {
    case off
    /// Being made; percent.
    case coming(Int)
    case shown
    case failed
  }

  enum Decision { case none, site, noSafeSite }

  init() {}

  /// What stays the same in a session.
  init(_ scenario: Scenario, limit: UInt64) {
    steps = scenario.steps
    tray = scenario.tray
    self.limit = Double(limit) / Double(Tick.perSecond)
    palpationForce = scenario.rubric.palpationForce.value
    excessiveForce = scenario.rubric.excessiveForce.value
    requiredMargin = scenario.assessment?.requiredMargin ?? 0
  }
}
