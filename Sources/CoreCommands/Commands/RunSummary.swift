import Devices
import Frames
import Localisation
import RealTime
public import Session

/// What `systole run` prints.
public struct RunSummary: Equatable, Sendable, Codable {
  public var log: String
  public var session: String
  public var scenario: String
  public var patient: UInt64
  public var device: String
  public var end: String
  public var ticks: UInt64
  /// Length on the wall clock, s.
  public var seconds: Double
  /// The rest only with deadlines.
  public var late: UInt64?
  public var missed: UInt64?
  public var recordsLost: Int?
  public var stalls: UInt64?
  public var wake: LatencySummary?
  public var step: LatencySummary?
  public var scheduler: String?
  public var notes: [String]?
  /// Holes of a recording, and their total and longest length, s; only for recorded poses.
  public var gaps: Int?
  public var gapSeconds: Double?
  public var longestGap: Double?
  /// How often a haptic device was lost; only for one.
  public var hapticLosses: Int?
  /// Only where there could be sound.
  public var sound: SoundSummary?
  /// Only with a window.
  public var view: ViewSummary?

  enum CodingKeys: String, CodingKey {
    case log, session, scenario, patient, device, end, ticks, seconds, late, missed
    case recordsLost = "records_lost"
    case stalls
    case wake = "wake_us"
    case step = "step_us"
    case scheduler, notes, gaps, sound
    case gapSeconds = "gap_s"
    case longestGap = "longest_gap_s"
    case hapticLosses = "haptic_losses"
    case view
  }

  public init(_ result: SessionResult, view: ViewSummary? = nil) {
    self.view = view
    log = result.path
    session = result.header.session
    scenario = result.header.truth.scenario
    patient = result.header.truth.patientSeed
    device = result.header.device.id
    end = result.loop.end.rawValue
    ticks = result.loop.ticks
    seconds = result.seconds
    gaps = result.gaps?.gaps.count
    gapSeconds = result.gaps?.total
    longestGap = result.gaps?.longest
    hapticLosses = result.haptic?.losses
    guard let timing = result.loop.timing else { return }
    late = timing.simulation.lateTicks
    missed = timing.simulation.missedTicks
    recordsLost = timing.recordsLost
    stalls = timing.stalls
    wake = timing.simulation.wake.summary
    step = timing.stepping.summary
    scheduler = timing.scheduling.policy
    notes = timing.scheduling.advice
  }

  /// For people.
  public var text: String {
    var lines = [
      Text.get(
        "cli.run.done",
        [
          "log": log, "end": Text.get("cli.end.\(end)"), "ticks": "\(ticks)",
          "time": NumberText.clock(seconds: Double(ticks) / 1000), "seconds": NumberText.fixed(seconds, decimals: 1),
        ])
    ]
    if let late, let missed, let wake, let step, let scheduler {
      lines.append(
        Text.get(
          "cli.run.timing", ["late": "\(late)", "missed": "\(missed)", "ticks": "\(ticks)", "scheduler": scheduler]))
      lines.append(Self.line("cli.run.step", step))
      lines.append(Self.line("cli.run.wake", wake))
      if let recordsLost, recordsLost > 0 { lines.append(Text.get("cli.run.lost", ["count": "\(recordsLost)"])) }
    }
    if let hapticLosses, hapticLosses > 0 {
      lines.append(Text.get("cli.run.haptic-lost", ["count": "\(hapticLosses)"]))
    }
    if let view {
      lines.append(Text.get("cli.run.view.frames", ["frames": "\(view.frames)", "renderer": view.renderer]))
      lines.append(Self.milliseconds("cli.run.view.frame", view.frame))
      lines.append(Self.milliseconds("cli.run.view.tissue", view.tissue))
      lines.append(Self.milliseconds("cli.run.view.tool", view.tool))
      lines.append(Self.milliseconds("cli.run.view.hand", view.hand))
    }
    if let gaps, let gapSeconds, let longestGap {
      lines.append(
        Text.get(
          gaps == 0 ? "cli.run.no-gaps" : "cli.run.gaps",
          gaps == 0
            ? [:]
            : [
              "count": "\(gaps)", "total": NumberText.fixed(gapSeconds, decimals: 2),
              "longest": NumberText.fixed(longestGap, decimals: 2),
            ]))
    }
    if let sound { lines.append(sound.text) }
    return (lines + (notes ?? [])).joined(separator: "\n")
  }

  private static func milliseconds(_ key: String, _ x: LatencySummary) -> String {
    func ms(_ us: Double) -> String { NumberText.fixed(us / 1000, decimals: 1) }
    return Text.get(key, ["p50": ms(x.p50), "p99": ms(x.p99), "max": ms(x.max)])
  }

  static func line(_ key: String, _ x: LatencySummary) -> String {
    Text.get(
      key,
      [
        "p50": NumberText.fixed(x.p50, decimals: 0), "p99": NumberText.fixed(x.p99, decimals: 0),
        "p99_9": NumberText.fixed(x.p99_9, decimals: 0), "max": NumberText.fixed(x.max, decimals: 0),
      ])
  }
}
