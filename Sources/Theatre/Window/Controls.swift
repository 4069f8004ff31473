import CGLFW
import Devices
import Frames
import RealTime
import Rendering
import Session

/// What keys, mouse and gamepad do. Main thread only.
final class Controls {
  /// Force by one notch of the wheel, N, and turn by one press of a key, rad.
  static let forceStep: Float = 0.2
  static let turnStep: Float = .pi / 12
  /// Time that one press of an arrow goes on in a replay, s.
  static let skip = 2.0

  let mailbox: InputMailbox
  private let control: StationControl
  private let board: Board
  private let window: Window
  private var state = InputState()
  private var published = InputState()
  private var cursor: SIMD2<Double>?
  private var isHeld = false
  private var isLatched = false
  private var pad = GLFWgamepadstate()
  /// The bar of the replay's time is being dragged.
  private var isScrubbing = false

  init(window: Window, board: Board, mailbox: InputMailbox, control: StationControl) {
    self.control = control
    self.window = window
    self.board = board
    self.mailbox = mailbox
    let handle = window.handle
    // The window is closed before this object goes; see `TheatreRun`.
    glfwSetWindowUserPointer(handle, Unmanaged.passUnretained(self).toOpaque())
    glfwSetKeyCallback(handle) { window, key, _, action, mods in Controls.of(window).key(key, action, mods) }
    glfwSetMouseButtonCallback(handle) { window, button, action, _ in
      if button == GLFW_MOUSE_BUTTON_LEFT { Controls.of(window).button(isDown: action == GLFW_PRESS) }
    }
    glfwSetScrollCallback(handle) { window, _, y in Controls.of(window).scroll(y) }
    glfwSetCursorPosCallback(handle) { window, x, y in Controls.of(window).move(SIMD2(x, y)) }
    glfwSetWindowFocusCallback(handle) { window, focused in
      Controls.of(window).state.isActive = focused == GLFW_TRUE
      if focused == GLFW_FALSE { Controls.of(window).letGo() }
    }
  }

  deinit { glfwSetWindowUserPointer(window.handle, nil) }

  private static func of(_ window: OpaquePointer?) -> Controls {
    Unmanaged<Controls>.fromOpaque(glfwGetWindowUserPointer(window)).takeUnretainedValue()
  }

  private func letGo() {
    isHeld = false
    isLatched = false
  }

  /// Publishes where everything stands. Called whenever events were handled.
  func publish() {
    let glance = board.glance
    var next = state
    let analog = readGamepad(glance)
    next.stickAround = analog.around
    next.stickAlong = analog.along
    next.press = max(isHeld || isLatched ? 1 : 0, analog.press)
    next.turn = state.turn + analog.turn
    if let cursor, let session = glance.session {
      let size = window.units
      let camera = Camera(glance.view, stage: session.stage, aspect: Float(size.x) / Float(max(1, size.y)))
      let (x, y) = (Float(cursor.x) / Float(max(1, size.x)), Float(cursor.y) / Float(max(1, size.y)))
      next.place = VesselPick.place(
        eye: camera.eye, direction: camera.ray(x: 2 * x - 1, y: 1 - 2 * y),
        radius: Float(session.stage.vessel.outerRadius))
      next.hasPlace = true
    }
    state = next
    next.time = published.time
    if glance.force != wheelForce(glance) { board.note(force: wheelForce(glance)) }
    guard next != published else { return }
    next.time = MonotonicClock.now()
    published = next
    mailbox.states.publish(next)
  }

  /// What the wheel has set, N; nil where no mouse drives the tool.
  private func wheelForce(_ glance: Board.Glance) -> Float? { glance.session?.isPointer == true ? state.force : nil }

  /// The left button: holds the tool down, or clicks in what comes after the session.
  private func button(isDown: Bool) {
    let glance = board.glance
    isHeld = isDown && glance.session != nil
    isScrubbing = false
    guard isDown, let p = pixel else { return }
    if glance.showsDebrief, let row = glance.layout.row(at: p.y) {
      board.select(row)
      board.playChosen()
    } else if let player = glance.replay, let share = glance.layout.share(x: p.x, y: p.y) {
      isScrubbing = true
      player.seek(to: Tick(UInt64(share * Float(player.last.rawValue))))
    }
  }

  private func move(_ place: SIMD2<Double>) {
    cursor = place
    guard isScrubbing, let p = pixel else { return }
    let glance = board.glance
    guard let player = glance.replay, let bar = glance.layout.timeline else { return }
    let share = min(1, max(0, (p.x - bar.left) / max(1, bar.right - bar.left)))
    player.seek(to: Tick(UInt64(share * Float(player.last.rawValue))))
  }

  /// The cursor in pixels of the picture.
  private var pixel: SIMD2<Float>? {
    cursor.map { at in
      let (units, pixels) = (window.units, window.pixels)
      return SIMD2(
        Float(at.x) * Float(pixels.x) / Float(max(1, units.x)), Float(at.y) * Float(pixels.y) / Float(max(1, units.y)))
    }
  }

