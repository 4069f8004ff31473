import Frames

/// What the trainee decided in the end.
enum SiteDecision: Sendable {
  case undecided
  case site(VesselCoordinate, tick: UInt64)
  case noSafeSite(tick: UInt64)
}
