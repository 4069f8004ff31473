import Devices
import Foundation
public import Frames
public import Localisation
public import RealTime
public import Rendering
import Report
import Scenarios
import SessionLog
public import Session
import Synchronization

/// A session held in a window, from the first picture to the debrief.
///
/// The main thread has the window and its events; a thread of its own draws; another holds the session, whose own threads
/// step, drive the tool and record. They tell each other through values: the simulation waits for none of them.
public enum TheatreRun {
  /// How the window opens.
  public struct Options: Sendable {
    /// Of the inside, in the desktop's units.
    public var width: Int
    public var height: Int
    public var isFullScreen: Bool
    /// Nil for all of it on a graphics card and the least where the processor draws.
    public var quality: RenderingQuality?
    public var language: Language
    /// Where experts' sessions of patients are kept, and the version of Systole that makes them.
    public var expertFolder: String
    public var writer: String

    public init(
      width: Int, height: Int, isFullScreen: Bool, quality: RenderingQuality?, language: Language, expertFolder: String,
      writer: String
    ) {
      self.expertFolder = expertFolder
      self.writer = writer
      self.width = width
      self.height = height
      self.isFullScreen = isFullScreen
      self.quality = quality
      self.language = language
    }
  }

  /// What came of it.
  public struct Outcome: Sendable {
    public var result: SessionResult
    public var score: LogScore
    public var lag: SightLag
    /// The driver, as its maker calls it.
    public var renderer: String
  }

  /// Whether there may be a window system: whether one can be opened is seen when it is.
  public static func hasDisplay(_ environment: [String: String]) -> Bool {
    // GLFW as Debian builds it speaks to X11; a Wayland desktop offers that too.
    environment["DISPLAY"]?.isEmpty == false
  }

  /// Holds a session. On the main thread only, as window systems want it; returns when the window is closed.
  ///
  /// - Parameters:
  ///   - plan: in real time; with the device "mouse", or with another to be watched.
  ///   - outputs: takes every step's output, for example to be heard; see `RealTimeLoop`.
  ///   - goOn: asked ten times a second; false ends the session as aborted and closes the window.
  /// - Throws: `RenderingError` where nothing can be drawn, and what the session could not do.
  public static func hold(
    _ plan: SessionPlan, _ options: Options, outputs: SPSCQueue<StepOutput>? = nil, goOn: @escaping @Sendable () -> Bool
  ) throws -> Outcome {
    var plan = plan
    let control = plan.control ?? StationControl()
    plan.control = control
    let truth = plan.isPractice ? try ScenarioLoader.load(id: plan.scenario).patient(seed: plan.patient ?? 1) : nil
    let (held, lag, renderer) = try open(options, control, goOn) { [plan] board, mailbox in
      if let truth { board.expert.meet(truth) }
      return try run(plan, outputs, mailbox, board, options, goOn)
    }
    return Outcome(result: held.0, score: held.1, lag: lag, renderer: renderer)
  }

  /// Shows the debrief of a recorded session, plays its moments and lets them be tried again with the mouse. On the main
  /// thread only; returns when the window is closed.
  ///
  /// - Parameters: as in `hold`.
  public static func review(
    log: String, writer: String, _ options: Options, outputs: SPSCQueue<StepOutput>? = nil,
    goOn: @escaping @Sendable () -> Bool
  ) throws {
    // What is wrong with the log is said before a window opens.
    let reader = try SessionLogReader(path: log)
    let control = StationControl()
    _ = try open(options, control, goOn) { board, mailbox in
      let score = LogScore.of(reader: reader, log: log)
      let debrief = try debrief(of: score, options.language)
      board.end(debrief)
      let recording = try RecordedSession(reader: reader, path: log)
      board.expert.meet(recording.header.truth)
      var plan = RetryPlan(recording: recording, tick: Tick(0), device: PointerDevice.id, out: log, writer: writer)
      plan.control = control
      let player = try SessionPlayer(recording)
      defer { player.stop() }
      player.prepare(debrief.moments.map(\.start))
      board.open(player)
      try serveRetries(plan, outputs, mailbox, board, goOn)
    }
  }

