import Frames
public import SimMath

/// Hand and device between two ticks: one mass under a held force, with viscous and dry friction, drawn by the hand's
/// spring.
///
/// Backward Euler in steps of `step`, with dry friction solved inside it: where the other forces do not overcome it,
/// the mass stands still to the bit. The integrator's own damping is k h / 2, a thousandth of the softest hand's.
public struct HandDevicePlant: Sendable {
  /// s; 10 to 50 us are usual.
  public static let step = 20e-6

  /// kg, N s/m, N.
  public let mass: Double
  public let damping: Double
  public let friction: Double
  /// Of the hand, N/m and N s/m.
  public let stiffness: Double
  public let handDamping: Double

  /// Of the handle, m and m/s.
  public var position: Vector3D
  public var velocity = Vector3D.zero
  /// Work that the device's force has done on the mass, J.
  public private(set) var work = 0.0

  public init(_ device: DeviceModel, _ hand: HandModel, at position: Vector3D) {
    mass = device.mass.value + hand.mass.value
    damping = device.damping.value
    friction = device.friction.value
    stiffness = hand.stiffness.value
    handDamping = hand.damping.value
    self.position = position
  }

  /// What the hand's spring puts on the handle (N) while it wants to be at a place; damping left out.
  public func handForce(wanting place: Vector3D) -> Vector3D { stiffness * (place - position) }

  /// Goes on for `duration` (s) under a constant force (N), the hand's intention moving evenly from `begin` to `end`
  /// (m).
  public mutating func advance(for duration: Double, force: Vector3D, from begin: Vector3D, to end: Vector3D) {
    guard duration > 0 else { return }
    let count = max(1, Int((duration / Self.step).rounded()))
    let h = duration / Double(count)
    let wantedVelocity = (1 / duration) * (end - begin)
    for k in 1...count {
      let wanted = begin + Double(k) / Double(count) * (end - begin)
      let drive =
        mass / h * velocity + force + stiffness * (wanted - position) + handDamping * wantedVelocity
      let size = drive.length
      velocity =
        size <= friction
        ? .zero
        : (1 - friction / size) / (mass / h + damping + handDamping + h * stiffness) * drive
      position += h * velocity
      work += h * force.dot(velocity)
    }
  }
}
