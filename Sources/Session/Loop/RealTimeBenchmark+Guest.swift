public import RealTime

extension RealTimeBenchmark {
  /// Something that works beside the loop in every second window of the run, to see whether the loop feels it.
  public struct Guest: Sendable {
    /// Takes up the session, before its first tick; returns when it is ready to work.
    public var begin: @Sendable (LiveSession) -> Void
    /// Works from now on, or rests.
    public var work: @Sendable (Bool) -> Void

    public init(begin: @escaping @Sendable (LiveSession) -> Void, work: @escaping @Sendable (Bool) -> Void) {
      self.begin = begin
      self.work = work
    }
  }

  /// The loop with the guest at work and at rest, in windows that took turns.
  public struct GuestResult: Equatable, Sendable, Codable {
    /// The windows of one kind, together.
    public struct Part: Equatable, Sendable, Codable {
      public var ticks: Int
      /// See `PeriodicSchedule`.
      public var late: Int
      public var wake: LatencySummary
      public var step: LatencySummary

      enum CodingKeys: String, CodingKey {
        case ticks, late
        case wake = "wake_us"
        case step = "step_us"
      }
    }

    public var with: Part
    public var without: Part
    /// With by without, over pairs of neighbouring windows.
    public var stepMedianRatio: Ratio
    public var stepRatio: Ratio
    public var wakeRatio: Ratio

    enum CodingKeys: String, CodingKey {
      case with, without
      case stepMedianRatio = "step_p50_ratio"
      case stepRatio = "step_p99_ratio"
      case wakeRatio = "wake_p99_ratio"
    }
  }

  /// Length of a window with or without the guest, and of its beginning that is left out, ticks.
  static let turn = 2000
  static let settling = 250

  /// The guest works in every window of odd number.
  static func isWorking(at tick: UInt64) -> Bool { tick / UInt64(turn) % 2 == 1 }

  /// Compares the windows; nil without a whole pair of them.
  ///
  /// - Parameters:
  ///   - wakes: latencies in the order of the ticks, ns.
  ///   - steps: their steps, ns.
  ///   - missed: ticks that were left out before each.
  ///   - period: from tick to tick, ns.
  static func compare(_ wakes: [UInt32], _ steps: [UInt32], missed: [UInt32], period: UInt64) -> GuestResult? {
    /// Begun later than half a period, or so long that the next was left out other than by waking late itself.
    func isLate(_ i: Int) -> Bool {
      let half = UInt32(period / 2)
      guard wakes[i] <= half else { return true }
      guard i + 1 < wakes.count else { return false }
      return missed[i + 1] > (wakes[i + 1] > half ? wakes[i + 1] / UInt32(period) : 0)
    }
    let pairs = min(wakes.count, steps.count) / (2 * turn)
    guard pairs > 0 else { return nil }
    var sums = [(late: Int, wake: LatencyHistogram, step: LatencyHistogram)](
      repeating: (0, LatencyHistogram(), LatencyHistogram()), count: 2)
    var ratios: [[Double]] = [[], [], []]
    for pair in 0..<pairs {
      var figures: [[Double]] = []
      for kind in 0...1 {
        let first = (2 * pair + kind) * turn
        let range = first + settling..<first + turn
        for i in range {
          sums[kind].wake.record(UInt64(wakes[i]))
          sums[kind].step.record(UInt64(steps[i]))
          if isLate(i) { sums[kind].late += 1 }
        }
        let (w, s) = (wakes[range].sorted(), steps[range].sorted())
        figures.append([Double(s[s.count / 2]), percentile99(s), percentile99(w)])
      }
      for i in ratios.indices { ratios[i].append(figures[1][i] / max(1, figures[0][i])) }
    }
    let parts = sums.map {
      GuestResult.Part(ticks: Int($0.wake.count), late: $0.late, wake: $0.wake.summary, step: $0.step.summary)
    }
    let (median, step, wake) = (Ratio(of: ratios[0]), Ratio(of: ratios[1]), Ratio(of: ratios[2]))
    return GuestResult(
      with: parts[1], without: parts[0], stepMedianRatio: median, stepRatio: step, wakeRatio: wake)
  }
}
