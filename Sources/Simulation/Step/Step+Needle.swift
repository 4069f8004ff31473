import Frames
import SimMath

extension SimulationState {
  /// Says whose blades have cut a thread.
  func reportCut(_ model: SimulationModel, _ s: Int, _ output: inout StepOutput) {
    for h in 0..<model.hands where sutures.base[s].cutNow & (1 << UInt8(h)) != 0 {
      output.append(
        Event(
          kind: .threadCut, argument: UInt8(min(s, 255)), tool: control.hands[h].tool.tool, pose: toolPose(model, h),
          hand: UInt8(h)))
    }
  }

  /// Says where a thread broke.
  func reportBreak(_ model: SimulationModel, _ s: Int, _ output: inout StepOutput) {
    let segment = sutures.base[s].output.brokenSegment
    let place = 0.5 * (sutures.base[s].thread.position(segment) + sutures.base[s].thread.position(segment + 1))
    let h =
      (0..<model.hands).first { sutures.base[s].isHeld(byHand: $0) || sutures.base[s].needle.grips[$0].isActive } ?? 0
    output.append(
      Event(
        kind: .threadBroke, argument: UInt8(min(s, 255)), tool: control.hands[h].tool.tool, site: Vector3(place),
        pose: toolPose(model, h), hand: UInt8(h)))
  }

  /// Says where a needle went in and which bites it has left.
  func reportBites(_ model: SimulationModel, _ s: Int, _ output: inout StepOutput) {
    let begun = Int(sutures.base[s].needle.begunNow)
    if begun >= 0 { append(.needleEntered, begun) }
    let ended = sutures.base[s].needle.endedNow
    guard ended != 0 else { return }
    for b in 0..<sutures.base[s].needle.biteCount where ended & (1 << UInt64(b)) != 0 { append(.biteEnded, b) }

    func append(_ kind: EventKind, _ number: Int) {
      let bite = sutures.base[s].needle.bites[number]
      let h = (0..<model.hands).first { sutures.base[s].needle.grips[$0].isActive } ?? 0
      output.append(
        Event(
          kind: kind, tool: control.hands[h].tool.tool, site: Vector3(bite.entry), pose: toolPose(model, h),
          hand: UInt8(h)), bite)
    }
  }
}
