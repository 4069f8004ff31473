public import Frames

extension SessionLogReader {
  /// All that happened, in the order of time. What is damaged is left out.
  public func events() -> [(tick: Tick, event: Event)] {
    var found: [(tick: Tick, event: Event)] = []
    visitEvents { proto, event in found.append((Tick(proto.tick), event)) }
    return found
  }

  /// All bites that a needle has left, in the order of time. What is damaged is left out.
  public func bites() -> [(tick: Tick, bite: NeedleBite)] {
    var found: [(tick: Tick, bite: NeedleBite)] = []
    visitEvents { proto, event in
      guard event.kind == .biteEnded, let bite = try? proto.bite.bite() else { return }
      found.append((Tick(proto.tick), bite))
    }
    return found
  }

  /// All activations of cautery that have ended, in the order of time. What is damaged is left out.
  public func burns() -> [(tick: Tick, hand: UInt8, burn: CauteryBurn)] {
    var found: [(tick: Tick, hand: UInt8, burn: CauteryBurn)] = []
    visitEvents { proto, event in
      guard event.kind == .cauteryEnded, proto.hasBurn, let burn = try? proto.burn.burn() else { return }
      found.append((Tick(proto.tick), event.hand, burn))
    }
    return found
  }

  private func visitEvents(_ visit: (ProtoEvent, Event) -> Void) {
    LogWalk(bytes: bytes, layout: layout).visit { found in
      guard case .message(let message) = found, message.channel == .event, let proto = try? ProtoEvent(message),
        let event = try? proto.event()
      else { return }
      visit(proto, event)
    }
  }
}
