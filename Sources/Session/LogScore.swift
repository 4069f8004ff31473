public import Frames
public import Scoring
public import SessionLog

/// A scored log.
public struct LogScore: Sendable {
  /// Path of the log.
  public var log: String
  public var header: SessionHeader
  public var card: Scorecard
  /// What is wrong with the log; the card is then unscorable and says so.
  public var defects: [String]
  /// What was sewn; nil where there was nothing to sew.
  public var stitches: [Stitch]?
  /// Ticks in which a thread broke.
  public var threadBreaks: [UInt64] = []
  /// Activations of cautery, in the order in which they ended.
  public var burns: [CauteryBurn] = []

  /// Reads and scores a log. The same bytes give the same card.
  public static func of(log path: String) throws -> LogScore {
    of(reader: try SessionLogReader(path: path), log: path)
  }

  /// Scores a log that has been read.
  public static func of(reader: SessionLogReader, log path: String) -> LogScore {
    var fold = ScoringFold(header: reader.header)
    for defect in reader.defects { fold.noteDefect(defect.description) }
    var stitches = StitchList(reader.header.truth)
    var burns: [CauteryBurn] = []
    var threadBreaks: [UInt64] = []
    reader.forEachTick { entry in
      if let output = entry.output {
        stitches?.add(output)
        for i in 0..<Int(output.eventCount) {
          if output.events[i].kind == .threadBroke { threadBreaks.append(output.tick.rawValue) }
          if let burn = output.burn(of: output.events[i]) { burns.append(burn) }
        }
      }
      if let input = entry.input { fold.add(input: input, output: entry.output) }
    }
    return LogScore(
      log: path, header: reader.header, card: fold.finish(end: reader.end, logHash: reader.sha256),
      defects: reader.defects.map(\.description), stitches: stitches?.stitches, threadBreaks: threadBreaks,
      burns: burns)
  }
}
