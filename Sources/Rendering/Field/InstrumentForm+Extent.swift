import Frames
import SimMath

extension InstrumentForm {
  /// What a part takes up at a height: bounds across and along the jaws' hinge, m.
  struct Extent: Equatable {
    /// Tool x and z.
    var low: SIMD2<Float>
    var high: SIMD2<Float>

    var middle: SIMD2<Float> { 0.5 * (low + high) }
    var half: SIMD2<Float> { 0.5 * (high - low) }
  }

  /// The bounds of a part at a height over the tip; nil where none of it is.
  func extent(_ part: Part, at y: Float) -> Extent? {
    var found: Extent?
    for solid in solids where solid.part == part {
      guard let e = Self.extent(solid, at: y) else { continue }
      found = found.map {
        Extent(
          low: SIMD2(min($0.low.x, e.low.x), min($0.low.y, e.low.y)),
          high: SIMD2(max($0.high.x, e.high.x), max($0.high.y, e.high.y)))
      } ?? e
    }
    return found
  }

  /// From the lowest to the highest point of a part, m; nil without one.
  func heights(_ part: Part) -> ClosedRange<Float>? {
    let ends = solids.filter { $0.part == part }.map { solid -> (Float, Float) in
      switch solid.core {
      case .segment(let a, let b): (min(a.y, b.y) - solid.radius, max(a.y, b.y) + solid.radius)
      case .box(let c, let half, let turn):
        (c.y - Self.bounds(half, turn).y - solid.radius, c.y + Self.bounds(half, turn).y + solid.radius)
      }
    }
    guard let low = ends.map(\.0).min(), let high = ends.map(\.1).max() else { return nil }
    return low...high
  }

  private static func extent(_ solid: Solid, at y: Float) -> Extent? {
    let (core, beyond): (Extent, Float)
    switch solid.core {
    case .segment(let a, let b):
      let run = b.y - a.y
      let t = run == 0 ? 0 : min(1, max(0, (y - a.y) / run))
      let p = a + t * (b - a)
      (core, beyond) = (Extent(low: SIMD2(p.x, p.z), high: SIMD2(p.x, p.z)), abs(y - p.y))
    case .box(let c, let half, let turn):
      let h = bounds(half, turn)
      (core, beyond) = (
        Extent(low: SIMD2(c.x - h.x, c.z - h.z), high: SIMD2(c.x + h.x, c.z + h.z)), max(0, abs(y - c.y) - h.y)
      )
    }
    guard beyond <= solid.radius else { return nil }
    let round = (solid.radius * solid.radius - beyond * beyond).squareRoot()
    return Extent(low: core.low - SIMD2(repeating: round), high: core.high + SIMD2(repeating: round))
  }

  /// Half-edges of the upright box around a turned one.
  private static func bounds(_ half: Vector3, _ turn: Quaternion) -> Vector3 {
    let (x, y, z) = (
      turn.rotate(Vector3(half.x, 0, 0)), turn.rotate(Vector3(0, half.y, 0)), turn.rotate(Vector3(0, 0, half.z))
    )
    return Vector3(
      abs(x.x) + abs(y.x) + abs(z.x), abs(x.y) + abs(y.y) + abs(z.y), abs(x.z) + abs(y.z) + abs(z.z))
  }
}
