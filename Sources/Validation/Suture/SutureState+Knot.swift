import Frames
public import Knots
import SimMath
public import Simulation

extension SutureState {
  /// The knot that its two ends have been tied to: read from the middle of what is in the tissue outwards.
  public var knot: KnotReading? {
    guard let mouths = view.mouths else { return nil }
    let segments = model.thread.segmentCount
    let middle = min(segments - 1, Int(0.5 * (mouths.first + mouths.last) / model.thread.segmentLength))
    return KnotReading(strands: [
      (0...middle).map { thread.position(middle - $0) }, ((middle + 1)...segments).map { thread.position($0) },
    ])
  }
}
