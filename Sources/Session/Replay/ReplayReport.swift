/// What came out of a replay.
public struct ReplayReport: Equatable, Sendable, Codable {
  /// Ticks whose output was compared and the same.
  public var ticks: UInt64
  /// nil: every bit was the same.
  public var divergence: Divergence?
  /// Hash over all replayed outputs, lower-case hexadecimal.
  public var hash: String
  public var workers: Int
  /// Time spent in steps, s of the wall clock.
  public var seconds: Double
  /// The tick from which a state stored in the middle was restored, nil if the replay began at the beginning.
  public var restoredAt: UInt64?
  /// What is wrong with the log itself, one sentence each.
  public var defects: [String]

  public init(
    ticks: UInt64, divergence: Divergence?, hash: String, workers: Int, seconds: Double, restoredAt: UInt64?,
    defects: [String]
  ) {
    self.ticks = ticks
    self.divergence = divergence
    self.hash = hash
    self.workers = workers
    self.seconds = seconds
    self.restoredAt = restoredAt
    self.defects = defects
  }
}
