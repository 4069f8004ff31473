import Frames
import SimMath

/// Measures the force that the hand really got.
struct ForceMeter: Sendable {
  private let threshold: Double
  private(set) var peak = 0.0
  private(set) var peakTick: UInt64 = 0
  private(set) var peakPlace: VesselCoordinate?
  /// N s.
  private(set) var impulse = 0.0
  private(set) var overTicks: UInt64 = 0
  private(set) var saturatedTicks: UInt64 = 0
  private(set) var firstSaturated: UInt64 = 0
  /// The longest time over the threshold without a break.
  private(set) var longestOver: UInt64 = 0
  private(set) var longestOverTick: UInt64 = 0
  private(set) var longestOverPlace: VesselCoordinate?
  private var over: UInt64 = 0
  private var overStart: UInt64 = 0
  private var overPlace: VesselCoordinate?

  /// Means of 100 ms; the last hundred of them.
  private var bins: [Double] = []
  private var next = 0
  private var binSum = 0.0
  private var binTicks = 0
  /// Largest mean over the window; nil for a session shorter than that.
  private(set) var largestMean: Double?
  private(set) var largestMeanTick: UInt64 = 0

  private static let binLength = 100
  private static let window = Int(ScoringConstants.continuousWindow.value * 10)

  init(threshold: Double) { self.threshold = threshold }

  mutating func add(_ output: StepOutput) {
    let force = Vector3D(output.forceSent).length
    let tick = output.tick.rawValue
    let place = output.contactCount > 0 ? VesselCoordinate(anatomy: output.contactSite) : nil
    if force > peak {
      peak = force
      peakTick = tick
      peakPlace = place
    }
    impulse += force * 0.001
    if output.status.contains(.forceClamped) {
      if saturatedTicks == 0 { firstSaturated = tick }
      saturatedTicks += 1
    }
    addOver(force, tick, place)
    addToBins(force, tick)
  }

  private mutating func addOver(_ force: Double, _ tick: UInt64, _ place: VesselCoordinate?) {
    guard force > threshold else {
      over = 0
      return
    }
    if over == 0 {
      overStart = tick
      overPlace = place
    }
    over += 1
    overTicks += 1
    if over > longestOver {
      longestOver = over
      longestOverTick = overStart
      longestOverPlace = overPlace
    }
  }

  private mutating func addToBins(_ force: Double, _ tick: UInt64) {
    binSum += force
    binTicks += 1
    guard binTicks == Self.binLength else { return }
    let mean = binSum / Double(Self.binLength)
    binSum = 0
    binTicks = 0
    if bins.count < Self.window {
      bins.append(mean)
    } else {
      bins[next] = mean
    }
    next = (next + 1) % Self.window
    guard bins.count == Self.window else { return }
    var sum = 0.0
    for b in bins { sum += b }
    let largest = sum / Double(Self.window)
    if largest > largestMean ?? -1 {
      largestMean = largest
      largestMeanTick = tick
    }
  }
}
