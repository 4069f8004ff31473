import Frames
import SimMath

/// Which levels along the axis the ultrasound probe was held to.
struct ScannedLevels: Sendable {
  private let length: Double
  private var scanned: [Bool]
  private var latest: Double?

  init(length: Double) {
    self.length = length
    scanned = Array(repeating: false, count: max(1, Int((length / ScoringConstants.cell.value).rounded())))
  }

  mutating func add(_ output: StepOutput) {
    guard output.tool == .ultrasoundProbe, output.contactCount > 0 else { return }
    scan(Double(output.contactSite.z))
  }

  mutating func scan(_ axial: Double) {
    if let latest, abs(latest - axial) < 0.1 * ScoringConstants.cell.value { return }
    latest = axial
    for i in scanned.indices where abs(level(i) - axial) <= ScoringConstants.scanReach.value { scanned[i] = true }
  }

  private func level(_ i: Int) -> Double { (Double(i) + 0.5) / Double(scanned.count) * length }

  /// Share of the levels from `low` to `high` (m) that were scanned; 0 where there is none.
  func share(from low: Double, to high: Double) -> Double {
    var all = 0
    var some = 0
    for i in scanned.indices where level(i) >= low && level(i) <= high {
      all += 1
      if scanned[i] { some += 1 }
    }
    return all == 0 ? 0 : Double(some) / Double(all)
  }
}
