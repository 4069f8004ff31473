import Devices
import Foundation
import Frames
import Localisation
import RealTime
import Rendering
import Report
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
  /// Holds the frame rate where nobody chose a quality.
  private var controller: QualityController?
  /// Pictures a second that are aimed at where the processor draws.
  private static let softwareRate = 15.0
  private(set) var lag = SightLag()
  /// The oldest move that is not yet seen.
  private var pending: InputReceipt?
  /// Moves from before then were made while there was nothing to see them in, ns.
  private var seenSince: UInt64 = 0

  /// One session on the screen.
  private struct Show {
    var renderer: Renderer
    /// Nil where a recorded session is looked at that was not held here.
    var scene: LiveScene?
    var feed: ViewFeed?
    var beat: HeartBeat
    var hud: HudModel
    var message: (text: String, until: UInt64)?
    var pausedTicks: UInt64 = 0
    var lastTick: UInt64 = 0
    var hasFrame = false
    var ghost: GhostPath?
    /// Jumps of the replay that the curves have followed.
    var jumps = 0
  }

  /// What was drawn last of a debrief: nothing moves in it, so it is drawn again only where something changed.
  private struct Still: Equatable {
    var pixels: SIMD2<Int>
    var selection: Int
    var isScored: Bool
    var canPlay: Bool
    var note: String?
  }
  private var still: (what: Still, time: UInt64)?
  /// When the last picture was drawn, before it was shown, ns.
  private var drawnAt: UInt64 = 0

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
      next += period
      if now < next { MonotonicClock.sleep(until: next) } else { next = now }
    }
  }

  private func drawFrame() throws(RenderingError) {
    let glance = board.glance
    let (w, h) = (min(16_384, max(16, glance.pixels.x)), min(16_384, max(16, glance.pixels.y)))
    if let session = glance.session {
      if show == nil { show = try makeShow(session.stage, session.scenario, w, h) }
      if show?.feed !== session.feed { begin(session) }
    } else if show == nil, let recording = glance.player?.recording {
      show = try makeShow(recording.stage, recording.scene.scenario, w, h)
    }
    if case .preparing = glance.phase { return preparing(w, h, isRetry: glance.debrief != nil) }
    guard var show else { return preparing(w, h) }
    self.show = nil
    let begin = MonotonicClock.now()
    defer { self.show = show }
    try show.renderer.resize(width: w, height: h)
    if case .ended(let debrief) = glance.phase { return try drawDebrief(debrief, glance, &show) }
    still = nil
    if let player = glance.replay {
      try drawReplay(player, glance, &show)
    } else {
      try drawSession(glance, &show, w, h)
    }
    // Where there was nothing to draw yet, nothing was measured.
    if drawnAt > begin, controller?.add(Double(drawnAt - begin) / 1e9) == true, let level = controller?.level {
      try show.renderer.setLevel(level)
      show.hud.renderer = describe(level)
    }
  }

  /// What draws, at which level, and what that leaves out.
  private func describe(_ level: RenderingLevel) -> String {
    let left = level.omissions.map { texts.text("quality.omits.\($0.rawValue)", ["percent": "\(Int(level.scale * 100))"]) }
    let name = "\(context.renderer), \(level.quality.rawValue)"
    return left.isEmpty ? name : "\(name); \(texts.text("quality.omits")): \(left.joined(separator: ", "))"
  }

  private func preparing(_ w: Int, _ h: Int, isRetry: Bool = false) {
    canvas.begin(width: w, height: h)
    Hud(texts, on: canvas).drawPreparing(isRetry: isRetry)
    painter.draw(canvas, over: SIMD3(0.03, 0.05, 0.055))
    context.show()
  }

  private func makeShow(_ stage: Stage, _ scenario: Scenario, _ w: Int, _ h: Int) throws(RenderingError) -> Show {
    var hud = HudModel(scenario, limit: 0)
    if wantedQuality == nil {
      let isSoftware = Driver.isSoftware(context.renderer)
      controller = QualityController(
        framesPerSecond: isSoftware ? Self.softwareRate : Double(refreshRate), quality: quality,
        start: RenderingLevel(quality))
    }
    hud.renderer = describe(RenderingLevel(quality))
    return Show(
      renderer: try Renderer(context: context, stage: stage, width: w, height: h, quality: quality),
      beat: HeartBeat(scenario), hud: hud)
  }

  /// Another session of the same patient begins.
  private func begin(_ session: LiveSession) {
    show?.scene = LiveScene(session)
    show?.feed = session.feed
    show?.hud = HudModel(session.scenario, limit: session.limit)
    let level = show?.renderer.level ?? RenderingLevel(quality)
    show?.hud.renderer = describe(level)
    show?.hud.isPractice = session.isPractice
    show?.hasFrame = false
    show?.message = nil
    show?.pausedTicks = session.first.rawValue
    show?.lastTick = session.first.rawValue
    show?.ghost = nil
    interrupt()
  }

  /// Nothing of the session is seen now.
  private func interrupt() {
    lag.interrupt()
    seenSince = MonotonicClock.now()
  }

  private func drawSession(_ glance: Board.Glance, _ show: inout Show, _ w: Int, _ h: Int) throws(RenderingError) {
    guard let scene = show.scene else { return }
    let frame = scene.frame(at: MonotonicClock.now())
    for event in scene.events { take(event, &show) }
    if let frame {
      update(&show, frame.output, frame.snapshot, glance)
      for moment in scene.pulse { follow(moment, &show) }
      var snapshot = frame.snapshot
      if glance.showsHelp { snapshot.image.width = 0 }
      snapshot.ghost = ghost(beside: frame.output, glance, &show)
      try show.renderer.submit(snapshot)
      try show.renderer.draw(glance.view)
      try drawInset(show)
      show.hasFrame = true
    }
    guard show.hasFrame else { return preparing(w, h) }
    canvas.begin(width: w, height: h)
    try finish(Hud(texts, on: canvas).draw(show.hud), show.renderer)
    if let frame, !show.hud.isPaused { measure(frame) } else { interrupt() }
  }

  private func drawReplay(_ player: SessionPlayer, _ glance: Board.Glance, _ show: inout Show) throws(RenderingError) {
    interrupt()
    let state = player.state
    guard let frame = player.frame() else { return preparing(show.renderer.width, show.renderer.height) }
    if frame.jumps != show.jumps {
      show.jumps = frame.jumps
      show.hud.monitor = MonitorTrace()
      show.ghost?.forget()
      // The expert is met at the moment that the replay was opened for.
      if let focus = glance.focus, focus.start <= state.tick, state.tick <= focus.tick,
        let output = player.recording.output(at: focus.tick)
      {
        show.ghost?.meet(output, at: focus.tick)
      }
    }
    update(&show, frame.output, frame.snapshot, glance)
    for moment in frame.pulse { follow(moment, &show) }
    show.hud.isPaused = false
    show.hud.message = player.failure
    show.hud.replay = HudModel.Replay(
      time: state.tick.seconds, length: player.last.seconds, isPlaying: state.isPlaying, isSeeking: state.isSeeking,
      moments: glance.debrief?.moments.map(\.tick.seconds) ?? [], focus: glance.focus)
    var snapshot = frame.snapshot
    if glance.showsHelp { snapshot.image.width = 0 }
    snapshot.ghost = ghost(beside: frame.output, glance, &show)
    try show.renderer.submit(snapshot)
    try show.renderer.draw(glance.view)
    try drawInset(show)
    canvas.begin(width: show.renderer.width, height: show.renderer.height)
    let layout = Hud(texts, on: canvas).draw(show.hud)
    show.hud.replay = nil
    try finish(layout, show.renderer)
  }

  private func drawDebrief(_ debrief: Debrief?, _ glance: Board.Glance, _ show: inout Show) throws(RenderingError) {
    interrupt()
    let what = Still(
      pixels: SIMD2(show.renderer.width, show.renderer.height), selection: glance.selection, isScored: debrief != nil,
      canPlay: glance.player != nil, note: note(glance))
    let now = MonotonicClock.now()
    // Once a second all the same, since another window may have covered it.
    if let still, still.what == what, now - still.time < 1_000_000_000 { return MonotonicClock.sleep(for: 30_000_000) }
    still = (what, now)
    var snapshot = show.scene?.frame(at: now)?.snapshot ?? glance.player?.frame()?.snapshot
    snapshot?.image.width = 0
    guard let snapshot else { return preparing(show.renderer.width, show.renderer.height) }
    try show.renderer.submit(snapshot)
    try show.renderer.draw(glance.view)
    canvas.begin(width: show.renderer.width, height: show.renderer.height)
    let layout = Hud(texts, on: canvas).draw(
      debrief, selection: glance.selection, canPlay: what.canPlay, note: what.note)
    try finish(layout, show.renderer)
  }

  private func note(_ glance: Board.Glance) -> String? {
    switch glance.note {
    case nil: nil
    case .kept(let name): texts.text("theatre.practice.kept", ["log": name])
    case .failed(let reason): reason
    }
  }

  /// Writes what is on the canvas over the picture and shows it.
  private func finish(_ layout: HudLayout, _ renderer: Renderer) throws(RenderingError) {
    if layout != board.glance.layout { board.note(layout) }
    try renderer.draw(canvas, with: painter)
    renderer.present()
    // Waiting for the display is no work.
    Driver.finish()
    drawnAt = MonotonicClock.now()
    context.show()
    Driver.finish()
  }

  /// Another view in the picture, from the other side of the table.
  private func drawInset(_ show: Show) throws(RenderingError) {
    guard let kind = show.hud.inset else { return }
    let place = Hud.insetPlace(width: show.renderer.width, height: show.renderer.height)
    try show.renderer.draw(kind, atX: place.x, y: place.y, width: place.width, height: place.height)
  }

  /// The expert's tool beside ours, where it is wanted and may be shown.
  private func ghost(beside output: StepOutput, _ glance: Board.Glance, _ show: inout Show) -> GhostTool? {
    show.hud.ghost = .off
    guard glance.showsGhost, glance.allowsGhost else {
      show.ghost = nil
      return nil
    }
    switch board.expert.state {
    case .unwanted, .failed: show.hud.ghost = .failed
    case .coming(let share): show.hud.ghost = .coming(Int(share * 100))
    case .here(let track):
      show.hud.ghost = .shown
      if show.ghost == nil { show.ghost = GhostPath(track) }
      return show.ghost?.ghost(beside: output)
    }
    return nil
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
      guard receipt.time >= seenSince else { continue }
      lag.add(hand: now - min(now, receipt.time))
    }
  }

  private func follow(_ moment: PulseMoment, _ show: inout Show) {
    show.hud.monitor.add(
      tick: moment.tick.rawValue, phase: show.beat.phase(pressure: moment.pressure, isRising: moment.isRising),
      simulated: moment.pressure)
  }

  private func update(_ show: inout Show, _ output: StepOutput, _ snapshot: Snapshot, _ glance: Board.Glance) {
    let tick = output.tick.rawValue
    show.hud.isPaused = output.status.contains(.paused)
    show.hud.isStopped = (0..<Int(output.handCount)).contains { output.hands[$0].status.contains(.emergencyStopped) }
    if show.hud.isPaused, tick > show.lastTick { show.pausedTicks += tick - show.lastTick }
    show.lastTick = tick
    show.hud.elapsed = Double(tick - min(tick, show.pausedTicks)) / Double(Tick.perSecond)
    show.hud.tool = output.tool
    show.hud.force = output.normalForce
    show.hud.wantedForce = glance.force
    show.hud.step = glance.step
    show.hud.frozen = glance.frozen
    show.hud.showsHelp = glance.showsHelp
    show.hud.inset = glance.showsInset ? (glance.view == .assistant ? .surgeon : .assistant) : nil
    show.hud.asksToFinish = glance.asksToFinish
    show.hud.lag = glance.showsLag ? lag : nil
    show.hud.lesionMarks = snapshot.marks.count { $0.kind == .lesion }
    if snapshot.marks.contains(where: { $0.kind == .site }) {
      show.hud.decision = .site
    } else if show.hud.decision == .site {
      show.hud.decision = .none
    }
    if let refused = glance.ghostRefused, MonotonicClock.now() - refused < 2_500_000_000 {
      show.message = (texts.text("theatre.ghost.refused"), refused + 2_500_000_000)
    }
    if let message = show.message, MonotonicClock.now() > message.until { show.message = nil }
    show.hud.message = show.message?.text
  }

  /// Says what came of an act.
  private func take(_ event: Event, _ show: inout Show) {
    board.note(event)
    let text: String
    switch event.kind {
    case .none, .contactBegan, .contactEnded, .graspBegan, .graspEnded, .paused, .resumed, .finished, .aborted,
      .emergencyStopped:
      return
    case .commandRefused: text = texts.text("theatre.refused")
    case .viewFrozen:
      let name = UltrasoundView(rawValue: event.argument).map { texts.text("view.\($0)") } ?? ""
      text = "\(texts.text("event.viewFrozen")): \(name)"
    case .toolTaken: text = texts.text("tool.\(event.tool)")
    case .noSafeSiteDeclared:
      show.hud.decision = .noSafeSite
      text = texts.text("event.noSafeSiteDeclared")
    case .lesionMarked, .lesionUnmarked, .siteMarked, .graspSlipped, .tissuePinched, .tissueBruised, .tissueTorn,
      .tissueCut, .threadCut, .threadBroke, .needleEntered, .biteEnded, .cauteryBegan, .cauteryEnded, .snareClamped,
      .snareReleased:
      text = texts.text("event.\(event.kind)")
    }
    show.message = (text, MonotonicClock.now() + 2_500_000_000)
  }
}
