import Frames
import RealTime
import Rendering
import Report
import Scenarios
import Session
import Synchronization

/// What main thread, render thread and session thread tell each other: who looks at what, and how far things are. None
/// of the threads with deadlines comes here.
final class Board: Sendable {
  /// How far the session is.
  enum Phase: Sendable {
    case preparing
    case live(LiveSession)
    /// Over; the debrief comes when the log has been scored.
    case ended(Debrief?)
  }

  /// A look at it.
  struct Glance: Sendable {
    var phase = Phase.preparing
    /// Size of the picture, pixels.
    var pixels = SIMD2(1280, 720)
    var view = ViewKind.surgeon
    var showsHelp = false
    var showsLag = false
    /// Finishing was asked for once, ns; 0 if not.
    var finishAsked: UInt64 = 0
    var step = 0
    /// Force that the wheel has set, N; nil where no mouse drives the tool.
    var force: Float?
    /// First row of the debrief that is shown.
    var scroll: Float = 0
    // What the render thread has seen of the session.
    var tool = Tool.palpationProbe
    var frozen: Set<UltrasoundView> = []

    var session: LiveSession? { if case .live(let session) = phase { session } else { nil } }
    var showsDebrief: Bool { if case .ended(.some) = phase { true } else { false } }
    var hasEnded: Bool { if case .ended = phase { true } else { false } }
    /// The first view that was not yet frozen.
    var nextView: UltrasoundView? { UltrasoundView.allCases.first { !frozen.contains($0) } }
    var asksToFinish: Bool { finishAsked > 0 && MonotonicClock.now() - finishAsked < Board.finishPatience }
  }

  /// Time in which finishing must be confirmed, ns.
  static let finishPatience: UInt64 = 6_000_000_000
  static let views: [ViewKind] = [.surgeon, .loupe, .assistant]

  private let state = Mutex(Glance())
  private let closing = Atomic<Bool>(false)
  private let failures = Mutex<RenderingError?>(nil)

  var glance: Glance { state.withLock { $0 } }

  // MARK: The person's wishes

  func toggleHelp() { state.withLock { $0.showsHelp.toggle() } }
  func toggleLag() { state.withLock { $0.showsLag.toggle() } }
  func nextView() {
    state.withLock { s in
      let i = Self.views.firstIndex(of: s.view) ?? 0
      s.view = Self.views[(i + 1) % Self.views.count]
    }
  }
  func nextStep() {
    state.withLock { s in
      if let count = s.session?.scenario.steps.count, count > 0 { s.step = (s.step + 1) % count }
    }
  }
  func scroll(by rows: Float) { state.withLock { $0.scroll = max(0, $0.scroll + rows) } }
  func note(force: Float) { state.withLock { $0.force = force } }
  func resize(_ pixels: SIMD2<Int>) { state.withLock { $0.pixels = pixels } }

  /// The first time asks, the second time within the patience says true.
  func confirmFinish() -> Bool {
    state.withLock { s in
      if s.asksToFinish {
        s.finishAsked = 0
        return true
      }
      s.finishAsked = MonotonicClock.now()
      return false
    }
  }

  /// Takes the question back; false if none was asked.
  func withdrawFinish() -> Bool {
    state.withLock { s in
      defer { s.finishAsked = 0 }
      return s.asksToFinish
    }
  }

  // MARK: How far it is

  func begin(_ session: LiveSession) {
    state.withLock { $0.phase = .live(session) }
    WindowSurface.wake()
  }

  func end(_ debrief: Debrief?) {
    state.withLock { $0.phase = .ended(debrief) }
    WindowSurface.wake()
  }

  /// What came of an act, as the render thread sees it.
  func note(_ event: Event) {
    state.withLock { s in
      switch event.kind {
      case .toolTaken:
        s.tool = Tool(rawValue: event.argument) ?? s.tool
        // The step that goes with the tool; the person may turn the page.
        let id = s.tool == .ultrasoundProbe ? "scan" : "palpate"
        if let i = s.session?.scenario.steps.firstIndex(where: { $0.id == id }) { s.step = i }
      case .viewFrozen: if let view = UltrasoundView(rawValue: event.argument) { s.frozen.insert(view) }
      default: break
      }
    }
  }

  var isClosing: Bool { closing.load(ordering: .acquiring) }
  func close() {
    closing.store(true, ordering: .releasing)
    WindowSurface.wake()
  }

  var failure: RenderingError? { failures.withLock { $0 } }
  func fail(_ error: RenderingError) {
    failures.withLock { $0 = error }
    close()
  }
}
