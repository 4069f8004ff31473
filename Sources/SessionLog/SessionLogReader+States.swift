public import Frames

extension SessionLogReader {
  /// The ticks after which the simulation state was saved.
  public var stateTicks: [Tick] { snapshots.map(\.tick) }

  /// All saved states, oldest first. They can be large: `state(atOrBefore:)` unpacks only one.
  public func states() -> [(tick: Tick, bytes: [UInt8])] {
    var previous: Int?
    return snapshots.flatMap { snapshot in
      defer { previous = snapshot.part }
      return snapshot.part == previous ? [] : states(in: snapshot.part)
    }
  }

  /// The latest state that was saved at or before a tick; nil where there is none.
  public func state(atOrBefore tick: Tick) -> (tick: Tick, bytes: [UInt8])? {
    guard let snapshot = snapshots.last(where: { $0.tick <= tick }) else { return nil }
    return states(in: snapshot.part).last { $0.tick == snapshot.tick }
  }

  private func states(in part: Int) -> [(tick: Tick, bytes: [UInt8])] {
    var found: [(tick: Tick, bytes: [UInt8])] = []
    LogWalk(bytes: bytes, layout: layout).visit(only: part..<(part + 1)) { event in
      guard case .message(let message) = event, message.channel == .state, let state = try? ProtoState(message)
      else { return }
      found.append((Tick(state.tick), [UInt8](state.bytes)))
    }
    return found
  }
}
