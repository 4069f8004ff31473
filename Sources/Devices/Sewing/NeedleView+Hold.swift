import Frames
import SimMath

extension NeedleView {
  /// How high above the tip of an instrument it holds a wire, m.
  private static var reach: Double { 0.004 }

  /// Where an instrument is that holds the wire: its jaws open along the circle's radius, and its shaft stands upright on the
  /// circle's plane.
  ///
  /// - Parameters:
  ///   - angle: around the circle from the swage, rad.
  ///   - radius: of the circle, m.
  ///   - back: how far it has gone back along its shaft, m.
  ///   - side: 1 for a shaft on the side from which the needle is driven counter-clockwise, -1 for one on the other.
  func hold(at angle: Double, radius: Double, back: Double, side: Double = 1) -> Pose {
    let (s, c) = Trigonometry.sincos(angle)
    let radial = c * swage + s * drive
    let along = c * drive - s * swage
    let out = side * swage.cross(drive)
    let tip = middle + radius * radial + (back - Self.reach) * out
    return Pose(position: Vector3(tip), orientation: Quaternion(columns: -radial, out, side * along))
  }
}
