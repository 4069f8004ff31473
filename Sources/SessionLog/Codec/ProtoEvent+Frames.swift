internal import Frames
internal import SimMath

extension ProtoEvent {
  /// Without its tick, as an output embeds it.
  init(_ event: Event) {
    self.init()
    kind = ProtoEventKind(rawValue: Int(event.kind.rawValue)) ?? .UNRECOGNIZED(Int(event.kind.rawValue))
    argument = UInt32(event.argument)
    tool = ProtoTool(event.tool)
    site = event.site.packed
    position = event.pose.position.packed
    orientation = event.pose.orientation.packed
    hand = UInt32(event.hand)
  }

  func event() throws(CodecError) -> Event {
    Event(
      kind: try EventKind(number: kind.rawValue, "event kind"),
      argument: try argument.narrowed(to: UInt8.self, "event argument"),
      tool: try Tool(number: tool.rawValue, "event tool"),
      site: try Vector3(packed: site, "event site"),
      pose: Pose(
        position: try Vector3(packed: position, "event position"),
        orientation: try Quaternion(packed: orientation, "event orientation")),
      hand: try hand.narrowed(to: UInt8.self, "event hand"))
  }
}
