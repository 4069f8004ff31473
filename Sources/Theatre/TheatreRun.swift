import Devices
import Foundation
public import Frames
public import Localisation
public import RealTime
public import Rendering
import Report
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

    public init(width: Int, height: Int, isFullScreen: Bool, quality: RenderingQuality?, language: Language) {
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
    let texts = try Catalogue(language: options.language)
    let board = Board()
    let mailbox = InputMailbox()
    let window = try Window(
      title: texts.text("theatre.title"), width: options.width, height: options.height,
      fullScreen: options.isFullScreen)
    let controls = Controls(window: window, board: board, mailbox: mailbox, drivesTool: plan.device == PointerDevice.id)
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
    let held = Mutex<Result<(SessionResult, LogScore), any Error>?>(nil)
    let session: NativeThread
    do {
      session = try NativeThread(name: "session", stackSize: 16 << 20) {
        let outcome = Result { try run(plan, outputs, mailbox, board, options.language, goOn) }
        held.withLock { $0 = outcome }
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
    guard let outcome = held.withLock({ $0 }) else { preconditionFailure("the session's thread has ended") }
    let (result, score) = try outcome.get()
    let seen = drawn.withLock { $0 }
    return Outcome(result: result, score: score, lag: seen?.lag ?? SightLag(), renderer: seen?.renderer ?? "")
  }

  /// The session's thread: runs, scores, and puts the debrief on the screen.
  private static func run(
    _ plan: SessionPlan, _ outputs: SPSCQueue<StepOutput>?, _ mailbox: InputMailbox, _ board: Board, _ language: Language,
    _ goOn: @Sendable () -> Bool
  ) throws -> (SessionResult, LogScore) {
    let window = SessionWindow(input: mailbox) { board.begin($0) }
    let result = try SessionRunner.run(plan, outputs: outputs, window: window) { _ in !board.isClosing && goOn() }
    board.end(nil)
    let score = try LogScore.of(log: result.path)
    let debrief = try Debrief(
      scorecard: score.card, rubric: score.header.rubric, truth: score.header.truth, language: language)
    board.end(debrief)
    return (result, score)
  }
}
