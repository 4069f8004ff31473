public import Frames

extension SessionLogReader {
  /// All that happened, in the order of time. What is damaged is left out.
  public func events() -> [(tick: Tick, event: Event)] {
    var found: [(tick: Tick, event: Event)] = []
    LogWalk(bytes: bytes, layout: layout).visit { event in
      guard case .message(let message) = event, message.channel == .event, let proto = try? ProtoEvent(message),
        let happened = try? proto.event()
      else { return }
      found.append((Tick(proto.tick), happened))
    }
    return found
  }
}
