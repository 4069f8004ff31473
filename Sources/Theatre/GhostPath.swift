import Frames
import Session
import SimMath

/// Which moment of the expert's session is shown beside which moment of ours: the expert is met where it touched the
/// vessel with the same tool nearest to us, and goes on from there at its own pace.
struct GhostPath {
  let track: ExpertTrack
  /// Moments that are shown together.
  private var anchor: (ours: Tick, expert: Tick)?
  private var tool = Tool.palpationProbe
  /// Time by which the expert comes before the nearest moment, so that one sees it arrive, s.
  private static let lead: UInt64 = 1500

  init(_ track: ExpertTrack) { self.track = track }

  /// Meets the expert anew at the next look.
  mutating func forget() { anchor = nil }

  /// Lets the expert be at its nearest moment when we are at `tick` with `output`.
  mutating func meet(_ output: StepOutput, at tick: Tick) {
    tool = output.tool
    anchor = (tick, track.moment(nearest: output.toolPose.position, tool: output.tool))
  }

  /// The expert's tool beside ours after `output`; nil where the expert never had that tool.
  mutating func ghost(beside output: StepOutput) -> GhostTool? {
    if let ghost = found(at: output.tick), ghost.tool == output.tool, tool == output.tool { return ghost }
    // Where the expert had just taken the tool, it is met there at once.
    for lead in [Self.lead, 0] {
      meet(output, at: output.tick + lead)
      if let ghost = found(at: output.tick), ghost.tool == output.tool { return ghost }
    }
    return nil
  }

  private func found(at tick: Tick) -> GhostTool? {
    guard let anchor else { return nil }
    let moment = Int64(anchor.expert.rawValue) + Int64(tick.rawValue) - Int64(anchor.ours.rawValue)
    return moment >= 0 ? track.ghost(at: Tick(UInt64(moment))) : track.ghost(at: Tick(0))
  }
}
