public import SimMath

/// What a driver sends to its device in a cycle, station axes. All of it has passed the guards of the link.
@frozen public struct HapticOutput: Equatable, Sendable {
  /// N.
  public var force: Vector3
  /// About the end of the device, N m; zero for a device without torque.
  public var torque: Vector3
  /// What pushes the gripper open, N, at least 0; 0 for a device without a driven gripper.
  public var gripForce: Float

  public init(force: Vector3 = .zero, torque: Vector3 = .zero, gripForce: Float = 0) {
    self.force = force
    self.torque = torque
    self.gripForce = gripForce
  }

  public static let zero = HapticOutput()

  var isFinite: Bool { force.isFinite && torque.isFinite && gripForce.isFinite }
}
