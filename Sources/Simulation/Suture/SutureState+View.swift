public import Frames
import SimMath

extension SutureState {
  /// What a person sees of it.
  public var view: SutureView {
    let length = Double(model.thread.segmentCount) * model.thread.segmentLength
    var view = SutureView(needle: needle.exists ? needle.view : nil, length: length)
    for i in view.places.indices { view.places[i] = Vector3(point(at: Double(i) * view.spacing).place) }
    view.mouths = mouths
    return view
  }

  private var mouths: (first: Double, last: Double)? {
    var found: (first: Double, last: Double)?
    for k in 0..<punctureCount where isThreaded(k) {
      let arc = arc(ofPuncture: k)
      found = (min(found?.first ?? arc, arc), max(found?.last ?? arc, arc))
    }
    return found
  }
}

extension NeedleState {
  /// What a person sees of it.
  public var view: NeedleView { NeedleView(middle: frame.origin, swage: frame.x, drive: frame.y) }
}
