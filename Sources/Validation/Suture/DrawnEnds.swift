import Frames
import SimMath

/// Two hands with jaws that take an end of a thread each (0.3 s), wait, and draw it from 0.5 s on.
///
/// The piece that is held lies level along x.
struct DrawnEnds {
  /// Height of the thread over the instruments' tips, m.
  private static let reach = 0.004
  /// Of the hands in a tick, m, and the tick at which they begin.
  private static let step = 8e-6
  private static let begin: UInt64 = 500

  /// Where each hand takes its thread, m; nil for one that holds nothing and stays away.
  var places: (Vector3D?, Vector3D?)
  /// The ways that they draw, of unit length, and how far, m.
  var ways: (Vector3D, Vector3D)
  var pull: Double

  /// Ticks until they have drawn all.
  var ticks: Int { Int(Self.begin) + Int((pull / Self.step).rounded()) }

  /// How far each hand has drawn at a tick, m.
  func way(_ tick: Tick) -> Double { min(pull, Self.step * Double(tick.rawValue - min(tick.rawValue, Self.begin))) }

  func input(_ tick: Tick) -> InputFrame {
    let drawn = way(tick)
    // Jaws open along z, across the thread.
    let turned = Quaternion(axis: Vector3(0, 1, 0), angle: 1.570_796_4)
    func hand(_ place: Vector3D?, _ way: Vector3D) -> HandInput {
      guard let place else { return HandInput(pose: Pose(position: Vector3(0, 0.1, 0), orientation: turned), grip: 0) }
      let grip = Float(0.9 * min(1, Double(tick.rawValue) / 300))
      let tip = place - Vector3D(0, Self.reach, 0) + drawn * way
      return HandInput(pose: Pose(position: Vector3(tip), orientation: turned), grip: grip)
    }
    let first = hand(places.0, ways.0)
    return InputFrame(tick: tick, pose: first.pose, grip: first.grip, second: hand(places.1, ways.1))
  }
}
