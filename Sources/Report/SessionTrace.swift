public import Anatomy
public import Frames
public import Knots
public import Scoring

/// What a person wants to see of a session: the movement and force thinned out, and all that was done.
///
/// Filled by ``SessionTraceBuilder`` from the records of a log.
public struct SessionTrace: Equatable, Sendable {
  /// The strongest moment of a window of `SessionTraceBuilder.window` ticks.
  public struct Sample: Equatable, Sendable {
    public var tick: UInt64
    /// Where the tool's tip was over the unrolled vessel.
    public var place: VesselCoordinate
    /// Height of the tip over the resting outer surface, m; negative where it presses in.
    public var height: Float
    /// Largest force that the hand felt in the window, N.
    public var force: Float
    /// Largest force of the tissue along its normal in the window, N.
    public var normalForce: Float
    public var inContact: Bool
    public var tool: Tool

    public init(
      tick: UInt64, place: VesselCoordinate, height: Float, force: Float, normalForce: Float, inContact: Bool,
      tool: Tool
    ) {
      self.tick = tick
      self.place = place
      self.height = height
      self.force = force
      self.normalForce = normalForce
      self.inContact = inContact
      self.tool = tool
    }
  }

  /// A lesion as the trainee marked it, and did not take back.
  public struct Mark: Equatable, Sendable {
    public var tick: UInt64
    public var place: VesselCoordinate
    public var finding: Finding
    public var tool: Tool

    public init(tick: UInt64, place: VesselCoordinate, finding: Finding, tool: Tool) {
      self.tick = tick
      self.place = place
      self.finding = finding
      self.tool = tool
    }
  }

  /// An ultrasound picture that was frozen.
  public struct View: Equatable, Sendable {
    public var tick: UInt64
    public var place: VesselCoordinate
    /// The image plane's trace on the surface: its direction from along the circumference (0) towards along the axis
    /// (pi/2), rad in [0, pi).
    public var direction: Double
    /// What the trainee called it; nil for a number that is no view.
    public var named: UltrasoundView?

    public init(tick: UInt64, place: VesselCoordinate, direction: Double, named: UltrasoundView?) {
      self.tick = tick
      self.place = place
      self.direction = direction
      self.named = named
    }
  }

  /// What the trainee decided in the end.
  public enum Decision: Equatable, Sendable {
    case undecided
    case site(VesselCoordinate, tick: UInt64)
    case noSafeSite(tick: UInt64)
  }

  /// Ticks in which the session rested (`paused`) or its input was not a true sample (`inputLost`).
  public struct Interval: Equatable, Sendable {
    public enum Kind: String, Sendable { case paused, inputLost }
    public var kind: Kind
    public var ticks: ClosedRange<UInt64>

    public init(kind: Kind, ticks: ClosedRange<UInt64>) {
      self.kind = kind
      self.ticks = ticks
    }
  }

  /// A palpated piece of the surface, in the middle of its cell.
  public struct Felt: Equatable, Sendable {
    public var center: VesselCoordinate
    /// Extent along the circumference (rad) and along the axis (m).
    public var angle: Double
    public var axial: Double

    public init(center: VesselCoordinate, angle: Double, axial: Double) {
      self.center = center
      self.angle = angle
      self.axial = axial
    }
  }

  /// The rubric of the session: its thresholds are drawn, its numbers explain the points.
  public var rubric: Rubric
  /// When the session began, ISO 8601 UTC; empty if not known.
  public var began: String
  /// Last tick of the records.
  public var lastTick: UInt64
  public var samples: [Sample]
  public var marks: [Mark]
  public var views: [View]
  public var decision: Decision
  public var intervals: [Interval]
  public var felt: [Felt]
  /// What was sewn; nil where there was nothing to sew.
  public var stitches: [Stitch]?
  /// Ticks in which a thread broke.
  public var threadBreaks: [UInt64] = []
  /// Activations of cautery, in the order in which they ended.
  public var burns: [CauteryBurn] = []
  /// How well it is closed at the end; nil where that is not known.
  public var closure: SeamClosure?
  /// What was tied, as it lies at the end; nil where there was nothing to tie or that is not known.
  public var knot: TiedKnot?

  public init(
    rubric: Rubric, began: String = "", lastTick: UInt64 = 0, samples: [Sample] = [], marks: [Mark] = [],
    views: [View] = [], decision: Decision = .undecided, intervals: [Interval] = [], felt: [Felt] = []
  ) {
    self.rubric = rubric
    self.began = began
    self.lastTick = lastTick
    self.samples = samples
    self.marks = marks
    self.views = views
    self.decision = decision
    self.intervals = intervals
    self.felt = felt
  }
}
