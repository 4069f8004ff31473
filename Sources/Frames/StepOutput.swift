import SimMath

/// Everything one step gives out: to the hand, the log, the score and the screen. A plain value of fixed size.
@frozen public struct StepOutput: Equatable, Sendable {
  public var tick: Tick
  /// The first `handCount` of these are in the scene.
  public var hands: InlineArray<2, HandOutput>
  /// 1 or 2.
  public var handCount: UInt8
  /// Blood pressure inside the vessel, Pa.
  public var pressure: Float
  public var ledger: EnergyLedger
  /// The complete report at ticks 99, 199, ..., else zero.
  public var hashes: HashReport
  /// A 32-bit digest of this tick's slice of the state, so that a replay can name the first tick that differs.
  public var digest: UInt32
  /// The first `eventCount` of these happened, in this order.
  public var events: InlineArray<8, Event>
  public var eventCount: UInt8

  /// Most events of a tick.
  @inlinable public static var eventCapacity: Int { 8 }

  @inlinable public init(tick: Tick) {
    self.tick = tick
    hands = InlineArray(repeating: HandOutput())
    handCount = 1
    pressure = 0
    ledger = .zero
    hashes = .zero
    digest = 0
    events = InlineArray(repeating: .none)
    eventCount = 0
  }

  /// The other hand; nil in a scene for one.
  @inlinable public var second: HandOutput? {
    get { handCount == 2 ? hands[1] : nil }
    set {
      hands[1] = newValue ?? HandOutput()
      handCount = newValue == nil ? 1 : 2
    }
  }

  /// Appends an event. One over the capacity is dropped: each hand can cause four in a tick.
  @inlinable public mutating func append(_ event: Event) {
    guard eventCount < Self.eventCapacity else { return }
    events[Int(eventCount)] = event
    eventCount += 1
  }

  @inlinable public static func == (a: StepOutput, b: StepOutput) -> Bool {
    guard
      a.tick == b.tick, a.handCount == b.handCount, a.hands[0] == b.hands[0], a.hands[1] == b.hands[1],
      a.pressure == b.pressure, a.ledger == b.ledger, a.hashes == b.hashes, a.digest == b.digest,
      a.eventCount == b.eventCount
    else { return false }
    for i in 0..<Int(a.eventCount) where a.events[i] != b.events[i] { return false }
    return true
  }
}
