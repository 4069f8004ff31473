public import SimMath

/// Where a person sees a suture: its needle, if it has one, and places along its thread.
@frozen public struct SutureView: Sendable {
  public var needle: NeedleView?
  /// At equal lengths along the thread, from the needle's end to the other, m. A broken thread's pieces follow each other.
  public var places: InlineArray<129, Vector3>
  /// Length of the whole thread, m.
  public var length: Double
  /// Lengths along the thread at which it first goes into tissue and last comes out of it, m; nil where it is in none.
  public var mouths: (first: Double, last: Double)?

  public init(needle: NeedleView?, length: Double) {
    self.needle = needle
    self.length = length
    places = InlineArray(repeating: .zero)
  }

  /// Length between two of ``places``, m.
  @inlinable public var spacing: Double { length / 128 }

  /// Where the thread is at a length from the needle's end, m.
  ///
  /// - Parameter arc: taken into 0 to ``length``.
  public func place(at arc: Double) -> Vector3D {
    let u = min(128, max(0, arc / spacing))
    let i = min(127, Int(u))
    let a = Vector3D(places[i])
    return a + (u - Double(i)) * (Vector3D(places[i + 1]) - a)
  }
}

extension SutureView: Equatable {
  public static func == (a: SutureView, b: SutureView) -> Bool {
    guard a.needle == b.needle, a.length == b.length else { return false }
    guard a.mouths?.first == b.mouths?.first, a.mouths?.last == b.mouths?.last else { return false }
    for i in a.places.indices where a.places[i] != b.places[i] { return false }
    return true
  }
}
