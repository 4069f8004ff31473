import Frames

/// What the library does not say about a type of device. From the makers' data sheets where no assumption is named.
///
/// The coupling is held to a third of the closed-loop stiffness of the data sheet, and its damping is an assumption: the
/// figures there are for a wall at rest, not for a hand with a tool.
enum DHDModel {
  /// Limits of a device by its system type; those of the weakest for a type that is not known.
  static func limits(systemType: Int32) -> DeviceLimits {
    switch systemType {
    case 63:  // delta.3
      DeviceLimits(peakForce: 20, continuousForce: 20, stiffness: 4800, damping: 30, workspaceRadius: 0.13)
    case 64:  // delta.6
      turning(
        DeviceLimits(peakForce: 20, continuousForce: 20, stiffness: 4800, damping: 30, workspaceRadius: 0.13),
        torque: 0.15)
    case 32, 33, 34, 35, 36, 37:  // omega.3, omega.6, omega.7
      DeviceLimits(peakForce: 12, continuousForce: 12, stiffness: 4800, damping: 30, workspaceRadius: 0.055)
    case 104, 105:  // sigma.7
      turning(
        DeviceLimits(peakForce: 20, continuousForce: 20, stiffness: 4800, damping: 30, workspaceRadius: 0.065),
        torque: 0.4)
    case 108, 109:  // lambda.7
      turning(
        DeviceLimits(peakForce: 20, continuousForce: 20, stiffness: 4800, damping: 30, workspaceRadius: 0.065),
        torque: 0.2)
    default:  // The Falcon (60). Continuous force and coupling: assumptions.
      DeviceLimits(peakForce: 8, continuousForce: 4, stiffness: 1500, damping: 8, workspaceRadius: 0.05)
    }
  }

  /// With the torque of three more motors, N m. All of it is from memory of the data sheets or an assumption: half of the
  /// peak for good, and a coupling of 1 N m/rad and 5 mN m s/rad.
  private static func turning(_ limits: DeviceLimits, torque: Float) -> DeviceLimits {
    var all = limits
    all.peakTorque = torque
    all.continuousTorque = 0.5 * torque
    all.turningStiffness = 1
    all.turningDamping = 0.005
    return all
  }

  /// What the motor of a gripper holds for good, N; 0 for a type without one. An assumption: half of the 8 N of the data
  /// sheets, which are from memory.
  static func gripForce(systemType: Int32) -> Float { hasGripper(systemType: systemType) ? 4 : 0 }

  /// The wrist is measured (and, with three more motors, driven).
  static func hasWrist(systemType: Int32) -> Bool {
    [34, 35, 36, 37, 64, 104, 105, 108, 109].contains(systemType)
  }

  static func hasGripper(systemType: Int32) -> Bool { [35, 37, 104, 105, 108, 109].contains(systemType) }

  static func hasTorque(systemType: Int32) -> Bool { [64, 104, 105, 108, 109].contains(systemType) }
}
