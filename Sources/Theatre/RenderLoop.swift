import Devices
import Foundation
import Frames
import Localisation
import RealTime
import Rendering
import Scenarios
import Session

/// Draws the running session until the window closes. Lives on the render thread: every call of OpenGL happens here.
final class RenderLoop {
  private let board: Board
  private let mailbox: InputMailbox
  private let texts: Catalogue
  private let refreshRate: Int
  private let wantedQuality: RenderingQuality?
  private let context: WindowContext
  private let painter: OverlayPainter
  private let canvas: OverlayCanvas
  private var show: Show?
  private(set) var lag = SightLag()
  /// The oldest move that is not yet seen.
  private var pending: InputReceipt?

  /// One session on the screen.
  private struct Show {
    var renderer: Renderer
    var scene: LiveScene
    var beat: HeartBeat
    var hud: HudModel
    var message: (text: String, until: UInt64)?
    var pausedTicks: UInt64 = 0
    var lastTick: UInt64 = 0
    var hasFrame = false
  }

  init(
    _ surface: WindowSurface, board: Board, mailbox: InputMailbox, texts: Catalogue, refreshRate: Int, quality: RenderingQuality?
  ) throws(RenderingError) {
    self.board = board
    self.mailbox = mailbox
    self.texts = texts
    self.refreshRate = refreshRate
    wantedQuality = quality
    context = WindowContext(surface)
    painter = try OverlayPainter(context: context)
    canvas = OverlayCanvas(lettering: try Lettering())
  }

  /// The driver, as its maker calls it.
  var driver: String { context.renderer }

  /// What is drawn where nobody chose: all of it on a graphics card, the least where the processor draws.
  var quality: RenderingQuality { wantedQuality ?? (Driver.isSoftware(context.renderer) ? .low : .high) }

  func run() throws(RenderingError) {
    let period = 1_000_000_000 / UInt64(max(1, refreshRate))
    var next = MonotonicClock.now()
    while !board.isClosing {
      try drawFrame()
      // The display paces the swap where it can; elsewhere the clock does.
      let now = MonotonicClock.now()
      if board.glance.hasEnded {
        // Nothing moves any more, and the score is being made.
        MonotonicClock.sleep(for: 100_000_000)
        next = MonotonicClock.now()
        continue
      }
      next += period
      if now < next { MonotonicClock.sleep(until: next) } else { next = now }
    }
  }

  private func drawFrame() throws(RenderingError) {
    let glance = board.glance
    let (w, h) = (min(16_384, max(16, glance.pixels.x)), min(16_384, max(16, glance.pixels.y)))
    if let session = glance.session, show == nil {
      preparing(w, h)
      show = try makeShow(session, w, h)
    }
    guard show != nil else { return preparing(w, h) }
    try drawSession(glance, w, h)
  }

  private func preparing(_ w: Int, _ h: Int) {
    canvas.begin(width: w, height: h)
    Hud(texts, on: canvas).drawPreparing()
    painter.draw(canvas, over: SIMD3(0.03, 0.05, 0.055))
    context.show()
  }

  private func makeShow(_ session: LiveSession, _ w: Int, _ h: Int) throws(RenderingError) -> Show {
    var hud = HudModel(session.scenario, limit: session.limit)
    hud.renderer = "\(context.renderer), \(quality.rawValue)"
    return Show(
      renderer: try Renderer(context: context, stage: session.stage, width: w, height: h, quality: quality),
      scene: LiveScene(session), beat: HeartBeat(session.scenario), hud: hud)
  }

