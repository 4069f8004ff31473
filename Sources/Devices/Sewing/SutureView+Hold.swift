import Frames
import SimMath

extension SutureView {
  /// How high above the tip of an instrument it holds a thread, m.
  private static var reach: Double { 0.002 }
  /// Cosine of the turn at which a strand that is drawn taut ends: some 30 degrees.
  private static var straight: Double { 0.87 }
  /// Share of its length by which the ends of a taut strand are apart at least.
  private static var taut: Double { 0.97 }

  /// How much thread there is from the needle to where a strand that is drawn taut comes out of the tissue, m: where it first
  /// leaves the straight line.
  var lastStrand: Double {
    let start = Vector3D(places[0])
    for i in 2..<(places.count - 1) {
      let strand = (Vector3D(places[i]) - start).normalized
      let on = (Vector3D(places[i + 1]) - Vector3D(places[i])).normalized
      if strand.dot(on) < Self.straight { return Double(i) * spacing }
    }
    return length
  }

  /// Whether the thread is seen to go straight from the needle to a vessel that lies along the z axis.
  ///
  /// - Parameter radius: how far from that axis the strand ends at most where it comes out of the vessel, m.
  func isTaut(within radius: Double) -> Bool {
    let strand = lastStrand
    let end = place(at: strand)
    guard (end.x * end.x + end.y * end.y).squareRoot() < radius else { return false }
    return (end - place(at: 0)).length > Self.taut * strand
  }

  /// Gap between neighbouring places, in whole lengths, at which a thread is seen to be broken there: its ends have sprung apart.
  private static var sprung: Double { 1.3 }

  /// Whether no two ends of the thread are seen to have come apart.
  var isWhole: Bool {
    for i in 1..<places.count where Double((places[i] - places[i - 1]).length) > Self.sprung * spacing { return false }
    return true
  }

  /// Where an instrument is that holds the last strand between its jaws.
  ///
  /// - Parameters:
  ///   - along: how far from where it comes out of the tissue, m.
  ///   - back: how far the instrument has gone back along its shaft, m.
  ///   - shaft: the way of its shaft, as far as the jaws close across the thread.
  func hold(along: Double, back: Double, shaft: Vector3D) -> Pose {
    let arc = max(0, lastStrand - along)
    let middle = place(at: arc)
    let thread = (place(at: arc - 0.5 * along) - place(at: arc + 0.5 * along)).normalized
    let up = (shaft - shaft.dot(thread) * thread).normalized
    return Pose(
      position: Vector3(middle + (back - Self.reach) * up), orientation: Quaternion(columns: up.cross(thread), up, thread))
  }
}
