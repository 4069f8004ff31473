public import RealTime

/// How much later things are seen than they are simulated and felt.
public struct SightLag: Sendable {
  /// From the end of a step to the end of the drawing of the picture that shows it, ns: of the tissue, and of the tool.
  public private(set) var tissue = LatencyHistogram()
  public private(set) var tool = LatencyHistogram()
  /// From one picture to the next, ns.
  public private(set) var frame = LatencyHistogram()
  /// From a move of mouse or stick to the end of the drawing of the first picture after the tool had it, ns.
  public private(set) var hand = LatencyHistogram()
  /// The latest of each, ms.
  private(set) var latest = (tissue: 0.0, tool: 0.0, frame: 0.0)
  private var last: UInt64 = 0

  /// What people begin to notice, ms.
  static let budget = 15.0

  init() {}

  /// Takes in a picture that was drawn at `now`, with the moments that it shows; all ns of `MonotonicClock`.
  mutating func add(tissueTime: UInt64, toolTime: UInt64, now: UInt64) {
    let (a, b) = (now - min(now, tissueTime), now - min(now, toolTime))
    tissue.record(a)
    tool.record(b)
    if last > 0 { frame.record(now - last) }
    latest = (Double(a) / 1e6, Double(b) / 1e6, last > 0 ? Double(now - last) / 1e6 : 0)
    last = now
  }

  /// The next picture is not the one after the last: nothing was measured between.
  mutating func interrupt() { last = 0 }

  /// Takes in that a person's move is seen, ns after it was made.
  mutating func add(hand length: UInt64) { hand.record(length) }
}
