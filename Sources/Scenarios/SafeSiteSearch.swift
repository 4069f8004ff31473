public import Frames

/// Looks for places where a cannula may go: in the site zone, within reach, far enough from every lesion.
///
/// The unrolled zone is cut into ever smaller cells. The distance to a lesion changes by no more than one moves, so a
/// cell whose middle is too close by more than half the cell's diagonal holds no site at all, and most of the zone is
/// decided in large pieces.
public struct SafeSiteSearch: Sendable {
  /// Cells are not cut below this size, m.
  public static let finestCell = 0.00025

  public enum Answer: Equatable, Sendable {
    /// There is a site, here.
    case site(VesselCoordinate)
    /// There is none, anywhere: proved.
    case noSite
    /// At most specks smaller than the finest cell.
    case undecided
  }

  public var vessel: VesselTruth
  public var lesions: [LesionTruth]

  public init(vessel: VesselTruth, lesions: [LesionTruth]) {
    self.vessel = vessel
    self.lesions = lesions
  }

  /// Whether a point at least `inset` (m) inside the zone's border is at least `clearance` (m) from every lesion.
  public func search(clearance: Double, inset: Double = 0) -> Answer {
    let halfWidth = vessel.accessibleAngle * vessel.outerRadius - inset
    let low = vessel.siteZone.lowerBound + inset
    let high = vessel.siteZone.upperBound - inset
    guard halfWidth >= 0, high >= low else { return .noSite }
    return search(
      Cell(arc: 0, axial: (low + high) / 2, halfWidth: halfWidth, halfHeight: (high - low) / 2), clearance: clearance)
  }

  /// Distance from `p` to the edge of the nearest lesion, m; negative inside one, infinite without lesions.
  public func clearance(at p: VesselCoordinate) -> Double {
    var least = Double.infinity
    for lesion in lesions { least = min(least, lesion.signedDistance(from: p, outerRadius: vessel.outerRadius)) }
    return least
  }

  /// A rectangle of the unrolled vessel by its middle and half its sides, m.
  private struct Cell {
    var arc, axial, halfWidth, halfHeight: Double
  }

  private func search(_ cell: Cell, clearance needed: Double) -> Answer {
    let middle = VesselCoordinate(angle: cell.arc / vessel.outerRadius, axial: cell.axial)
    let found = clearance(at: middle)
    if found >= needed { return .site(middle) }
    let halfDiagonal = (cell.halfWidth * cell.halfWidth + cell.halfHeight * cell.halfHeight).squareRoot()
    // A nanometre for rounding.
    if found + halfDiagonal < needed - 1e-9 { return .noSite }
    guard max(cell.halfWidth, cell.halfHeight) > Self.finestCell / 2 else { return .undecided }
    var first = cell
    var second = cell
    if cell.halfWidth >= cell.halfHeight {
      first.halfWidth /= 2
      second.halfWidth /= 2
      first.arc -= first.halfWidth
      second.arc += second.halfWidth
    } else {
      first.halfHeight /= 2
      second.halfHeight /= 2
      first.axial -= first.halfHeight
      second.axial += second.halfHeight
    }
    let a = search(first, clearance: needed)
    if case .site = a { return a }
    let b = search(second, clearance: needed)
    if case .site = b { return b }
    return a == .noSite && b == .noSite ? .noSite : .undecided
  }
}
