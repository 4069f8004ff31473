public import Frames
import SessionLog
import SimMath

/// Steps a log again to look at it.
public struct SnapshotReplay {
  public let stage: Stage
  /// How many ticks the log has.
  public let ticks: UInt64
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

  /// Steps from the first tick and hands on a snapshot after each of the wanted ticks, in order.
  ///
  /// - Parameters:
  ///   - wanted: ascending, each less than `ticks`.
  ///   - goOn: asked now and then; false ends the replay early.
  /// - Throws: what `show` throws; `SessionError.missingTick` at a hole in the log.
  public func play(
    _ wanted: [Tick], goOn: (SessionProgress) -> Bool = { _ in true }, show: (Snapshot) throws -> Void
  ) throws {
    guard let last = wanted.last else { return }
    if last.rawValue >= ticks { throw SessionError.noSuchTick(path: path, tick: last.rawValue, ticks: ticks) }
    let stepper = TissueStepper(scene: scene, workers: workers)
    let maker = SnapshotMaker(stage: stage, stepper: stepper)
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
      let output = stepper.step(input)
      maker.add(output)
      while shown < wanted.count, wanted[shown] == next {
        try show(maker.snapshot(after: output))
        shown += 1
      }
      next = next + 1
    }
  }
}
