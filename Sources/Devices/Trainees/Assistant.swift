public import Frames
import SimMath

/// A scripted second hand, the assistant's: it comes to the side of the vessel with closed forceps, steadies the wall with
/// a light touch for some seconds, lifts, opens and closes, and comes back.
///
/// It acts through the instrument alone: how deep it presses follows the force that it feels.
public final class Assistant: Device {
  public static let id = "assistant"
  public let description = DeviceDescription(
    id: Assistant.id, deviceClass: "scripted", limits: .scripted, rendersForce: true)

  /// Force with which the wall is steadied, N.
  private static let steadying = 0.25
  /// Height at which it waits over the vessel, m, and how fast it comes down, m/s.
  private static let waiting = 0.02
  private static let speed = 0.015
  /// Length of one round, ticks: down and steady, then up.
  private static let round: UInt64 = 6000
  private static let steady: UInt64 = 4500

  private let frame: HandFrame
  private var place: HandPlace
  private var clock = SampleClock()

  public init(context: DeviceContext) {
    frame = HandFrame(context: context)
    // On the far side of the surgeon's hand, near the proximal end.
    place = HandPlace(angle: -0.8, axial: 0.2 * context.vessel.length, height: Self.waiting)
  }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let steps = clock.ticks(to: tick)
    let phase = tick.rawValue % Self.round
    let isSteadying = phase < Self.steady
    for _ in 0..<steps where feedback?.paused != true { move(isSteadying, feedback) }
    // Once up, the jaws open and close.
    let grip: Float = isSteadying || phase < Self.steady + 600 || phase > Self.round - 400 ? 0.7 : 0
    return InputFrame(tick: tick, pose: frame.pose(place, tool: .forceps), grip: grip)
  }

  private func move(_ isSteadying: Bool, _ feedback: Feedback?) {
    let dt = Double(Tick.duration)
    guard isSteadying else {
      place.height = min(Self.waiting, place.height + Self.speed * dt)
      return
    }
    let force = Double(feedback?.force.length ?? 0)
    let touching = feedback?.inContact == true
    // In touch by the force, slowly; in the air at a fixed speed, slower near the wall.
    let way = touching ? 0.004 * (force - Self.steadying) : place.height > 0.004 ? -Self.speed : -0.004
    place.height = min(Self.waiting, max(-0.003, place.height + min(0.01, max(-Self.speed, way)) * dt))
  }
}
