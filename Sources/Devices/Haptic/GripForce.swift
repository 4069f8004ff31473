/// The bounds of a gripper's force on the device thread: finite check, engagement ramp, slew limit, clamp. The instrument's
/// grasp is measured, not coupled, so that no chain of the simulation has bounded it.
struct GripForce: Equatable {
  /// Ticks over which the force rises after engagement, as of the simulation's own chain.
  static let engagementTicks: Float = 300
  /// Largest change in a tick as a share of the limit.
  static let slewShare: Float = 0.05

  /// N, at least 0.
  let limit: Float
  private(set) var sent: Float = 0
  private var engaged: Float = 0

  init(limit: Float) { self.limit = limit.isFinite ? max(0, limit) : 0 }

  /// One tick. While not enabled: zero at once.
  mutating func allow(_ wanted: Float, enabled: Bool) -> Float {
    guard enabled, wanted.isFinite else {
      engaged = 0
      sent = 0
      return 0
    }
    engaged = min(Self.engagementTicks, engaged + 1)
    let goal = min(limit, max(0, wanted)) * engaged / Self.engagementTicks
    let step = Self.slewShare * limit
    sent = min(limit, max(0, sent + min(step, max(-step, goal - sent))))
    return sent
  }
}
