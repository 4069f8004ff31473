import Anatomy
public import Frames
public import SimMath
public import Simulation

/// A curved needle, of 5-0 unless another is chosen, in a needle holder that is driven along its own arc through a slab
/// of tissue.
///
/// The slab lies in the plane of x and z, 24 x 24 mm, with its upper side at y = 0, and is held at its four sides. The
/// needle's circle lies in the plane of x and y with its middle over the slab; the holder's shaft lies along z, so
/// that turning the hand about z drives the needle, tip down on the left and up again on the right.
public struct NeedleTrial {
  /// How high above the holder's tip the wire is held, m.
  public static let reach = 0.004

  public var needle = NeedleModel(for: .size5_0)
  /// Height of the circle's middle over the surface, m.
  public var height: Double
  public var thickness: Double
  /// Pa.
  public var youngsModulus: Double
  public var tissue: PunctureResistance
  /// Of the half at x > 0; nil for the same.
  public var second: PunctureResistance?
  /// Direction of the swage from the circle's middle at the start, rad.
  public var start = 0.35

  public init(
    height: Double = 0.003_5, thickness: Double = 0.003, youngsModulus: Double = 1.2e6,
    tissue: PunctureResistance = .aorta
  ) {
    self.height = height
    self.thickness = thickness
    self.youngsModulus = youngsModulus
    self.tissue = tissue
  }

  /// Where the wire is held: near the swage, so that the jaws stay clear of the slab until the tip is well out, m.
  public var held: Double { 0.15 * needle.shape.arcLength }

  /// The needle's frame when its swage lies in a direction, rad.
  public func frame(_ angle: Double) -> RigidFrame {
    let (s, c) = Trigonometry.sincos(angle)
    return RigidFrame(origin: Vector3D(0, height, 0), x: Vector3D(c, s, 0), y: Vector3D(-s, c, 0))
  }

  /// - Parameters:
  ///   - tools: a needle holder, and what the second hand holds, if there is one.
  ///   - spare: punctures that the thread can follow through.
  public func model(
    tools: [Instrument], inHand: [Tool] = [.needleHolder], spare: Int = 4, cells: (Int, Int, Int) = (6, 6, 2),
    gravity: Vector3 = .zero
  ) throws -> SimulationModel {
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(0.024 * (u - 0.5), thickness * (w - 1), -0.024 * (v - 0.5))
    }
    for (i, p) in built.places.enumerated()
    where p.0 == 0 || p.1 == 0 || p.0 == 2 * cells.0 || p.1 == 2 * cells.1 {
      built.mesh.fixed[i] = true
    }
    built.mesh.contactFaces = built.top
    let material = Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060)
    let frame = frame(start)
    let swage = frame.world(needle.shape.point(at: 0))
    let back = -frame.rotate(needle.shape.direction(at: 0))
    let suture = SutureModel(
      material: ThreadMaterial(.size5_0, .polypropylene), segments: 20, length: 0.02,
      line: [swage, swage + 0.02 * back], punctures: [], gravity: Vector3D(gravity), needle: needle,
      needleFrame: frame, spare: spare)
    return try SimulationModel(
      sewingOn: built.mesh,
      points: built.mesh.tetrahedra.flatMap { tet in
        let isRight = tet.prefix(4).reduce(0) { $0 + built.mesh.nodes[$1].x } > 0
        let puncture = isRight ? second ?? tissue : tissue
        return [MaterialPoint](repeating: MaterialPoint(material: material, puncture: puncture), count: 4)
      },
      tools: tools, inHand: inHand, gravity: gravity, sutures: [suture])
  }

  /// Where the holder's tip is and how it is turned when it holds the wire at an arc length, with the needle's swage in
  /// a direction.
  /// - Parameter arc: nil for `held`.
  public func hand(_ angle: Double, at arc: Double? = nil) -> Pose {
    let radius = needle.shape.radius
    let (s, c) = Trigonometry.sincos(angle + (arc ?? held) / radius)
    let place = Vector3D(radius * c, height + radius * s, -Self.reach)
    return Pose(
      position: Vector3(place),
      orientation: Quaternion(
        columns: Vector3D(-c, -s, 0), Vector3D(0, 0, 1), Vector3D(-s, c, 0)))
  }

  /// Closes the jaws on the needle (0.3 s), waits, and from 0.4 s turns it by `turn` at 2 rad/s.
  public func driving(_ tick: Tick, turn: Double, grip: Float = 0.9) -> InputFrame {
    let k = Double(tick.rawValue)
    let way = min(abs(turn), max(0, k - 400) * 0.002)
    return InputFrame(
      tick: tick, pose: hand(start + (turn < 0 ? -way : way)), grip: grip * Float(min(1, k / 300)))
  }
}
