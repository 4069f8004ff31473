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
  /// What the events of needles tell of: the first `biteCount` of these.
  public var bites: InlineArray<2, NeedleBite>
  public var biteCount: UInt8
  /// What the ends of cautery tell of: the first `burnCount` of these.
  public var burns: InlineArray<2, CauteryBurn>
  public var burnCount: UInt8

  /// Most events, bites and burns of a tick.
  @inlinable public static var eventCapacity: Int { 8 }
  @inlinable public static var biteCapacity: Int { 2 }
  @inlinable public static var burnCapacity: Int { 2 }

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
    bites = InlineArray(repeating: NeedleBite())
    biteCount = 0
    burns = InlineArray(repeating: CauteryBurn())
    burnCount = 0
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

  /// Appends an event of a needle, which says where its record is. One over the capacity is dropped.
  @inlinable public mutating func append(_ event: Event, _ bite: NeedleBite) {
    guard eventCount < Self.eventCapacity, biteCount < Self.biteCapacity else { return }
    var event = event
    event.argument = biteCount
    bites[Int(biteCount)] = bite
    biteCount += 1
    append(event)
  }

  /// Appends the end of an activation of cautery, which says where its record is. One over the capacity is dropped.
  @inlinable public mutating func append(_ event: Event, _ burn: CauteryBurn) {
    guard eventCount < Self.eventCapacity, burnCount < Self.burnCapacity else { return }
    var event = event
    event.argument = burnCount
    burns[Int(burnCount)] = burn
    burnCount += 1
    append(event)
  }

  /// The record of an end of cautery; nil for another event.
  @inlinable public func burn(of event: Event) -> CauteryBurn? {
    guard event.kind == .cauteryEnded, event.argument < burnCount else { return nil }
    return burns[Int(event.argument)]
  }

  /// The record of an event of a needle; nil for another event.
  @inlinable public func bite(of event: Event) -> NeedleBite? {
    guard event.kind.isOfNeedle, event.argument < biteCount else { return nil }
    return bites[Int(event.argument)]
  }

  @inlinable public static func == (a: StepOutput, b: StepOutput) -> Bool {
    guard
      a.tick == b.tick, a.handCount == b.handCount, a.hands[0] == b.hands[0], a.hands[1] == b.hands[1],
      a.pressure == b.pressure, a.ledger == b.ledger, a.hashes == b.hashes, a.digest == b.digest,
      a.eventCount == b.eventCount, a.biteCount == b.biteCount, a.burnCount == b.burnCount
    else { return false }
    for i in 0..<Int(a.eventCount) where a.events[i] != b.events[i] { return false }
    for i in 0..<Int(a.biteCount) where a.bites[i] != b.bites[i] { return false }
    for i in 0..<Int(a.burnCount) where a.burns[i] != b.burns[i] { return false }
    return true
  }
}
