import SimMath

/// What a sucker does at its opening, which lies at the tip and looks along tool -y.
///
/// The hand opens and closes the line with its grip, as a finger lies on the hole of a sucker's handle: 0 open to the
/// room, 1 closed and drawing with all of the pressure.
public struct Suction: Equatable, Sendable, BitwiseCopyable {
  /// Of the opening, m, greater than 0.
  public var radius: Float
  /// How far the pressure at the closed opening is under the room's, Pa, greater than 0.
  public var pressure: Float
  /// How far before the opening's plane the pressure has fallen to nothing, m, in (0, `largestReach`].
  public var reach: Float
  /// Blood that it takes with its opening under the surface, m3/s, at least 0.
  public var flow: Float
  /// Time constant in which the line follows the finger, s, greater than 0.
  public var delay: Float

  public init(radius: Float, pressure: Float, reach: Float, flow: Float, delay: Float) {
    self.radius = radius
    self.pressure = pressure
    self.reach = reach
    self.flow = flow
    self.delay = delay
  }

  /// Tissue further than this from an instrument takes no part in a tick, m.
  public static var largestReach: Float { 0.001_5 }

  /// Every number is finite and in its range.
  var isSound: Bool {
    [radius, pressure, reach, delay].allSatisfy { $0.isFinite && $0 > 0 } && reach <= Self.largestReach
      && flow.isFinite && flow >= 0
  }

  /// Share of the pressure that a place beside the opening's axis is under: the rim is blurred over a fifth of the radius
  /// to both sides, so that tissue which slides under it is not let go at once. The whole is 1.01 times the opening.
  ///
  /// - Parameter p: tool axes, m.
  func cover(_ p: Vector3) -> Float {
    guard p.y < radius else { return 0 }
    let off = (p.x * p.x + p.z * p.z).squareRoot()
    return min(1, max(0, (1.2 * radius - off) / (0.4 * radius)))
  }

  /// Share of the pull that is left at a distance before the opening's plane, m: all of it up to the plane, then less and
  /// less by a straight line.
  @inline(__always) func falloff(_ distance: Float) -> Float { min(1, max(0, 1 - distance / reach)) }

  /// What a pull of 1 N at the opening has stored at a distance before it, J; nothing beyond the reach.
  @inline(__always) func potential(_ distance: Float) -> Float {
    guard distance > 0 else { return distance - 0.5 * reach }
    let left = max(0, reach - distance)
    return -0.5 * left * left / reach
  }

  /// How far the line is closed after a tick, 0 to 1.
  ///
  /// - Parameter grip: of the hand; not finite counts as open.
  func next(_ strength: Float, grip: Float) -> Float {
    let wanted = grip.isFinite ? min(1, max(0, grip)) : 0
    return strength + min(1, 0.001 / delay) * (wanted - strength)
  }

  func combine(into h: inout StateHash) { for x in [radius, pressure, reach, flow, delay] { h.combine(x) } }
}
