public import Frames
import RealTime
import SimMath

/// The hand of a person at mouse and keys, or at a gamepad.
///
/// The cursor says where over the vessel the tool is, a button presses. A mouse cannot push back, so a spring stands
/// between the hand and the tool: while the button is down the hand sinks until the spring carries the wanted force, and
/// follows the tool as the vessel swings. However long the button is down, the force stays there.
public final class PointerDevice: Device {
  public static let id = "mouse"
  /// Force of a press at first, and what the wheel can set, N.
  public static let usualForce: Float = 1
  public static let forceRange: ClosedRange<Float> = 0.2...6

  public let description: DeviceDescription

  /// Height at which a tool waits over the vessel, and above which one may be exchanged, m.
  static let hover = 0.010
  static let clear = 0.005
  /// Deeper than this the hand never sinks, m below the vessel's surface at rest.
  static let deepest = -0.012
  /// Bounds of the hand's speed: over the vessel in the air and in touch, up and down, m/s; turning, rad/s. All are far
  /// below what the simulation takes for a fault of the device.
  static let speed = 0.25
  static let touchingSpeed = 0.08
  static let sinkSpeed = 0.06
  static let approachSpeed = 0.02
  static let turnSpeed = 3.0
  /// Rise and fall of the wanted force, N/s.
  static let forceRise = 2.5
  static let forceFall = 10.0
  /// Time in which the hand goes most of the way to the cursor, s.
  static let followTime = 0.035
  /// Force with which tissue is touched for a mark, N, and ticks after which that is given up.
  static let markForce = 0.25
  static let patience = 1500

  private let frame: HandFrame
  private let vessel: VesselTruth
  private let input: InputMailbox
  private var place: HandPlace
  private var target: HandPlace
  private var seen = InputState()
  private var demand = 0.0
  private var tool = Tool.palpationProbe
  private var waiting: [InputAct] = []
  private var waited = 0
  private var clock = SampleClock()
  private var lastTime: UInt64 = 0

  /// - Parameter limits: of the device whose scene it is used in, where that was another: the spring between hand and tool
  ///   is the scene's.
  public init(context: DeviceContext, input: InputMailbox, limits: DeviceLimits = .none) {
    description = DeviceDescription(id: PointerDevice.id, deviceClass: "mouse", limits: limits, rendersForce: false)
    frame = HandFrame(context: context)
    vessel = context.vessel
    self.input = input
    place = HandFrame.rest(context)
    target = place
    waiting.reserveCapacity(64)
  }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let steps = clock.ticks(to: tick)
    let state = input.states.read()
    if state.time != lastTime {
      lastTime = state.time
      _ = input.receipts.push(InputReceipt(time: state.time, taken: MonotonicClock.now()))
    }
    while waiting.count < 64, let act = input.acts.pop() { waiting.append(act) }
    if let feedback, feedback.tool != tool { change(to: feedback.tool) }
    var frame = InputFrame(tick: tick, pose: .identity, flags: [.connected, .noForce])
    let paused = feedback?.paused == true
    for _ in 0..<steps where !paused { move(state, feedback) }
    if steps > 0, let act = nextAct(feedback, paused: paused, steps: steps) {
      (frame.command, frame.argument) = Self.command(act, paused: paused)
    }
    frame.pose = self.frame.pose(place, tool: tool)
    return frame
  }

  /// A tick of the hand.
  private func move(_ state: InputState, _ feedback: Feedback?) {
    let dt = Double(Tick.duration)
    if state.hasPlace, state.place != seen.place || !seen.hasPlace {
      target.angle = state.place.angle
      target.axial = state.place.axial
    }
    seen = state
    let radius = frame.outerRadius
    let isTouching = feedback?.inContact == true
    let speed = isTouching ? Self.touchingSpeed : Self.speed
    if state.stickAround.isFinite { target.angle += Double(state.stickAround) * 0.04 * dt / radius }
    if state.stickAlong.isFinite { target.axial += Double(state.stickAlong) * 0.04 * dt }
    target.angle = min(vessel.accessibleAngle, max(-vessel.accessibleAngle, target.angle))
    target.axial = min(vessel.length - 0.002, max(0.002, target.axial))
    // Towards the cursor, slower near it, never faster than a hand.
    let share = dt / Self.followTime
    // The tip goes round on a wider circle the higher it is.
    let reach = radius + frame.tipOffset(tool) + max(0, place.height)
    let around = reach * (target.angle - place.angle) * share
    let along = (target.axial - place.axial) * share
    let length = (around * around + along * along).squareRoot()
    let bound = length > speed * dt ? speed * dt / length : 1
    place.angle += around * bound / reach
    place.axial += along * bound
    if state.turn.isFinite {
      place.turn += Self.bounded((Double(state.turn) - place.turn) * share, Self.turnSpeed * dt)
    }
    press(state, feedback, dt)
  }

  /// Up and down.
  private func press(_ state: InputState, _ feedback: Feedback?, _ dt: Double) {
    var wanted = 0.0
    switch waiting.first {
    case .take: break
    case .markLesion, .markSite: wanted = Self.markForce
    default:
      if state.isActive, state.press > 0, state.force.isFinite {
        let force = min(Self.forceRange.upperBound, max(Self.forceRange.lowerBound, state.force))
        wanted = Double(min(1, state.press) * force)
      }
    }
    demand += min(Self.forceRise * dt, max(-Self.forceFall * dt, wanted - demand))
    guard wanted > 0 else {
      place.height += Self.bounded((Self.hover - place.height) * 12 * dt, Self.sinkSpeed * dt)
      return
    }
    // As deep under the tool as the spring needs for the force.
    let toolHeight = feedback.map { frame.height(of: $0.toolPose.position, tool: tool) } ?? place.height
    let depth = feedback?.inContact == true ? demand / Double(description.limits.stiffness) : 0.0005
    let goal = max(Self.deepest, toolHeight - depth)
    let speed = place.height > 0.003 ? Self.sinkSpeed : Self.approachSpeed
    place.height += min(Self.sinkSpeed * dt, max(-speed * dt, goal - place.height))
  }

  /// The act whose time has come.
  private func nextAct(_ feedback: Feedback?, paused: Bool, steps: Int) -> InputAct? {
    guard let act = waiting.first else { return nil }
    waited += steps
    let isReady: Bool =
      switch act {
      case .take: place.height >= Self.clear && feedback?.inContact != true
      case .markLesion, .markSite: feedback?.inContact == true
      default: true
      }
    guard isReady || paused || waited > Self.patience else { return nil }
    waited = 0
    return waiting.removeFirst()
  }

  /// Another tool lies in the hand: its tip may be further from its face, and the tip stays where it is.
  private func change(to new: Tool) {
    place.height += frame.tipOffset(tool) - frame.tipOffset(new)
    tool = new
  }

  private static func command(_ act: InputAct, paused: Bool) -> (Command, UInt8) {
    switch act {
    case .take(let tool): (.takeTool, tool.rawValue)
    case .markLesion(let finding): (.markLesion, finding.rawValue)
    case .unmarkLesion: (.unmarkLesion, 0)
    case .markSite: (.markSite, 0)
    case .declareNoSafeSite: (.declareNoSafeSite, 0)
    case .freeze(let view): (.freezeView, view.rawValue)
    case .togglePause: (paused ? .resume : .pause, 0)
    case .finish: (.finish, 0)
    case .abort: (.abort, 0)
    }
  }

  private static func bounded(_ x: Double, _ most: Double) -> Double { min(most, max(-most, x)) }
}
