public import Frames
public import SimMath

/// What a hand can hold: a rigid body with a shape, and jaws if it has them. Tool axes: the origin is the tip, -y looks
/// into the tissue, jaws open in the plane of x and y.
public struct Instrument: Equatable, Sendable {
  /// How its orientation comes about.
  public enum Turning: Equatable, Sendable {
    /// It turns with the hand and only its translation is simulated; its shape is one sphere. The tools of palpation.
    case withHand
    /// All six degrees of freedom are simulated.
    case simulated
  }

  public var tool: Tool
  public var turning: Turning
  /// kg, greater than 0.
  public var mass: Float
  /// Principal moments about the centre of mass along tool x, y, z, kg m2; greater than 0 where turning is simulated.
  public var inertia: Vector3
  /// Centre of mass, m.
  public var center: Vector3
  /// Where the hand's coupling acts, m: the tip, so that the hand feels what the tip feels.
  public var hold: Vector3
  public var shape: [ShapePrimitive]
  public var jaw: Jaw?
  /// What cuts; none of most instruments.
  public var edges: [CuttingEdge]
  /// What draws at its tip; only without jaws.
  public var suction: Suction?
  /// What burns at its tip; only without jaws.
  public var cautery: Cautery?

  public init(
    tool: Tool, turning: Turning = .simulated, mass: Float, inertia: Vector3, center: Vector3, hold: Vector3 = .zero,
    shape: [ShapePrimitive], jaw: Jaw? = nil, edges: [CuttingEdge] = [], suction: Suction? = nil,
    cautery: Cautery? = nil
  ) {
    self.tool = tool
    self.turning = turning
    self.mass = mass
    self.inertia = inertia
    self.center = center
    self.hold = hold
    self.shape = shape
    self.jaw = jaw
    self.edges = edges
    self.suction = suction
    self.cautery = cautery
  }

  /// A blunt probe that turns with the hand, the surrogate of a fingertip: the tip is the centre of the round end.
  public static func palpationProbe(radius: Float, mass: Float) -> Instrument {
    ball(.palpationProbe, radius: radius, center: .zero, mass: mass)
  }

  /// The face of an ultrasound probe that turns with the hand, slightly domed so that it rests on a curved wall: the tip
  /// is the middle of the face and tool -y looks into the tissue.
  public static func ultrasoundProbe(radius: Float, mass: Float) -> Instrument {
    ball(.ultrasoundProbe, radius: radius, center: Vector3(0, radius, 0), mass: mass)
  }

  private static func ball(_ tool: Tool, radius: Float, center: Vector3, mass: Float) -> Instrument {
    Instrument(
      tool: tool, turning: .withHand, mass: mass, inertia: .zero, center: center, hold: center,
      shape: [.sphere(at: center, radius: radius)])
  }

  /// Most primitives of a shape.
  public static var largestShape: Int { 32 }

  /// It can be simulated: every number is finite and in its range.
  public var isSound: Bool {
    guard mass > 0, mass.isFinite, center.isFinite, hold.isFinite, !shape.isEmpty, shape.count <= Self.largestShape,
      shape.allSatisfy({ $0.a.isFinite && $0.b.isFinite && $0.radius.isFinite && $0.radius >= 0 && $0.friction.isFinite })
    else { return false }
    guard edges.count <= CuttingEdge.largestCount, edges.allSatisfy({ $0.length > 0 && $0.length.isFinite }) else { return false }
    guard suction.map({ $0.isSound && jaw == nil }) ?? true else { return false }
    guard cautery.map({ $0.isSound && jaw == nil && suction == nil }) ?? true else { return false }
    if turning == .withHand {
      return edges.isEmpty && suction == nil && cautery == nil && shape.count == 1 && shape[0].kind == .sphere && shape[0].a == center && hold == center && jaw == nil
    }
    guard inertia.isFinite, inertia.x > 0, inertia.y > 0, inertia.z > 0 else { return false }
    guard let jaw else { return shape.allSatisfy { $0.part == .body } && edges.allSatisfy { $0.part == .body } }
    return [jaw.length, jaw.opening, jaw.force, jaw.stiffness, jaw.inertia].allSatisfy { $0.isFinite && $0 > 0 }
      && jaw.damping.isFinite && jaw.damping >= 0 && jaw.opening <= 2
  }
}
