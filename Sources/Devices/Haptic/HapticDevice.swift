public import Frames
import RealTime
import SimMath

/// A hand on a haptic device: what the session samples, above any driver.
///
/// A device that is lost, or takes its force off, gets zero force at once and pauses the session. When it is back, the
/// session goes on only when the user resumes it (with the first button, or at the station), and the simulation's
/// engagement ramp brings the force back.
public final class HapticDevice: Device {
  /// Samples missing in a row after which the device counts as lost: more than the longest stall of a healthy one.
  static let patience: UInt64 = 100
  /// Ticks from one request to pause to the next, while the session has not.
  static let pauseInterval: UInt64 = 100

  public let description: DeviceDescription
  public let capabilities: HapticCapabilities
  private let connection: HapticConnection
  private var workspace: WorkspaceMapping
  public let mapping: StationRecord.Mapping?
  private var buttons: ButtonReader
  private var latest = HapticSample()
  private var silence: UInt64 = 0
  /// Force may be sent: not since a loss until the user has resumed.
  private var isArmed = true
  private var hasPaused = false
  private var nextPause: UInt64 = 0
  private var isStopped = false
  private var lastTick: Tick?
  private var grip: GripForce
  private var ticksWithForce: UInt64 = 0
  private var losses = 0

  /// Opens the device.
  ///
  /// - Parameters:
  ///   - id: what the log says the device was.
  ///   - buttons: nil for what is usual for the device.
  ///   - mapping: given the capabilities, how the hand moves the tool.
  /// - Throws: what the driver could not do, and `needsCalibration` or `notReady` for a device that is there but gives no
  ///   force.
  public convenience init(
    _ driver: any HapticDriver, id: String, buttons: ButtonMap?, mapping: (HapticCapabilities) -> WorkspaceMapping
  ) throws(DriverFault) {
    try self.init(driver, id: id, buttons: buttons, pace: .init(), mapping: mapping)
  }

  init(
    _ driver: any HapticDriver, id: String, buttons: ButtonMap?, pace: HapticConnection.Pace,
    mapping: (HapticCapabilities) -> WorkspaceMapping
  ) throws(DriverFault) {
    connection = try HapticConnection(driver, pace: pace)
    capabilities = connection.capabilities
    workspace = mapping(capabilities)
    grip = GripForce(limit: capabilities.gripForce)
    self.mapping = StationRecord.Mapping(
      device: id, scale: workspace.scale, offset: workspace.offset, allowsClutch: workspace.allowsClutch,
      axesChecked: workspace.axesChecked)
    self.buttons = ButtonReader(buttons ?? .usual(count: capabilities.buttonCount))
    // A hand whose movement is scaled or left out feels another stiffness than the tissue's: its touch is not rated.
    description = DeviceDescription(
      id: id, deviceClass: "haptic", limits: capabilities.limits,
      rendersForce: capabilities.limits.peakForce > 0 && workspace.isAssessable)
    latest = connection.link.samples.read()
    let health = latest.health
    guard health.isReady else {
      connection.stop()
      throw health.contains(.notCalibrated)
        ? .needsCalibration(model: capabilities.model) : .notReady(model: capabilities.model, health: health)
    }
    self.buttons.reset(latest.buttons)
  }

  deinit { connection.stop() }

  /// Why the device is lost; nil while it is connected. Not for threads with deadlines.
  public var fault: DriverFault? { connection.fault }

  /// Where the end of the device was in the latest sample, station axes, m.
  public var place: Vector3 { latest.pose.position }

  /// The force that it says it applied, station axes, N; NaN where it does not say.
  public var appliedForce: Vector3 { latest.appliedForce }

  /// What became of it so far. The thread that samples it, or the owner afterwards.
  public var use: HapticUse {
    HapticUse(
      model: capabilities.model, serial: capabilities.serial,
      seconds: Double(ticksWithForce) / Double(Tick.perSecond), losses: losses)
  }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let previous = latest
    // A sample without a place says as little as none.
    if let fresh = connection.link.samples.take(), fresh.pose.isFinite {
      latest = fresh
      silence = 0
    } else {
      silence += 1
    }
    let isPresent = connection.isConnected && silence < Self.patience
    let isUsable = isPresent && latest.health.isReady
    let isPaused = feedback?.paused ?? false
    follow(isUsable: isUsable, isPaused: isPaused)

