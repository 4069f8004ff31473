public import SimMath

/// The form of an instrument: the solids that tissue feels, in tool axes (see `Tool`), m, with the jaws closed.
public struct InstrumentForm: Equatable, Sendable {
  /// What moves a solid: the instrument alone, or a jaw, which turns about the hinge by half of the angle between the
  /// jaws.
  public enum Part: Int, Sendable, CaseIterable {
    case body
    /// The jaw that opens towards tool +x.
    case positiveJaw
    /// The jaw that opens towards tool -x.
    case negativeJaw

    /// Turn about tool +z for a unit of the angle between the jaws.
    public var share: Float { self == .body ? 0 : self == .positiveJaw ? 0.5 : -0.5 }
  }

  public enum Core: Equatable, Sendable {
    /// Between two points; one point twice makes a ball.
    case segment(Vector3, Vector3)
    /// Middle, half of the edges, and what turns the box's own axes into tool axes.
    case box(Vector3, half: Vector3, orientation: Quaternion)
  }

  /// All that is no further than `radius` from a core.
  public struct Solid: Equatable, Sendable {
    public var part: Part
    public var core: Core
    public var radius: Float

    public init(part: Part, core: Core, radius: Float) {
      self.part = part
      self.core = core
      self.radius = radius
    }
  }

  public var tool: Tool
  public var solids: [Solid]
  /// Height of the jaws' hinge over the tip along tool y, m; nil without jaws.
  public var hinge: Float?
  /// Widest angle between the jaws, rad; 0 without.
  public var opening: Float

  public init(tool: Tool, solids: [Solid], hinge: Float? = nil, opening: Float = 0) {
    self.tool = tool
    self.solids = solids
    self.hinge = hinge
    self.opening = opening
  }
}