  private func drawSession(_ glance: Board.Glance, _ w: Int, _ h: Int) throws(RenderingError) {
    guard var show else { return }
    defer { self.show = show }
    try show.renderer.resize(width: w, height: h)
    let frame = show.scene.frame(at: MonotonicClock.now())
    for event in show.scene.events { take(event, &show) }
    if let frame {
      update(&show, frame, glance)
      var snapshot = frame.snapshot
      if glance.hasEnded || glance.showsHelp { snapshot.image.width = 0 }
      try show.renderer.submit(snapshot)
      try show.renderer.draw(glance.view)
      show.hasFrame = true
    }
    guard show.hasFrame else { return preparing(w, h) }
    canvas.begin(width: w, height: h)
    let hud = Hud(texts, on: canvas)
    if case .ended(let debrief) = glance.phase {
      hud.draw(debrief, scroll: glance.scroll)
    } else {
      hud.draw(show.hud)
    }
    try show.renderer.draw(canvas, with: painter)
    show.renderer.present()
    context.show()
    // Until here the driver may only have taken notes.
    Driver.finish()
    if let frame, !glance.hasEnded, !show.hud.isPaused { measure(frame) } else { lag.interrupt() }
  }

  private func measure(_ frame: LiveScene.Frame) {
    let now = MonotonicClock.now()
    lag.add(tissueTime: frame.tissueTime, toolTime: frame.toolTime, now: now)
    while let receipt = pending ?? mailbox.receipts.pop() {
      // The step after it was taken in has it, and has ended two milliseconds later.
      guard receipt.taken + 2_000_000 <= frame.toolTime else {
        pending = receipt
        return
      }
      pending = nil
      lag.add(hand: now - min(now, receipt.time))
    }
  }

  private func update(_ show: inout Show, _ frame: LiveScene.Frame, _ glance: Board.Glance) {
    let output = frame.output
    let tick = output.tick.rawValue
    show.hud.isPaused = output.status.contains(.paused)
    if show.hud.isPaused, tick > show.lastTick { show.pausedTicks += tick - show.lastTick }
    show.lastTick = tick
    show.hud.elapsed = Double(tick - min(tick, show.pausedTicks)) / Double(Tick.perSecond)
    show.hud.tool = output.tool
    show.hud.force = output.normalForce
    show.hud.wantedForce = glance.force
    show.hud.step = glance.step
    show.hud.frozen = glance.frozen
    show.hud.showsHelp = glance.showsHelp
    show.hud.asksToFinish = glance.asksToFinish
    show.hud.lag = glance.showsLag ? lag : nil
    show.hud.lesionMarks = frame.snapshot.marks.count { $0.kind == .lesion }
    if frame.snapshot.marks.contains(where: { $0.kind == .site }) {
      show.hud.decision = .site
    } else if show.hud.decision == .site {
      show.hud.decision = .none
    }
    for moment in show.scene.pulse {
      show.hud.monitor.add(
        tick: moment.tick.rawValue, phase: show.beat.phase(pressure: moment.pressure, isRising: moment.isRising),
        simulated: moment.pressure)
    }
    if let message = show.message, MonotonicClock.now() > message.until { show.message = nil }
    show.hud.message = show.message?.text
  }

  /// Says what came of an act.
  private func take(_ event: Event, _ show: inout Show) {
    board.note(event)
    let text: String
    switch event.kind {
    case .none, .contactBegan, .contactEnded, .graspBegan, .graspEnded, .paused, .resumed, .finished, .aborted: return
    case .commandRefused: text = texts.text("theatre.refused")
    case .viewFrozen:
      let name = UltrasoundView(rawValue: event.argument).map { texts.text("view.\($0)") } ?? ""
      text = "\(texts.text("event.viewFrozen")): \(name)"
    case .toolTaken: text = texts.text("tool.\(event.tool)")
    case .noSafeSiteDeclared:
      show.hud.decision = .noSafeSite
      text = texts.text("event.noSafeSiteDeclared")
    case .lesionMarked, .lesionUnmarked, .siteMarked, .graspSlipped, .tissuePinched:
      text = texts.text("event.\(event.kind)")
    }
    show.message = (text, MonotonicClock.now() + 2_500_000_000)
  }
}