  /// Opens the window, lets `work` go on a thread of its own, and returns what came of it when the window is closed.
  private static func open<T: Sendable>(
    _ options: Options, _ control: StationControl, _ goOn: @escaping @Sendable () -> Bool,
    _ work: @escaping @Sendable (Board, InputMailbox) throws -> T
  ) throws -> (T, lag: SightLag, renderer: String) {
    let texts = try Catalogue(language: options.language)
    let expert = ExpertGuide(folder: options.expertFolder, writer: options.writer)
    let board = Board(expert: expert)
    defer { expert.stop() }
    let mailbox = InputMailbox()
    let window = try Window(
      title: texts.text("theatre.title"), width: options.width, height: options.height,
      fullScreen: options.isFullScreen)
    let controls = Controls(window: window, board: board, mailbox: mailbox, control: control)
    board.resize(window.pixels)

    let surface = window.surface
    let refreshRate = window.refreshRate
    let drawn = Mutex<(lag: SightLag, renderer: String)?>(nil)
    let painting = try NativeThread(name: "render") {
      do throws(RenderingError) {
        let loop = try RenderLoop(
          surface, board: board, mailbox: mailbox, texts: texts, refreshRate: refreshRate, quality: options.quality)
        defer { drawn.withLock { $0 = (loop.lag, loop.driver) } }
        try loop.run()
      } catch { board.fail(error) }
    }
    let done = Mutex<Result<T, any Error>?>(nil)
    let session: NativeThread
    do {
      session = try NativeThread(name: "session", stackSize: 16 << 20) {
        let outcome = Result { try work(board, mailbox) }
        done.withLock { $0 = outcome }
        if case .failure = outcome { board.close() }
      }
    } catch {
      board.close()
      painting.join()
      throw error
    }
    while !board.isClosing {
      window.handleEvents(waiting: 0.01)
      if window.pixels != board.glance.pixels { board.resize(window.pixels) }
      controls.publish()
      if window.isClosing || !goOn() { board.close() }
    }
    session.join()
    painting.join()
    withExtendedLifetime(controls) {}
    if let failure = board.failure { throw failure }
    guard let outcome = done.withLock({ $0 }) else { preconditionFailure("the session's thread has ended") }
    let seen = drawn.withLock { $0 }
    return (try outcome.get(), lag: seen?.lag ?? SightLag(), renderer: seen?.renderer ?? "")
  }

  /// The session's thread: runs, scores, puts the debrief on the screen, and lets steps be tried again.
  private static func run(
    _ plan: SessionPlan, _ outputs: SPSCQueue<StepOutput>?, _ mailbox: InputMailbox, _ board: Board, _ options: Options,
    _ goOn: @Sendable () -> Bool
  ) throws -> (SessionResult, LogScore) {
    let window = SessionWindow(input: mailbox) { board.begin($0) }
    let result = try SessionRunner.run(plan, outputs: outputs, window: window) { _ in !board.isClosing && goOn() }
    board.end(nil)
    let reader = try SessionLogReader(path: result.path)
    let score = LogScore.of(reader: reader, log: result.path)
    let debrief = try debrief(of: score, options.language)
    board.end(debrief)
    guard !board.isClosing, goOn() else { return (result, score) }
    // A log of which nothing can be stepped has a debrief all the same.
    guard let recording = try? RecordedSession(reader: reader, path: result.path) else { return (result, score) }
    board.expert.meet(result.header.truth)
    let player = try SessionPlayer(recording, workers: plan.workers)
    defer { player.stop() }
    player.prepare(debrief.moments.map(\.start))
    board.open(player)
    let device = result.header.device.deviceClass == "haptic" ? plan.device : PointerDevice.id
    let retry = RetryPlan(
      recording: recording, tick: Tick(0), device: device, threadOptions: plan.threadOptions, workers: plan.workers,
      out: result.path, writer: plan.writer)
    try serveRetries(retry, outputs, mailbox, board, goOn)
    return (result, score)
  }

  private static func debrief(of score: LogScore, _ language: Language) throws -> Debrief {
    try Debrief(scorecard: score.card, rubric: score.header.rubric, truth: score.header.truth, language: language)
  }

  /// Lets steps be tried again until the window closes.
  ///
  /// - Parameter first: all but the moment; its `out` is the recorded log, beside which the practice runs are kept.
  private static func serveRetries(
    _ first: RetryPlan, _ outputs: SPSCQueue<StepOutput>?, _ mailbox: InputMailbox, _ board: Board,
    _ goOn: @Sendable () -> Bool
  ) throws {
    let window = SessionWindow(input: mailbox) { board.begin($0) }
    while !board.isClosing, goOn() {
      guard let tick = board.takeRetry() else {
        MonotonicClock.sleep(for: 20_000_000)
        continue
      }
      var plan = first
      plan.tick = tick
      plan.out = practicePath(beside: first.out)
      do {
        let result = try SessionRunner.retry(plan, outputs: outputs, window: window) { _ in !board.isClosing && goOn() }
        board.returnToDebrief(saying: .kept(URL(fileURLWithPath: result.path).lastPathComponent))
      } catch {
        board.returnToDebrief(saying: .failed("\(error)"))
      }
    }
  }

  /// The first name that is free.
  private static func practicePath(beside log: String) -> String {
    let stem = log.hasSuffix(".mcap") ? String(log.dropLast(5)) : log
    return (1...).lazy.map { "\(stem)-practice-\($0).mcap" }.first { !FileManager.default.fileExists(atPath: $0) }!
  }
}
