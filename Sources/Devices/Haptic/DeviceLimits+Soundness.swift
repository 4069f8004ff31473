import Frames

extension DeviceLimits {
  /// Numbers that a simulation can be built with.
  var areSound: Bool {
    [peakForce, continuousForce, stiffness, damping, workspaceRadius].allSatisfy { $0.isFinite && $0 > 0 }
      && [peakTorque, continuousTorque, turningStiffness, turningDamping].allSatisfy { $0.isFinite && $0 >= 0 }
  }
}
