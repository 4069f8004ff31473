import Frames
import SimMath

/// What a trainee believes about the vessel, on cells of about 2 mm of the unrolled outer surface.
struct BeliefMap {
  /// What one cell was seen or felt to be.
  enum Look { case clear, soft, calcium }

  /// Neighbouring cells that are believed to be one lesion.
  struct Lesion: Equatable {
    var center: VesselCoordinate
    var cells: Int
    var finding: Finding
    /// The middle of what was bright in it; nil if hardly anything was.
    var bright: VesselCoordinate?
  }

  let radius: Double
  let rows: Int
  let columns: Int
  let cellAxial: Double
  let cellAngle: Double
  private(set) var seen: [UInt16]
  private var soft: [UInt16]
  private var calcium: [UInt16]
  /// Believed from touch.
  private var felt: [Bool]

  init(radius: Double, length: Double) {
    self.radius = radius
    rows = max(1, Int((length / 2e-3).rounded()))
    columns = max(8, Int((2 * Double.pi * radius / 2e-3).rounded()))
    cellAxial = length / Double(rows)
    cellAngle = 2 * Double.pi / Double(columns)
    seen = Array(repeating: 0, count: rows * columns)
    soft = seen
    calcium = seen
    felt = Array(repeating: false, count: rows * columns)
  }

  /// The cell of a place; nil beyond the ends.
  func index(_ p: VesselCoordinate) -> Int? {
    let row = Int((p.axial / cellAxial).rounded(.down))
    guard row >= 0, row < rows else { return nil }
    let column = Int(((p.angle + Double.pi) / cellAngle).rounded(.down))
    return row * columns + min(columns - 1, max(0, column))
  }

  func place(_ index: Int) -> VesselCoordinate {
    VesselCoordinate(
      angle: (Double(index % columns) + 0.5) * cellAngle - Double.pi,
      axial: (Double(index / columns) + 0.5) * cellAxial)
  }

  mutating func add(_ look: Look, at p: VesselCoordinate) {
    guard let i = index(p) else { return }
    seen[i] &+= 1
    switch look {
    case .clear: break
    case .soft: soft[i] &+= 1
    case .calcium: calcium[i] &+= 1
    }
  }

  /// A lesion was felt here.
  mutating func addFelt(at p: VesselCoordinate, within distance: Double) {
    for i in 0..<rows * columns where place(i).distance(to: p, radius: radius) <= distance { felt[i] = true }
  }

  /// The picture said lesion in at least two of five looks at this cell.
  private func showsLesion(_ i: Int) -> Bool {
    let hits = Int(soft[i]) + Int(calcium[i])
    return hits > 0 && 5 * hits >= 2 * Int(seen[i])
  }

  func isLesion(_ i: Int) -> Bool { felt[i] || showsLesion(i) }

  /// The lesions seen in pictures, from proximal to distal; patches smaller than `leastCells` are taken for nothing.
  func lesionsSeen(leastCells: Int) -> [Lesion] {
    var done = Array(repeating: false, count: rows * columns)
    var result: [Lesion] = []
    for first in 0..<rows * columns where !done[first] && showsLesion(first) {
      var stack = [first]
      var patch: [Int] = []
      done[first] = true
      while let i = stack.popLast() {
        patch.append(i)
        for dr in -1...1 {
          for dc in -1...1 {
            let row = i / columns + dr
            let column = (i % columns + dc + columns) % columns
            guard row >= 0, row < rows else { continue }
            let j = row * columns + column
            guard !done[j], showsLesion(j) else { continue }
            done[j] = true
            stack.append(j)
          }
        }
      }
      guard patch.count >= leastCells else { continue }
      patch.sort()
      result += lesions(in: patch)
    }
    return result
  }

  /// The lesion of a patch of cells; two for a patch longer than 22 mm, cut across its middle, since so long a one is
  /// taken for two that touch.
  private func lesions(in patch: [Int]) -> [Lesion] {
    let origin = place(patch[0])
    let offsets = patch.map { origin.offset(to: place($0), radius: radius) }
    let n = Double(patch.count)
    let u = offsets.reduce(0) { $0 + $1.circumferential } / n
    let v = offsets.reduce(0) { $0 + $1.axial } / n
    var uu = 0.0
    var uv = 0.0
    var vv = 0.0
    for d in offsets {
      uu += (d.circumferential - u) * (d.circumferential - u) / n
      uv += (d.circumferential - u) * (d.axial - v) / n
      vv += (d.axial - v) * (d.axial - v) / n
    }
    // The larger principal variance; that of an ellipse is a quarter of its half-length squared.
    let half = 0.5 * (uu - vv)
    let spread = (half * half + uv * uv).squareRoot()
    if 0.5 * (uu + vv) + spread > 5.5e-3 * 5.5e-3 {
      let along = half > 0 ? (half + spread, uv) : (uv, spread - half)
      let sides = zip(patch, offsets).map { cell, d in
        (cell: cell, first: (d.circumferential - u) * along.0 + (d.axial - v) * along.1 < 0)
      }
      let first = sides.filter(\.first).map(\.cell)
      let second = sides.filter { !$0.first }.map(\.cell)
      if !first.isEmpty && !second.isEmpty { return [lesion(first), lesion(second)] }
    }
    return [lesion(patch)]
  }

  private func lesion(_ patch: [Int]) -> Lesion {
    let bright = patch.filter { calcium[$0] > 0 }
    let brightLooks = patch.reduce(0) { $0 + Int(calcium[$1]) }
    let greyLooks = patch.reduce(0) { $0 + Int(soft[$1]) }
    return Lesion(
      center: middle(patch), cells: patch.count, finding: brightLooks >= greyLooks ? .calcified : .soft,
      bright: bright.count >= 2 ? middle(bright) : nil)
  }

  private func middle(_ patch: [Int]) -> VesselCoordinate {
    let origin = place(patch[0])
    let offsets = patch.map { origin.offset(to: place($0), radius: radius) }
    let n = Double(patch.count)
    var angle = origin.angle + offsets.reduce(0) { $0 + $1.circumferential } / n / radius
    if angle > Double.pi { angle -= 2 * Double.pi }
    if angle <= -Double.pi { angle += 2 * Double.pi }
    return VesselCoordinate(angle: angle, axial: origin.axial + offsets.reduce(0) { $0 + $1.axial } / n)
  }

  /// The place of the zone that lies furthest from every believed lesion, with that distance (m) to the nearest edge.
  ///
  /// Among equals the one nearest to the anterior midline and to the zone's middle is taken; distances beyond 15 mm
  /// are all the same.
  func bestSite(zone: ClosedRange<Double>, reach: Double) -> (place: VesselCoordinate, margin: Double) {
    let lesions = (0..<rows * columns).filter { isLesion($0) }.map { place($0) }
    let middle = 0.5 * (zone.lowerBound + zone.upperBound)
    var best = (place: VesselCoordinate(angle: 0, axial: middle), margin: -1.0)
    var bestValue = -Double.infinity
    for i in 0..<rows * columns {
      let p = place(i)
      guard abs(p.angle) <= reach, zone.contains(p.axial) else { continue }
      var margin = 15e-3
      for q in lesions { margin = min(margin, p.distance(to: q, radius: radius) - 0.5 * cellAxial) }
      let value = margin - 0.001 * (radius * abs(p.angle) + abs(p.axial - middle))
      if value > bestValue {
        bestValue = value
        best = (p, margin)
      }
    }
    return best
  }
}
