import Frames
import SimMath

/// What a person who ties sees of the thread: its two strands beside the tissue, the long one first.
struct TyingSight {
  let view: SutureView
  /// Lengths along the thread at which it goes into the tissue and comes out, m.
  let mouths: ClosedRange<Double>

  init?(_ view: SutureView) {
    guard let mouths = view.mouths else { return nil }
    self.view = view
    self.mouths = mouths.first...mouths.last
  }

  /// Where along the thread the long strand can be held, m.
  var long: ClosedRange<Double> { 0...mouths.lowerBound }
  /// Where along the thread a tail can be held: clear of the knot, m.
  var tail: ClosedRange<Double> { min(mouths.upperBound + 0.002, view.length)...view.length }
  func place(_ arc: Double) -> Vector3D { view.place(at: arc) }
  /// So far before the tail's end, m.
  func tail(back: Double) -> Vector3D { place(view.length - back) }
  var tailWay: Vector3D { (tail(back: 0) - tail(back: 0.006)).normalized }

  /// By what share a piece of the thread is longer than its chord.
  func bow(from arc: Double, over length: Double) -> Double {
    let end = min(arc + length, mouths.lowerBound)
    guard end > arc else { return 0 }
    return max(0, 1 - (place(end) - place(arc)).length / (end - arc))
  }

  /// How far the long strand from a length along it on goes round jaws, rad; 2 pi for a whole turn.
  func winding(about jaws: Pose, from arc: Double) -> Double {
    let across = jaws.opening.cross(jaws.shaft)
    var angle = 0.0
    var last: (x: Double, y: Double)?
    var at = arc
    while at <= mouths.lowerBound {
      let off = place(at) - jaws.tip
      let now = (x: off.dot(jaws.opening), y: off.dot(across))
      if off.dot(jaws.shaft) < 0 {
        last = nil
      } else {
        if let last { angle += Trigonometry.atan2(last.x * now.y - last.y * now.x, last.x * now.x + last.y * now.y) }
        last = now
      }
      at += view.spacing
    }
    return abs(angle)
  }

  /// Both strands from the middle of what is in the tissue outwards, as a knot is read.
  func strands() -> [[Vector3D]] {
    let middle = 0.5 * (mouths.lowerBound + mouths.upperBound)
    let first = Int(middle / view.spacing)
    return [
      [place(middle)] + (0...first).map { Vector3D(view.places[first - $0]) },
      [place(middle)] + ((first + 1)..<view.places.count).map { Vector3D(view.places[$0]) },
    ]
  }
}
