public import SimMath

/// The constant part of a curved needle: its shape, its point, and what it weighs.
public struct NeedleModel: Equatable, Sendable {
  public enum Point: UInt8, Sendable, Codable, CaseIterable {
    /// A cone that spreads tissue apart. The usual needle for vessels.
    case taper
    /// Three edges that cut.
    case cutting

    /// Threshold and force of cutting against those of a taper point. Assumption: that cutting points need less is what
    /// makers say of them; no figure for vessels is known to us.
    var ease: Double { self == .taper ? 1 : 0.6 }
  }

  public var shape: SutureNeedle
  public var point: Point
  /// kg/m3: 7,740 of martensitic stainless steels (handbook value, from memory).
  public var density: Double

  public init(shape: SutureNeedle, point: Point = .taper, density: Double = 7740) {
    precondition(density > 0)
    self.shape = shape
    self.point = point
    self.density = density
  }

  public init(for size: SutureSize, point: Point = .taper) { self.init(shape: SutureNeedle(for: size), point: point) }

  /// Force at which the tip goes into a tissue, and force of cutting inside, N.
  public func threshold(in tissue: PunctureResistance) -> Double { point.ease * tissue.threshold }
  public func cutting(in tissue: PunctureResistance) -> Double { point.ease * tissue.cutting }
  public var wireRadius: Double { 0.5 * shape.wireDiameter }
  /// kg.
  public var mass: Double { density * Double.pi * wireRadius * wireRadius * shape.arcLength }

  /// Centre of mass in the needle's frame, m: on the bisector, R sin(a/2) / (a/2) from the middle of the circle.
  public var center: Vector3D {
    let half = 0.5 * shape.angle
    let (s, c) = Trigonometry.sincos(half)
    return (shape.radius * s / half) * Vector3D(c, s, 0)
  }

  /// Principal moments about the centre of mass, kg m2: about the bisector, about the direction across it in the plane,
  /// and about z. An arc of thin wire with the wire's own m d2/16 beside.
  public var inertia: Vector3D {
    let a = shape.angle
    let square = mass * shape.radius * shape.radius
    let chord = Trigonometry.sin(a) / a
    let along = 0.5 * square * (1 + chord) - mass * center.lengthSquared
    let across = 0.5 * square * (1 - chord)
    let wire = mass * shape.wireDiameter * shape.wireDiameter / 16
    return Vector3D(across + wire, along + wire, along + across + wire)
  }

  /// Axes of the principal moments in the needle's frame.
  var principal: (Vector3D, Vector3D) {
    let (s, c) = Trigonometry.sincos(0.5 * shape.angle)
    return (Vector3D(c, s, 0), Vector3D(-s, c, 0))
  }

  // MARK: Springs

  /// Between the swage and the thread's first vertex, N/m: stiffer than all that either hangs on.
  static var swageStiffness: Double { 50_000 }
  /// Between the needle and a place of its channel, N/m: as `SutureModel.punctureStiffness`.
  static var channelStiffness: Double { SutureModel.punctureStiffness }
  /// Between pads and wire before it slips, N/m; against turning between them, N m/rad.
  /// Usual: a newton at the tip of a needle held 10 mm behind it then moves the tip by less than a third of a
  /// millimetre.
  static var padStiffness: Double { 10_000 }
  static var padTurning: Double { 1 }
  /// Lever of the pads' friction against turning, m: the mean of a line of contact of half a pad's width to either
  /// side.
  static var padLever: Double { 0.5 * Double(ThreadGrasp.halfWidth) }

  /// A tip that lies on a surface catches in it unless it is pushed aside with more than so many times its pressure.
  /// Assumption.
  static var catching: Double { 2 }

  func combine(into h: inout StateHash) {
    for x in [shape.arcLength, shape.circle, shape.wireDiameter, density] { h.combine(x.bitPattern) }
    h.combine(UInt64(point.rawValue))
  }
}
