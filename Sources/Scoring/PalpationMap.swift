public import Frames
import SimMath

/// Which part of the accessible outer surface was felt: a raster of the unrolled vessel.
///
/// Public so that what a report draws is what was scored.
public struct PalpationMap: Sendable {
  private let vessel: VesselTruth
  private let rubric: Rubric
  private let rows: Int
  private let columns: Int
  /// The tick at which each cell was first felt, `.max` before; row by row along the axis.
  private var felt: [UInt64]
  private(set) var feltCount = 0
  /// Where the present contact was, with the force in the band, before it lasted long enough to be felt.
  private var touched: [VesselCoordinate] = []
  /// Ticks of the present contact in which the force was in the band.
  private var feeling = 0
  private var latest: VesselCoordinate?

  public init(vessel: VesselTruth, rubric: Rubric) {
    self.vessel = vessel
    self.rubric = rubric
    let cell = ScoringConstants.cell.value
    rows = max(1, Int((vessel.length / cell).rounded()))
    columns = max(1, Int((2 * vessel.accessibleAngle * vessel.outerRadius / cell).rounded()))
    felt = Array(repeating: .max, count: rows * columns)
  }

  /// Share of the cells that were felt, 0 to 1.
  var coverage: Double { Double(feltCount) / Double(felt.count) }

  /// A tick of the palpation probe; counts what the hand can feel in it.
  public mutating func add(input: InputFrame, output: StepOutput) {
    guard output.tool == .palpationProbe, output.contactCount > 0 else {
      letGo()
      return
    }
    let force = Double(output.normalForce)
    let rendered = Vector3D(output.forceSent).length
    guard force >= rubric.palpationForce.value, force <= rubric.excessiveForce.value,
      rendered >= ScoringConstants.renderedShare.value * rubric.palpationForce.value,
      !input.flags.contains(.noForce)
    else { return }
    let place = VesselCoordinate(anatomy: output.contactSite)
    feeling += 1
    guard feeling >= Self.feelingTicks else {
      touched.append(place)
      return
    }
    for earlier in touched { press(earlier, tick: output.tick.rawValue) }
    touched.removeAll(keepingCapacity: true)
    press(place, tick: output.tick.rawValue)
  }

  /// The contact ended or was interrupted.
  public mutating func letGo() {
    feeling = 0
    touched.removeAll(keepingCapacity: true)
  }

  /// The middles of the cells that were felt, row by row along the axis.
  public var feltCenters: [VesselCoordinate] {
    felt.indices.filter { felt[$0] != .max }.map { center($0 / columns, $0 % columns) }
  }

  /// Extent of a cell about the axis (rad) and along it (m).
  public var cellSize: (angle: Double, axial: Double) {
    (2 * vessel.accessibleAngle / Double(columns), vessel.length / Double(rows))
  }

  private static let feelingTicks = Int((ScoringConstants.feelingTime.value * 1000).rounded())

  private mutating func press(_ p: VesselCoordinate, tick: UInt64) {
    // A place that hardly moved covers nothing new.
    if let latest, latest.distance(to: p, radius: vessel.outerRadius) < 0.1 * ScoringConstants.cell.value { return }
    latest = p
    let radius = rubric.palpationRadius.value
    for row in rowRange(around: p.axial, radius) {
      for column in 0..<columns where felt[row * columns + column] == .max {
        if center(row, column).distance(to: p, radius: vessel.outerRadius) <= radius {
          felt[row * columns + column] = tick
          feltCount += 1
        }
      }
    }
  }

  private func rowRange(around axial: Double, _ radius: Double) -> Range<Int> {
    let scale = Double(rows) / vessel.length
    let low = min(Double(rows), max(0, ((axial - radius) * scale).rounded(.down)))
    let high = min(Double(rows), max(low, ((axial + radius) * scale).rounded(.up)))
    return Int(low)..<Int(high)
  }

  private func center(_ row: Int, _ column: Int) -> VesselCoordinate {
    VesselCoordinate(
      angle: ((Double(column) + 0.5) / Double(columns) * 2 - 1) * vessel.accessibleAngle,
      axial: (Double(row) + 0.5) / Double(rows) * vessel.length)
  }

  /// Whether anything within `reach` (m) of `p` was felt so far. A cell's half diagonal is allowed for.
  func isFelt(near p: VesselCoordinate, within reach: Double) -> Bool {
    let reach = reach + 0.75 * ScoringConstants.cell.value
    for row in rowRange(around: p.axial, reach) {
      for column in 0..<columns where felt[row * columns + column] != .max {
        if center(row, column).distance(to: p, radius: vessel.outerRadius) <= reach { return true }
      }
    }
    return false
  }

  /// When any cell of which `contains` holds was first felt; nil if none was.
  func firstFelt(where contains: (VesselCoordinate) -> Bool) -> UInt64? {
    var first = UInt64.max
    for row in 0..<rows {
      for column in 0..<columns where felt[row * columns + column] < first && contains(center(row, column)) {
        first = felt[row * columns + column]
      }
    }
    return first == .max ? nil : first
  }

  /// Share of the accessible cells of which `contains` holds that were felt; 0 where there is none.
  func feltShare(where contains: (VesselCoordinate) -> Bool) -> Double {
    var all = 0
    var some = 0
    for row in 0..<rows {
      for column in 0..<columns where contains(center(row, column)) {
        all += 1
        if felt[row * columns + column] != .max { some += 1 }
      }
    }
    return all == 0 ? 0 : Double(some) / Double(all)
  }

  /// The middle of the longest gap: the cell not felt that is farthest from all felt ones (the first of equals); nil if
  /// all or none were felt.
  var largestGap: VesselCoordinate? {
    guard feltCount > 0 else { return nil }
    let known = felt.indices.filter { felt[$0] != .max }.map { center($0 / columns, $0 % columns) }
    var best: VesselCoordinate?
    var farthest = 0.0
    for i in felt.indices where felt[i] == .max {
      let c = center(i / columns, i % columns)
      var nearest = Double.infinity
      for k in known {
        nearest = min(nearest, c.distance(to: k, radius: vessel.outerRadius))
        if nearest <= farthest { break }
      }
      if nearest > farthest {
        farthest = nearest
        best = c
      }
    }
    return best
  }
}
