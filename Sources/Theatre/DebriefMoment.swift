import Frames
import Report

/// A line of the debrief with the moment of the session that it speaks of.
struct DebriefMoment: Equatable {
  var tick: Tick
  var text: String
  var cost: String

  /// Time before a moment at which its replay begins, s.
  static let lead = 4.0

  /// Where the replay of the moment begins.
  var start: Tick { Tick(tick.rawValue - min(tick.rawValue, UInt64(Self.lead * Double(Tick.perSecond)))) }
}

extension Debrief {
  /// The lines that can be chosen: priorities first, then losses, as they are shown.
  var moments: [DebriefMoment] {
    priorities.map { DebriefMoment(tick: Tick($0.tick), text: $0.because, cost: $0.cost) }
      + losses.map { DebriefMoment(tick: Tick($0.tick), text: $0.reason, cost: $0.cost) }
  }
}
