/// A part of what a step gives out, as a replay names it when it differs.
public enum Subsystem: String, Sendable, Codable, CaseIterable {
  case tool, forces, contacts, pressure, energy, status, events
  /// Some part of the state: the digest of the tick differs, and the log ends before a complete report says which.
  case state
  case positions, velocities, random
  /// A record is missing or out of order.
  case records
}
