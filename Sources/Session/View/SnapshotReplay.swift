public import Frames
import SessionLog
import SimMath

/// Steps a log again to look at it.
public struct SnapshotReplay {
  public let stage: Stage
  /// How many ticks the log has.
  public let ticks: UInt64
  /// The log's first record.
  public var header: SessionHeader { reader.header }
  private let scene: Scene
  private let reader: SessionLogReader
  private let path: String
  private let workers: Int

  /// Builds the scene of the log; takes a second or so.
  ///
  /// - Throws: `SessionLogError`, `SessionError`, or what the scene could not do.
  public init(log path: String, workers: Int = 1) throws {
    reader = try SessionLogReader(path: path)
    guard let range = reader.tickRange else { throw SessionError.emptyLog(path: path) }
    scene = try Scene(of: reader.header, log: path)
    stage = Stage(scene)
    ticks = range.upperBound.rawValue + 1
    self.path = path
    self.workers = workers
  }

  /// Hands on a snapshot after each of the wanted ticks, in order.
  ///
  /// Begins at the last state that was saved before the first of them; ink and pallor up to there are as recorded. A log
  /// without such a state, or with one that this version cannot read, is stepped from its first tick.
  ///
  /// - Parameters:
  ///   - wanted: ascending, each less than `ticks`.
  ///   - goOn: asked now and then; false ends the replay early.
  ///   - heard: takes what every tick gave out, before the snapshot after it.
  /// - Throws: what `show` throws; `SessionError.missingTick` at a hole in the log.
  public func play(
    _ wanted: [Tick], goOn: (SessionProgress) -> Bool = { _ in true }, heard: (StepOutput) throws -> Void = { _ in },
    show: (Snapshot) throws -> Void
  ) throws {
    guard let last = wanted.last else { return }
    if last.rawValue >= ticks { throw SessionError.noSuchTick(path: path, tick: last.rawValue, ticks: ticks) }
    let stepper = TissueStepper(scene: scene, workers: workers)
    let maker = SnapshotMaker(stage: stage, stepper: stepper)
    let first = wanted[0]
    let saved = first > Tick(0) ? reader.state(atOrBefore: Tick(first.rawValue - 1)) : nil
    let start = saved.flatMap { state in (try? stepper.restore(state.bytes)).map { state.tick + 1 } } ?? Tick(0)
    var next = Tick(0)
    var shown = 0
    var stopped = false
    try reader.forEachTick { entry in
      guard !stopped, next <= last else { return }
      guard goOn(SessionProgress(ticks: next.rawValue, limit: last.rawValue + 1)) else {
        stopped = true
        return
      }
      guard entry.tick == next, let input = entry.input else {
        throw SessionError.missingTick(path: path, tick: next.rawValue)
      }
      guard next >= start else {
        guard let output = entry.output else { throw SessionError.missingTick(path: path, tick: next.rawValue) }
        maker.add(output)
        try heard(output)
        next = next + 1
        return
      }
      let output = stepper.step(input)
      maker.add(output)
      try heard(output)
      while shown < wanted.count, wanted[shown] == next {
        try show(maker.snapshot(after: output))
        shown += 1
      }
      next = next + 1
    }
  }
}
