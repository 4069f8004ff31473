public import Frames
public import Scoring

/// Feeds records to a scoring fold in memory, without a log.
public final class ScoreSink: RecordSink {
  private var fold: ScoringFold
  private var pending: InputFrame?
  private var end: SessionEnd?

  public init(header: SessionHeader) { fold = ScoringFold(header: header) }

  public func write(_ record: TickRecord) {
    switch record {
    case .input(let input):
      if let pending { fold.add(input: pending, output: nil) }
      pending = input
    case .output(let output):
      guard let input = pending else { return }
      fold.add(input: input, output: output)
      pending = nil
    case .timing: break
    }
  }

  public func flush() {}

  public func close(_ end: SessionEnd) {
    if let pending { fold.add(input: pending, output: nil) }
    pending = nil
    self.end = end
  }

  /// The card so far; unscorable until `close`.
  ///
  /// - Parameter logHash: copied to the card.
  public func scorecard(logHash: String) -> Scorecard { fold.finish(end: end, logHash: logHash) }
}
