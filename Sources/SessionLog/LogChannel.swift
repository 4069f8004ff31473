/// The channels of a session log. The raw value is the channel's and its schema's id in the files that we write; a
/// reader goes by the topic.
enum LogChannel: UInt16, CaseIterable {
  case header = 1
  case input, output, event, hashes, timing, state, end

  var topic: String {
    switch self {
    case .header: "/systole/header"
    case .input: "/systole/input"
    case .output: "/systole/output"
    case .event: "/systole/event"
    case .hashes: "/systole/hashes"
    case .timing: "/systole/timing"
    case .state: "/systole/state"
    case .end: "/systole/end"
    }
  }

  /// The protobuf message on the channel, as the embedded schema names it.
  var schema: String {
    switch self {
    case .header: ProtoHeader.protoMessageName
    case .input: ProtoInput.protoMessageName
    case .output: ProtoOutput.protoMessageName
    case .event: ProtoEvent.protoMessageName
    case .hashes: ProtoHashes.protoMessageName
    case .timing: ProtoTiming.protoMessageName
    case .state: ProtoState.protoMessageName
    case .end: ProtoEnd.protoMessageName
    }
  }

  init?(topic: String) {
    guard let match = Self.allCases.first(where: { $0.topic == topic }) else { return nil }
    self = match
  }
}
