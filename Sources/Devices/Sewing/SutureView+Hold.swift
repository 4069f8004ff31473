import Frames
import SimMath

extension SutureView {
  /// How high above the tip of an instrument it holds a thread, m, and how near to a place the thread is that comes out there.
  private static var reach: Double { 0.002 }
  private static var near: Double { 0.001_5 }

  /// Where an instrument is that holds the thread between its jaws.
  ///
  /// - Parameters:
  ///   - exit: where the thread's last strand comes out of the tissue, m.
  ///   - along: how far from there towards the needle, m.
  ///   - back: how far the instrument has gone back along its shaft, m.
  ///   - shaft: the way of its shaft, as far as the jaws close across the thread.
  func hold(from exit: Vector3D, along: Double, back: Double, shaft: Vector3D) -> Pose {
    // The first place from the needle on that is near the exit, and there the nearest; if none is, the nearest of all.
    var best = 0
    var least = Double.infinity
    for i in places.indices {
      let d = (Vector3D(places[i]) - exit).length
      if d > least && least < Self.near { break }
      if d < least {
        least = d
        best = i
      }
    }
    let arc = max(0, Double(best) * spacing - along)
    let middle = place(at: arc)
    let thread = (place(at: arc - 0.5 * along) - place(at: arc + 0.5 * along)).normalized
    let up = (shaft - shaft.dot(thread) * thread).normalized
    return Pose(
      position: Vector3(middle + (back - Self.reach) * up), orientation: Quaternion(columns: up.cross(thread), up, thread))
  }
}
