import Frames
import SimMath

extension TyingSight {
  /// How far from its end a tail is taken, m.
  static var grip: Double { 0.003 }
  /// How high above its tip the needle holder takes it at most, m, and the slope of the shaft.
  private static var depth: Double { 0.004 }
  /// And at least, m: a tail that lies on the tissue is taken with the tips pressed into that.
  private static var least: Double { 0.001_5 }
  private static var slope: Double { 0.55 }
  private static var steep: Double { 1.2 }
  /// Radius of closed jaws at their tip: they do not go deeper into the tissue, m.
  private static var tip: Double { 0.000_4 }
  /// How much more than towards the holder's side the shaft turns back over the knot: then what pulls at a loop on the jaws does
  /// not pull it off their tips.
  private static var yaw: Double { 2 }
  /// Share by which a tail's end counts as on the holder's side at most.
  private static var ahead: Double { 0.2 }

  /// How the needle holder is to take the tail as it lies: its shaft back over the knot, so that a loop on the jaws stays near it,
  /// its jaws open across the tail, and level where that lies low.
  ///
  /// - Parameter isWound: with a loop on the jaws; without one the holder comes from above.
  func tailHold(_ frame: TyingFrame, isWound: Bool) -> Pose {
    var end = tail(back: Self.grip)
    let height = max(0, frame.height(end))
    // What lies in the wall is not to be dug for.
    end.y += height - frame.height(end)
    let t = tailWay
    let up = Vector3D(0, 1, 0)
    let home = Vector3D(frame.holder, 0, 0)
    let side = frame.tail * end.z - frame.tail * frame.origin.z
    let ahead = min(frame.holder * (end.x - frame.origin.x), Self.ahead * abs(side))
    let outward = Vector3D(frame.holder * ahead, 0, frame.tail * side + 1e-9).normalized
    let shaft =
      isWound ? ((home - Self.yaw * outward).normalized + Self.slope * up).normalized : (home + Self.steep * up).normalized
    let level = up.cross(shaft).normalized
    var open = shaft.cross(t)
    if open.dot(level) < 0 { open = -open }
    let low = WindingPath.smooth((0.004 - height) / 0.003)
    open = (1 - low) * open + (0.35 * (1 - low) + low) * level
    open = (open - open.dot(shaft) * shaft).normalized
    let depth = min(Self.depth, max(Self.least, (height + Self.tip) / max(0.3, shaft.y)))
    return Pose(position: Vector3(end - depth * shaft), orientation: Quaternion(columns: open, shaft, open.cross(shaft)))
  }
}
