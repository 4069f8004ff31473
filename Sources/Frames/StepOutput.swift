import SimMath

/// Everything one step gives out: to the hand, the log, the score and the screen. A plain value of fixed size.
@frozen public struct StepOutput: Equatable, Sendable {
  public var tick: Tick
  public var tool: Tool
  /// The simulated tool (not the hand): tip position (m) and orientation, world frame.
  public var toolPose: Pose
  /// Velocity of the simulated tool's tip, m/s.
  public var toolVelocity: Vector3
  /// Force that the simulation wants the hand to feel, N, world frame.
  public var forceWanted: Vector3
  /// Force sent to the device after the whole safety chain, N.
  public var forceSent: Vector3
  /// Force of the tissue on the tool, N.
  public var contactForce: Vector3
  /// The part of the contact force along the surface normal, N, at least 0.
  public var normalForce: Float
  /// How many contact samples touch.
  public var contactCount: UInt16
  /// Centre of the contact patch on the tissue in the anatomy frame (see `Event.site`), m; zero without contact.
  public var contactSite: Vector3
  /// Blood pressure inside the vessel, Pa.
  public var pressure: Float
  public var status: StepStatus
  public var ledger: EnergyLedger
  /// The complete report at ticks 99, 199, ..., else zero.
  public var hashes: HashReport
  /// A 32-bit digest of this tick's slice of the state, so that a replay can name the first tick that differs.
  public var digest: UInt32
  /// The first `eventCount` of these happened, in this order.
  public var events: InlineArray<8, Event>
  public var eventCount: UInt8
  /// The first hand's instrument as a rigid body; zero for a tool that turns with the hand.
  public var touch: InstrumentTouch
  /// The other hand; nil in a scene for one.
  public var second: HandOutput?

  /// Most events of a tick.
  @inlinable public static var eventCapacity: Int { 8 }

  @inlinable public init(tick: Tick) {
    self.tick = tick
    tool = .palpationProbe
    toolPose = .identity
    toolVelocity = .zero
    forceWanted = .zero
    forceSent = .zero
    contactForce = .zero
    normalForce = 0
    contactCount = 0
    contactSite = .zero
    pressure = 0
    status = []
    ledger = .zero
    hashes = .zero
    digest = 0
    events = InlineArray(repeating: .none)
    eventCount = 0
    touch = .zero
    second = nil
  }

  /// Appends an event. One over the capacity is dropped: each hand can cause four in a tick.
  @inlinable public mutating func append(_ event: Event) {
    guard eventCount < Self.eventCapacity else { return }
    events[Int(eventCount)] = event
    eventCount += 1
  }

  @inlinable public static func == (a: StepOutput, b: StepOutput) -> Bool {
    guard
      a.tick == b.tick, a.tool == b.tool, a.toolPose == b.toolPose, a.toolVelocity == b.toolVelocity,
      a.forceWanted == b.forceWanted, a.forceSent == b.forceSent, a.contactForce == b.contactForce,
      a.normalForce == b.normalForce, a.contactCount == b.contactCount, a.contactSite == b.contactSite,
      a.pressure == b.pressure, a.status == b.status, a.ledger == b.ledger, a.hashes == b.hashes,
      a.digest == b.digest, a.eventCount == b.eventCount, a.touch == b.touch, a.second == b.second
    else { return false }
    for i in 0..<Int(a.eventCount) where a.events[i] != b.events[i] { return false }
    return true
  }
}
