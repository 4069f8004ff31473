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
    /// A moment of it is looked at again.
    case replaying(SessionPlayer)
  }

  /// What became of a practice run.
  enum Note: Equatable, Sendable {
    /// The name of its log.
    case kept(String)
    /// Why it could not be.
    case failed(String)
  }

  /// A look at it.
  struct Glance: Sendable {
    var phase = Phase.preparing
    /// Size of the picture, pixels.
    var pixels = SIMD2(1280, 720)
    var view = ViewKind.surgeon
    var showsHelp = false
    var showsLag = false
    /// The other side's view is in the picture.
    var showsInset = false
    /// Finishing was asked for once, ns; 0 if not.
    var finishAsked: UInt64 = 0
    var step = 0
    /// Force that the wheel has set, N; nil where no mouse drives the tool.
    var force: Float?
    /// The chosen line of the debrief.
    var selection = 0
    /// Kept while a moment is looked at or tried again.
    var debrief: Debrief?
    /// The session that was held, when it is ready to be looked at.
    var player: SessionPlayer?
    /// What the replay was opened for.
    var focus: DebriefMoment?
    var showsGhost = false
    /// When the expert was wanted in what is assessed, ns; nil if never.
    var ghostRefused: UInt64?
    /// A sentence about what was just done, beside the debrief.
    var note: Note?
    /// Where things that can be clicked were drawn.
    var layout = HudLayout()
    // What the render thread has seen of the session.
    var tool = Tool.palpationProbe
    var frozen: Set<UltrasoundView> = []

    var session: LiveSession? { if case .live(let session) = phase { session } else { nil } }
    var showsDebrief: Bool { if case .ended(.some) = phase { true } else { false } }
    var hasEnded: Bool { if case .ended = phase { true } else { false } }
    var replay: SessionPlayer? { if case .replaying(let player) = phase { player } else { nil } }
    /// The expert may be shown: nothing is being assessed.
    var allowsGhost: Bool { replay != nil || session?.isPractice == true }
    /// The first view that was not yet frozen.
    var nextView: UltrasoundView? { UltrasoundView.allCases.first { !frozen.contains($0) } }
    var asksToFinish: Bool { finishAsked > 0 && MonotonicClock.now() - finishAsked < Board.finishPatience }
  }

  /// Time in which finishing must be confirmed, ns.
  static let finishPatience: UInt64 = 6_000_000_000
  static let views: [ViewKind] = [.surgeon, .loupe, .assistant]

  private let state = Mutex(Glance())
  private let retries = Mutex<Tick?>(nil)
  let expert: ExpertGuide
  private let closing = Atomic<Bool>(false)
  private let failures = Mutex<RenderingError?>(nil)

  init(expert: ExpertGuide) { self.expert = expert }

  var glance: Glance { state.withLock { $0 } }

  /// Changes what is looked at.
  @discardableResult func change<T: Sendable>(_ body: (inout Glance) -> T) -> T { state.withLock { body(&$0) } }

  /// The session's thread asks what is to be tried again, once.
  func takeRetry() -> Tick? { retries.withLock { $0.take() } }
  func wish(retry tick: Tick) { retries.withLock { $0 = tick } }

  // MARK: The person's wishes

  func toggleHelp() { state.withLock { $0.showsHelp.toggle() } }
  func toggleLag() { state.withLock { $0.showsLag.toggle() } }
  func toggleInset() { state.withLock { $0.showsInset.toggle() } }
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
  /// Shows the expert's tool, or no longer. In a session that is assessed it would help, so it is refused.
  func toggleGhost() {
    let isWanted = state.withLock { s in
      guard s.allowsGhost else {
        s.ghostRefused = s.session == nil ? nil : MonotonicClock.now()
        return false
      }
      s.showsGhost.toggle()
      return s.showsGhost
    }
    if isWanted { expert.want() }
  }
  func note(force: Float?) { state.withLock { $0.force = force } }
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
    state.withLock { s in
      s.phase = .live(session)
      s.finishAsked = 0
      s.frozen = []
      for event in session.past { s.note(event) }
    }
    WindowSurface.wake()
  }

  func end(_ debrief: Debrief?) {
    state.withLock { s in
      s.phase = .ended(debrief)
      s.debrief = debrief
    }
    WindowSurface.wake()
  }

  /// The session that was held can be looked at from now on.
  func open(_ player: SessionPlayer) {
    state.withLock { $0.player = player }
    WindowSurface.wake()
  }

  /// A practice run is over, or could not begin.
  func returnToDebrief(saying note: Note) {
    state.withLock { s in
      s.phase = .ended(s.debrief)
      s.note = note
    }
    WindowSurface.wake()
  }

  func note(_ layout: HudLayout) { state.withLock { $0.layout = layout } }

  /// What came of an act, as the render thread sees it.
  func note(_ event: Event) {
    state.withLock { $0.note(event) }
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

extension Board.Glance {
  fileprivate mutating func note(_ event: Event) {
    switch event.kind {
    case .toolTaken:
      tool = Tool(rawValue: event.argument) ?? tool
      // The step that goes with the tool; the person may turn the page.
      let id = tool == .ultrasoundProbe ? "scan" : "palpate"
      if let i = session?.scenario.steps.firstIndex(where: { $0.id == id }) { step = i }
    case .viewFrozen: if let view = UltrasoundView(rawValue: event.argument) { frozen.insert(view) }
    default: break
    }
  }
}
