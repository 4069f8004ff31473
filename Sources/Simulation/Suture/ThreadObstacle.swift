public import SimMath

/// A rigid shape that the thread cannot enter: a capsule from `a` to `b` (a sphere where they are one), or the half
/// space below a plane through `a` whose unit normal is `b`.
///
/// Whoever owns the shape moves it before a tick; after it, `force` and `moment` are what the thread does to it.
public struct ThreadObstacle: BitwiseCopyable, Equatable, Sendable {
  public enum Shape: UInt8, BitwiseCopyable, Sendable { case none, capsule, halfSpace }
  public var shape: Shape
  public var a, b: Vector3D
  /// Of the capsule, m.
  public var radius: Double
  /// Coulomb friction of the thread on the shape.
  public var friction: Double
  /// Force per depth, N/m.
  public var stiffness: Double
  /// Segments from the first to the last that may be in it, such as what the jaws hold; none where the last comes first.
  public var spared: (first: Int32, last: Int32) {
    get { (sparedFirst, sparedLast) }
    set { (sparedFirst, sparedLast) = newValue }
  }
  var sparedFirst: Int32
  var sparedLast: Int32
  /// Force of the thread on the shape after the last tick, N, and its moment about `a`, N m.
  public internal(set) var force: Vector3D
  public internal(set) var moment: Vector3D
  /// Where the solver has the shape; follows `a` and `b` as far as nothing is passed through.
  var atA, atB: Vector3D
  /// Where it had it at the start of the tick.
  var fromA, fromB: Vector3D

  public static func capsule(
    from a: Vector3D, to b: Vector3D, radius: Double, friction: Double, stiffness: Double = 20_000
  ) -> ThreadObstacle {
    ThreadObstacle(shape: .capsule, a: a, b: b, radius: radius, friction: friction, stiffness: stiffness)
  }
  public static func sphere(
    at a: Vector3D, radius: Double, friction: Double, stiffness: Double = 20_000
  ) -> ThreadObstacle {
    ThreadObstacle(shape: .capsule, a: a, b: a, radius: radius, friction: friction, stiffness: stiffness)
  }
  /// - Parameter normal: unit vector out of the body.
  public static func halfSpace(
    through a: Vector3D, normal: Vector3D, friction: Double, stiffness: Double = 20_000
  ) -> ThreadObstacle {
    ThreadObstacle(shape: .halfSpace, a: a, b: normal, radius: 0, friction: friction, stiffness: stiffness)
  }
  @inline(__always) func spares(_ segment: Int) -> Bool { segment >= Int(sparedFirst) && segment <= Int(sparedLast) }

  static var none: ThreadObstacle {
    ThreadObstacle(shape: .none, a: .zero, b: .zero, radius: 0, friction: 0, stiffness: 0)
  }

  private init(shape: Shape, a: Vector3D, b: Vector3D, radius: Double, friction: Double, stiffness: Double) {
    self.shape = shape
    self.a = a
    self.b = b
    self.radius = radius
    self.friction = friction
    self.stiffness = stiffness
    sparedFirst = 0
    sparedLast = -1
    force = .zero
    moment = .zero
    atA = a
    atB = b
    fromA = a
    fromB = b
  }
}
