/// Chooses the level that holds a frame rate, from how long the frames before took.
///
/// Down at once, up with patience: a window of frames is judged by its slow ones. A level that was too slow is not tried
/// again for a while, and each time it fails again for twice as long, so that the picture does not swing between two.
public struct QualityController: Sendable {
  /// Frames in a window.
  static let window = 12
  /// Parts of the time of a frame: over this a window is too slow, under this there is room for the next finer level.
  static let slow = 1.05
  static let roomy = 0.55
  /// Frames until a finer level is tried after one that failed, at first and at most.
  static let patience = 240
  static let longestPatience = 240 * 32

  /// Finest first; those that may be chosen.
  public let levels: [RenderingLevel]
  public private(set) var index: Int
  public var level: RenderingLevel { levels[index] }
  /// Time that a frame may take, s.
  public let budget: Double
  private var times: [Double] = []
  /// Frames to wait before the next finer level, and how long that was last.
  private var wait = 0
  private var lastWait: [Int: Int] = [:]

  /// - Parameters:
  ///   - framesPerSecond: to be held.
  ///   - quality: that the renderer was made with; finer levels are out of reach.
  ///   - start: the level to begin with, else the finest.
  public init(framesPerSecond: Double, quality: RenderingQuality, start: RenderingLevel? = nil) {
    budget = 1 / framesPerSecond
    let levels = RenderingLevel.ladder.filter { $0.quality <= quality }
    self.levels = levels
    index = start.flatMap { wanted in levels.firstIndex { $0 == wanted } } ?? 0
  }

  /// Takes in how long a frame took to draw, s. True where the level has changed.
  public mutating func add(_ time: Double) -> Bool {
    times.append(time)
    wait = max(0, wait - 1)
    guard times.count >= Self.window else { return false }
    // The second slowest: one hitch is no reason.
    let judged = times.sorted()[Self.window - 2]
    times.removeAll(keepingCapacity: true)
    if judged > Self.slow * budget, index + 1 < levels.count {
      let failed = min(Self.longestPatience, 2 * (lastWait[index] ?? Self.patience / 2))
      lastWait[index] = failed
      wait = failed
      index += 1
      return true
    }
    if judged < Self.roomy * budget, index > 0, wait == 0 {
      index -= 1
      return true
    }
    return false
  }
}
