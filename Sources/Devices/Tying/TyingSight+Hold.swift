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
  /// Radius of closed jaws at their tip: they do not go deeper into the tissue, m.
  private static var tip: Double { 0.000_4 }
  /// How much more than the tail's own way turns the shaft, back over the knot.
  private static var yaw: Double { 2 }
  /// Cosine between the tail's level way and the holder's side from which on the tail is taken nearly end on.
  private static var endOn: Double { 0.4 }

  /// How the needle holder is to take the tail as it lies: its shaft back over the knot, so that a loop on the jaws stays near it,
  /// its jaws open across the tail, and level where that lies low.
  func tailHold(_ frame: TyingFrame) -> Pose {
    var end = tail(back: Self.grip)
    // What lies in the tissue is not to be dug for.
    end.y = max(end.y, frame.origin.y)
    let t = tailWay
    let up = Vector3D(0, 1, 0)
    let home = Vector3D(frame.holder, 0, 0)
    let flat = Vector3D(t.x + 1e-9, 0, t.z).normalized
    let turn = flat.dot(home) < Self.endOn ? -Self.yaw : Self.yaw
    let shaft = ((home + turn * flat).normalized + Self.slope * up).normalized
    let level = up.cross(shaft).normalized
    var open = shaft.cross(t)
    if open.dot(level) < 0 { open = -open }
    let height = end.y - frame.origin.y
    let low = WindingPath.smooth((0.004 - height) / 0.003)
    open = (1 - low) * open + (0.35 * (1 - low) + low) * level
    open = (open - open.dot(shaft) * shaft).normalized
    let depth = min(Self.depth, max(Self.least, (height + Self.tip) / max(0.3, shaft.y)))
    return Pose(position: Vector3(end - depth * shaft), orientation: Quaternion(columns: open, shaft, open.cross(shaft)))
  }
}
