internal import Frames
internal import SimMath

extension ProtoInput {
  init(_ frame: InputFrame) {
    self.init()
    tick = frame.tick.rawValue
    position = frame.pose.position.packed
    orientation = frame.pose.orientation.packed
    grip = frame.grip
    flags = UInt32(frame.flags.rawValue)
    command = ProtoCommand(frame.command)
    argument = UInt32(frame.argument)
    if let hand = frame.second { second = ProtoHandInput(hand) }
  }

  func frame() throws(CodecError) -> InputFrame {
    InputFrame(
      tick: Tick(tick),
      pose: Pose(
        position: try Vector3(packed: position, "position"),
        orientation: try Quaternion(packed: orientation, "orientation")),
      grip: grip,
      flags: InputFlags(rawValue: try flags.narrowed(to: UInt16.self, "flags")),
      command: try Command(number: command.rawValue, "command"),
      argument: try argument.narrowed(to: UInt8.self, "argument"), second: hasSecond ? try second.hand() : nil)
  }
}

extension ProtoHandInput {
  init(_ hand: HandInput) {
    self.init()
    position = hand.pose.position.packed
    orientation = hand.pose.orientation.packed
    grip = hand.grip
    flags = UInt32(hand.flags.rawValue)
    command = ProtoCommand(hand.command)
    argument = UInt32(hand.argument)
  }

  func hand() throws(CodecError) -> HandInput {
    HandInput(
      pose: Pose(
        position: try Vector3(packed: position, "second position"),
        orientation: try Quaternion(packed: orientation, "second orientation")),
      grip: grip, flags: InputFlags(rawValue: try flags.narrowed(to: UInt16.self, "second flags")),
      command: try Command(number: command.rawValue, "second command"),
      argument: try argument.narrowed(to: UInt8.self, "second argument"))
  }
}

extension ProtoCommand {
  init(_ command: Command) { self = Self(rawValue: Int(command.rawValue)) ?? .UNRECOGNIZED(Int(command.rawValue)) }
}

extension ProtoTool {
  init(_ tool: Tool) { self = Self(rawValue: Int(tool.rawValue)) ?? .UNRECOGNIZED(Int(tool.rawValue)) }
}
