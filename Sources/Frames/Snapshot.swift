public import SimMath

/// A moment of the scene as it is shown: all that picture, sound and headset get of the simulation. Nothing is ever
/// written back.
public struct Snapshot: Equatable, Sendable {
  /// The step that this comes after.
  public var tick: Tick
  public var tool: Tool
  /// The simulated tool: tip (m) and orientation, world frame.
  public var toolPose: Pose
  /// Angle between its jaws, rad; 0 for a tool without.
  public var jawAngle: Float = 0
  /// How far up from its tip blood clings to it, m, whatever it touches now.
  public var bloodied: Float = 0
  /// What the other hand holds; nil in a scene for one.
  public var second: HeldTool?
  /// Force of the tool along the surface's normal, N.
  public var normalForce: Float
  /// Blood pressure inside the vessel, Pa.
  public var pressure: Float
  /// What is drawn on the tissue, oldest first.
  public var marks: [InkMark]
  /// The latest ultrasound picture; all lines black while another tool is in the hand.
  public var image: UltrasoundImage
  /// Positions of all vertices, world frame, [N][4]: m, and how far the blood is pressed out there, 0 to 1. Those that cuts have
  /// made come after the stage's.
  public var vertices: [Float]
  /// The surface of tissue that has been cut; nil while it is the stage's.
  public var cut: CutSurface?
  /// How bruised the tissue is at each vertex, [N]: 0 whole to 1 torn; an empty array counts as zeros.
  public var bruises: [Float]
  /// A tool that is only shown; nil for none.
  public var ghost: GhostTool?
  /// What else was done to the tissue at each vertex, [N][2], each 0 to 1: burnt, covered with blood. Empty for nothing.
  public var harm: [Float] = []
  /// Blood that stands and that runs. Nil: the little that lies in every opened pericardium.
  public var pool: BloodPool?
  public var streams: [BloodStream] = []
  public var threads: [ThreadLine] = []
  public var needles: [NeedleShape] = []
  /// As many as the stage's sutures have, in their order.
  public var bolsters: [BolsterShape] = []

  public init(
    tick: Tick, tool: Tool = .palpationProbe, toolPose: Pose = .identity, normalForce: Float = 0, pressure: Float = 0,
    marks: [InkMark] = [], image: UltrasoundImage, vertices: [Float], bruises: [Float] = [], ghost: GhostTool? = nil
  ) {
    self.tick = tick
    self.tool = tool
    self.toolPose = toolPose
    self.normalForce = normalForce
    self.pressure = pressure
    self.marks = marks
    self.image = image
    self.vertices = vertices
    self.bruises = bruises
    self.ghost = ghost
  }

  /// Takes threads, needles and bolsters from the numbers that come after those of the vertices.
  private mutating func takeSutures(_ forms: [SutureForm], from numbers: some Collection<Float>) {
    var rest = Array(numbers)[...]
    for form in forms {
      let (thread, needle, shapes) = form.read(rest.prefix(form.count))
      rest = rest.dropFirst(form.count)
      threads += thread
      if let needle { needles.append(needle) }
      bolsters += shapes
    }
  }

  /// Takes sutures, standing blood and harm from all numbers of a moment, which end with these.
  public mutating func takeRest(of stage: Stage, from numbers: some Collection<Float>) {
    takeSutures(stage.sutures, from: numbers.dropFirst(stage.surface.rest.count))
    let rest = Array(numbers.suffix(stage.harmCount + (stage.hasPool ? BloodPool.count : 0)))
    if stage.hasPool { pool = BloodPool(numbers: rest.prefix(BloodPool.count)) }
    if stage.hasHarm { harm = Array(rest.suffix(stage.harmCount)) }
  }

  /// What the hands hold, the first hand's first.
  public var held: [HeldTool] {
    var first = HeldTool(tool: tool, pose: toolPose, jawAngle: jawAngle)
    first.bloodied = bloodied
    return second.map { [first, $0] } ?? [first]
  }
}