  private func act(_ act: InputAct) { _ = mailbox.acts.push(act) }

  private func scroll(_ y: Double) {
    let glance = board.glance
    if glance.hasEnded { return board.select(by: y > 0 ? -1 : 1) }
    if let player = glance.replay { return player.skip(y > 0 ? -Self.skip : Self.skip) }
    let isShifted =
      glfwGetKey(window.handle, GLFW_KEY_LEFT_SHIFT) == GLFW_PRESS
      || glfwGetKey(window.handle, GLFW_KEY_RIGHT_SHIFT) == GLFW_PRESS
    if isShifted { turn(by: Self.turnStep * Float(y)) } else { changeForce(by: Self.forceStep * Float(y)) }
  }

  private func changeForce(by step: Float) {
    let wanted = ((state.force + step) * 10).rounded() / 10
    state.force = min(PointerDevice.forceRange.upperBound, max(PointerDevice.forceRange.lowerBound, wanted))
  }

  private func turn(by angle: Float) { state.turn = min(.pi, max(-.pi, state.turn + angle)) }

  private func key(_ key: Int32, _ action: Int32, _ mods: Int32) {
    if action == GLFW_RELEASE { return }
    // Held keys repeat; only what is set bit by bit may.
    switch key {
    case GLFW_KEY_Q: return turn(by: Self.turnStep)
    case GLFW_KEY_E: return turn(by: -Self.turnStep)
    case GLFW_KEY_UP, GLFW_KEY_DOWN:
      let up = key == GLFW_KEY_UP
      if board.glance.hasEnded { return board.select(by: up ? -1 : 1) }
      if board.glance.replay != nil { return board.playNeighbour(by: up ? -1 : 1) }
      return changeForce(by: up ? Self.forceStep : -Self.forceStep)
    case GLFW_KEY_LEFT, GLFW_KEY_RIGHT:
      let far = mods & GLFW_MOD_SHIFT != 0 ? 5.0 : 1
      board.glance.replay?.skip(far * (key == GLFW_KEY_LEFT ? -Self.skip : Self.skip))
      return
    default: break
    }
    guard action == GLFW_PRESS else { return }
    // Before anything that could wait. A pedal that sends keys sends one of these.
    if key == GLFW_KEY_F12 || key == GLFW_KEY_PAUSE { return control.stop() }
    let glance = board.glance
    if glance.hasEnded || glance.replay != nil, reviewKey(key, glance) { return }
    switch key {
    case GLFW_KEY_G: board.toggleGhost()
    case GLFW_KEY_F1: board.toggleHelp()
    case GLFW_KEY_F2: board.nextView()
    case GLFW_KEY_F3: board.toggleLag()
    case GLFW_KEY_F4: board.toggleInset()
    case GLFW_KEY_F11: window.toggleFullScreen()
    case GLFW_KEY_ENTER, GLFW_KEY_KP_ENTER: enter(glance)
    case GLFW_KEY_ESCAPE: escape(glance)
    case GLFW_KEY_TAB: board.nextStep()
    case GLFW_KEY_SPACE: isLatched.toggle()
    case GLFW_KEY_R: state.turn = abs(state.turn) > .pi / 4 ? 0 : .pi / 2
    case GLFW_KEY_P: take(.palpationProbe)
    case GLFW_KEY_U: take(.ultrasoundProbe)
    case GLFW_KEY_C: act(.markLesion(.calcified))
    case GLFW_KEY_S: act(.markLesion(.soft))
    case GLFW_KEY_M: act(.markLesion(.unspecified))
    case GLFW_KEY_BACKSPACE: act(.unmarkLesion)
    case GLFW_KEY_X: act(.markSite)
    case GLFW_KEY_N: act(.declareNoSafeSite)
    case GLFW_KEY_1...GLFW_KEY_5:
      if let view = UltrasoundView(rawValue: UInt8(key - GLFW_KEY_1)) { act(.freeze(view)) }
    default: break
    }
  }

  /// What keys do after the session; false for those that do what they always do.
  private func reviewKey(_ key: Int32, _ glance: Board.Glance) -> Bool {
    switch key {
    case GLFW_KEY_F1, GLFW_KEY_F2, GLFW_KEY_F3, GLFW_KEY_F4, GLFW_KEY_F11, GLFW_KEY_ESCAPE, GLFW_KEY_G: return false
    case GLFW_KEY_ENTER, GLFW_KEY_KP_ENTER: board.playChosen()
    case GLFW_KEY_R: board.retry()
    case GLFW_KEY_SPACE: if let player = glance.replay { player.play(!player.state.isPlaying) }
    default: break
    }
    return true
  }

  private func take(_ tool: Tool) {
    isLatched = false
    act(.take(tool))
  }

  /// Asks once, then finishes.
  private func enter(_ glance: Board.Glance) {
    guard glance.session != nil else { return }
    if board.confirmFinish() { act(.finish) }
  }