    var input = InputFrame(tick: tick, pose: .identity, grip: latest.grip, flags: isPresent ? [.connected] : [])
    if silence > 0 { input.flags.insert(.stale) }
    if !isArmed {
      // No force is asked of a device that is not armed; its pose still shows.
      if !isPaused, tick.rawValue >= nextPause {
        input.command = .pause
        nextPause = tick.rawValue + Self.pauseInterval
      }
      if isUsable { press(&input, feedback, isPaused: isPaused) } else { buttons.reset(latest.buttons) }
    } else {
      press(&input, feedback, isPaused: isPaused)
    }
    if buttons.clutch, workspace.allowsClutch {
      workspace.slip(from: previous.pose.position, to: latest.pose.position)
      input.flags.insert(.clutch)
    }
    if isStopped { input.flags.insert(.emergencyStop) }
    input.pose = workspace.tool(latest.pose)
    if !capabilities.hasOrientation { input.pose.orientation = workspace.toolTurn }
    send(feedback, isPaused: isPaused)
    if lastTick == tick { input.command = .none }
    lastTick = tick
    return input
  }

  /// From ready to lost to paused to resumed.
  private func follow(isUsable: Bool, isPaused: Bool) {
    guard isUsable else {
      if isArmed { losses += 1 }
      isArmed = false
      hasPaused = false
      return
    }
    if isArmed {
      // A stop ends when the user has resumed.
      if isStopped, isPaused { hasPaused = true }
      if isStopped, hasPaused, !isPaused { isStopped = false }
      return
    }
    if isPaused { hasPaused = true }
    if hasPaused, !isPaused {
      isArmed = true
      isStopped = false
    }
  }

  /// What the buttons ask for, as a command.
  private func press(_ input: inout InputFrame, _ feedback: Feedback?, isPaused: Bool) {
    guard let action = buttons.read(latest.buttons, at: input.tick) else { return }
    if action == .stop {
      isStopped = true
      hasPaused = isPaused
      set(&input, isPaused ? .none : .pause)
      return
    }
    if isPaused {
      // Whatever is pressed first: nothing else makes sense, and a hand may have but one button.
      if action != .finish { input.command = .resume }
      return
    }
    guard isArmed else { return }
    switch action {
    case .mark: set(&input, .markLesion, Finding.unspecified.rawValue)
    case .calcified: set(&input, .markLesion, Finding.calcified.rawValue)
    case .soft: set(&input, .markLesion, Finding.soft.rawValue)
    case .unmark: set(&input, .unmarkLesion)
    case .site: set(&input, .markSite)
    case .unsafe: set(&input, .declareNoSafeSite)
    case .tool:
      let tool: Tool = feedback?.tool == .palpationProbe ? .ultrasoundProbe : .palpationProbe
      set(&input, .takeTool, tool.rawValue)
    case .pause: set(&input, .pause)
    case .finish: set(&input, .finish)
    case .clutch, .stop: break
    }
  }

  private func set(_ input: inout InputFrame, _ command: Command, _ argument: UInt8 = 0) {
    input.command = command
    input.argument = argument
  }

  /// Force, torque and grip on their way to the driver's thread: zero while nobody has resumed.
  private func send(_ feedback: Feedback?, isPaused: Bool) {
    guard let feedback else { return }
    let isOn = isArmed && !isPaused && !isStopped
    var output = HapticOutput(gripForce: grip.allow(feedback.graspForce, enabled: isOn))
    if isOn {
      output.force = workspace.hand(feedback.force)
      output.torque = workspace.hand(feedback.torque)
    }
    if output != .zero { ticksWithForce += 1 }
    connection.link.requests.publish(ForceRequest(output: output, tick: feedback.tick))
  }
}
