import Frames
public import SimMath

extension SutureState {
  /// Centrelines of its two ends, m, from the middle of what is in the tissue outwards; nil where nothing is. Allocates: not for
  /// the 1 kHz thread.
  public var strands: [[Vector3D]]? {
    guard let mouths = view.mouths else { return nil }
    let segments = model.thread.segmentCount
    let middle = min(segments - 1, Int(0.5 * (mouths.first + mouths.last) / model.thread.segmentLength))
    return [(0...middle).map { thread.position(middle - $0) }, ((middle + 1)...segments).map { thread.position($0) }]
  }
}
