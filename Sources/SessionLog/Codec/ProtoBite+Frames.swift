internal import Frames
internal import SimMath

extension ProtoBite {
  init(_ bite: NeedleBite) {
    self.init()
    tick = bite.tick
    endTick = bite.endTick
    outcome = ProtoBiteOutcome(rawValue: Int(bite.outcome.rawValue)) ?? .UNRECOGNIZED(Int(bite.outcome.rawValue))
    thickness =
      ProtoBiteThickness(rawValue: Int(bite.thickness.rawValue)) ?? .UNRECOGNIZED(Int(bite.thickness.rawValue))
    entry = bite.entry.packed
    entryNormal = bite.entryNormal.packed
    exit = bite.exit.packed
    exitNormal = bite.exitNormal.packed
    depth = bite.depth
    angle = bite.angle
    length = bite.length
    threshold = bite.threshold
    torn = bite.torn
    tearWork = bite.tearWork
    edgeDistance = bite.edgeDistance
  }

  func bite() throws(CodecError) -> NeedleBite {
    var bite = NeedleBite()
    bite.tick = tick
    bite.endTick = endTick
    bite.outcome = try NeedleBite.Outcome(number: outcome.rawValue, "bite outcome")
    bite.entry = try Vector3D(packed: entry, "bite entry")
    bite.entryNormal = try Vector3D(packed: entryNormal, "bite entry normal")
    bite.exit = try Vector3D(packed: exit, "bite exit")
    bite.exitNormal = try Vector3D(packed: exitNormal, "bite exit normal")
    bite.depth = depth
    bite.angle = angle
    bite.length = length
    bite.threshold = threshold
    bite.torn = torn
    bite.tearWork = tearWork
    bite.edgeDistance = edgeDistance
    return bite
  }
}
