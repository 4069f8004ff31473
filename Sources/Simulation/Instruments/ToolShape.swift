public import SimMath

/// The end of a tool that touches: a sphere, and where its centre lies from the tip.
public struct ToolShape: Equatable, Sendable {
  /// Radius of the round end, m, greater than 0.
  public var radius: Float
  /// From the tip to the centre of the round end in tool axes, m.
  public var center: Vector3
  /// Mass of the tool as simulated, kg, greater than 0.
  public var mass: Float

  public init(radius: Float, center: Vector3 = .zero, mass: Float) {
    self.radius = radius
    self.center = center
    self.mass = mass
  }

  /// A blunt probe, the surrogate of a fingertip: the tip is the centre of the round end.
  public static func palpationProbe(radius: Float, mass: Float) -> ToolShape {
    ToolShape(radius: radius, mass: mass)
  }

  /// The face of an ultrasound probe, slightly domed so that it rests on a curved wall: the tip is the middle of the
  /// face and tool -y looks into the tissue.
  public static func ultrasoundProbe(radius: Float, mass: Float) -> ToolShape {
    ToolShape(radius: radius, center: Vector3(0, radius, 0), mass: mass)
  }
}