  private func escape(_ glance: Board.Glance) {
    if glance.hasEnded { return glance.showsDebrief ? board.close() : () }
    if glance.replay != nil { return board.leaveReplay() }
    if glance.showsHelp { return board.toggleHelp() }
    if board.withdrawFinish() { return }
    if let session = glance.session {
      letGo()
      // A session that another device drives is paused and resumed at the station.
      session.isPointer ? act(.togglePause) : control.togglePause()
    }
  }

  // MARK: Gamepad

  private func readGamepad(_ glance: Board.Glance) -> (around: Float, along: Float, press: Float, turn: Float) {
    guard glfwJoystickIsGamepad(GLFW_JOYSTICK_1) == GLFW_TRUE else { return (0, 0, 0, 0) }
    var now = GLFWgamepadstate()
    guard glfwGetGamepadState(GLFW_JOYSTICK_1, &now) == GLFW_TRUE else { return (0, 0, 0, 0) }
    let before = pad
    pad = now
    func isDown(_ button: Int32, _ s: GLFWgamepadstate) -> Bool {
      withUnsafeBytes(of: s.buttons) { $0[Int(button)] == UInt8(GLFW_PRESS) }
    }
    func pressed(_ button: Int32) -> Bool { isDown(button, now) && !isDown(button, before) }
    if glance.hasEnded || glance.replay != nil { return readReviewPad(glance, pressed) }
    if pressed(GLFW_GAMEPAD_BUTTON_A) { act(.markLesion(.unspecified)) }
    if pressed(GLFW_GAMEPAD_BUTTON_B) { act(.unmarkLesion) }
    if pressed(GLFW_GAMEPAD_BUTTON_Y) { act(.markSite) }
    if pressed(GLFW_GAMEPAD_BUTTON_X) {
      take(glance.tool == .palpationProbe ? .ultrasoundProbe : .palpationProbe)
    }
    if pressed(GLFW_GAMEPAD_BUTTON_RIGHT_THUMB), let view = glance.nextView { act(.freeze(view)) }
    if pressed(GLFW_GAMEPAD_BUTTON_LEFT_THUMB) { act(.declareNoSafeSite) }
    if pressed(GLFW_GAMEPAD_BUTTON_START) { escape(glance) }
    if pressed(GLFW_GAMEPAD_BUTTON_BACK) { enter(glance) }
    if pressed(GLFW_GAMEPAD_BUTTON_DPAD_UP) { changeForce(by: Self.forceStep) }
    if pressed(GLFW_GAMEPAD_BUTTON_DPAD_DOWN) { changeForce(by: -Self.forceStep) }
    let axes = withUnsafeBytes(of: now.axes) { Array($0.bindMemory(to: Float.self)) }
    let stick = SIMD2(Self.beyondRest(axes[0]), -Self.beyondRest(axes[1]))
    let shoulder: Float =
      (isDown(GLFW_GAMEPAD_BUTTON_LEFT_BUMPER, now) ? 1 : 0) - (isDown(GLFW_GAMEPAD_BUTTON_RIGHT_BUMPER, now) ? 1 : 0)
    // The right trigger rests at -1.
    let trigger = max(0, (axes[5] + 1) / 2)
    guard let session = glance.session else { return (0, 0, 0, 0) }
    // Right and up on the screen, as ways over the vessel.
    let camera = Camera(glance.view, stage: session.stage, aspect: 1.6)
    let along = stick.x * camera.right.z + stick.y * camera.up.z
    let around = stick.x * camera.right.x + stick.y * camera.up.x
    return (around, along, trigger < 0.05 ? 0 : trigger, shoulder * 0.02)
  }

  /// What a gamepad does after the session.
  private func readReviewPad(
    _ glance: Board.Glance, _ pressed: (Int32) -> Bool
  ) -> (around: Float, along: Float, press: Float, turn: Float) {
    if pressed(GLFW_GAMEPAD_BUTTON_A) {
      if let player = glance.replay { player.play(!player.state.isPlaying) } else { board.playChosen() }
    }
    if pressed(GLFW_GAMEPAD_BUTTON_B) { escape(glance) }
    if pressed(GLFW_GAMEPAD_BUTTON_X) { board.retry() }
    if pressed(GLFW_GAMEPAD_BUTTON_Y) { board.toggleGhost() }
    for (button, lines) in [(GLFW_GAMEPAD_BUTTON_DPAD_UP, -1), (GLFW_GAMEPAD_BUTTON_DPAD_DOWN, 1)] where pressed(button) {
      glance.replay != nil ? board.playNeighbour(by: lines) : board.select(by: lines)
    }
    if pressed(GLFW_GAMEPAD_BUTTON_DPAD_LEFT) { glance.replay?.skip(-Self.skip) }
    if pressed(GLFW_GAMEPAD_BUTTON_DPAD_RIGHT) { glance.replay?.skip(Self.skip) }
    return (0, 0, 0, 0)
  }

  /// A stick that is let go never stands exactly in the middle.
  private static func beyondRest(_ x: Float) -> Float { abs(x) < 0.15 ? 0 : x }
}
