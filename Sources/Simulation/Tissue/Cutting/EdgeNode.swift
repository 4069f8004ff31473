import SimMath

/// A point of a cutting edge in tissue.
///
/// While it is held, it is tied to a place of the material by a spring that bears no more than toughness times the length of edge
/// that the point stands for; what is more moves the place through the material, and the way between is cut. Pressing dents the
/// tissue, cutting takes toughness times area (the energy balance of Atkins and Mai 1985), and an edge that comes back through
/// its own cut meets nothing.
struct EdgeNode: BitwiseCopyable {
  /// How far an edge presses into tissue before it cuts, m. Usual: 0.3 mm, an assumption.
  static var give: Float { 0.0003 }

  var place: TissuePlace
  var isHeld = false
  /// Where it was after the last tick, world frame, m; not a number before the first.
  var last = Vector3(.nan, .nan, .nan)

  init() { place = TissuePlace(element: 0, share: [1, 0, 0, 0]) }

  /// The barycentric coordinates of a point in the tetrahedron that four corners span.
  static func share(_ p: Vector3, in x: InlineArray<4, Vector3>) -> InlineArray<4, Float> {
    let (a, b, c) = (x[1] - x[0], x[2] - x[0], x[3] - x[0])
    let r = p - x[0]
    let inverse = 1 / a.cross(b).dot(c)
    let l1 = inverse * r.dot(b.cross(c))
    let l2 = inverse * r.dot(c.cross(a))
    let l3 = inverse * r.dot(a.cross(b))
    return [1 - l1 - l2 - l3, l1, l2, l3]
  }
}
