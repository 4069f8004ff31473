import Frames

/// A lesion as the trainee marked it.
struct LesionMark: Sendable {
  var tick: UInt64
  var tool: Tool
  var place: VesselCoordinate
  /// Something had been felt at that place before.
  var felt: Bool
}
