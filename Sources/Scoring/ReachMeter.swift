import Frames
import SimMath

/// Cuts the movement into contact-free reaches and takes the smoothness of each. Presses and rolls are left out:
/// smoothness means nothing there.
struct ReachMeter: Sendable {
  private(set) var sparc: [Double] = []
  private(set) var ldlj: [Double] = []
  private var previous: Vector3D?
  private var ticks = 0
  private var speeds: [Double] = []
  private var reaching = false
  private var tooLong = false

  private static let rate = 100.0
  private static let ticksPerSample = 10
  private static let longest = Int(ScoringConstants.reachLongest.value * rate)
  private static let shortest = Int(ScoringConstants.reachShortest.value * rate)

  mutating func add(_ output: StepOutput) {
    guard output.contactCount == 0 else {
      end()
      previous = nil
      return
    }
    let p = Vector3D(output.toolPose.position)
    guard let start = previous else {
      previous = p
      ticks = 0
      return
    }
    ticks += 1
    guard ticks == Self.ticksPerSample else { return }
    ticks = 0
    previous = p
    let speed = (p - start).length * Self.rate
    if reaching {
      if speed < ScoringConstants.reachEnd.value {
        end()
      } else if speeds.count < Self.longest {
        speeds.append(speed)
      } else {
        tooLong = true
      }
    } else if speed > ScoringConstants.reachStart.value {
      reaching = true
      speeds.append(speed)
    }
  }

  /// A pause or another tool: the reach is cut and does not count.
  mutating func interrupt() {
    tooLong = true
    end()
    previous = nil
  }

  private mutating func end() {
    if reaching, !tooLong, speeds.count >= Self.shortest,
      speeds.contains(where: { $0 >= ScoringConstants.reachPeak.value }),
      let s = Smoothness.sparc(speed: speeds, rate: Self.rate),
      let j = Smoothness.logDimensionlessJerk(speed: speeds, rate: Self.rate)
    {
      sparc.append(s)
      ldlj.append(j)
    }
    speeds.removeAll(keepingCapacity: true)
    reaching = false
    tooLong = false
  }

  func ended() -> ReachMeter {
    var copy = self
    copy.end()
    return copy
  }

  /// The middle value, or the mean of the two in the middle; nil of nothing.
  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let s = values.sorted()
    let m = s.count / 2
    return s.count % 2 == 1 ? s[m] : 0.5 * (s[m - 1] + s[m])
  }
}
