public import Frames
import RealTime
import SessionLog
import SimMath
import Synchronization

/// Plays a recorded session for a view: at the pace of the clock, from any moment, forwards and back.
///
/// The session is stepped again on a thread of the player, from the nearest state that the log or the player itself has
/// kept. Any thread may ask and look; none of them has a deadline.
public final class SessionPlayer: @unchecked Sendable {
  /// What is to be seen at a moment.
  public struct Frame: Sendable {
    public var snapshot: Snapshot
    public var output: StepOutput
    /// The blood pressure since the last look, oldest first; after a jump that of the seconds before the moment.
    public var pulse: [PulseMoment]
    /// Grows with every jump: curves over time begin anew.
    public var jumps: Int
  }

  /// Where it is.
  public struct State: Equatable, Sendable {
    /// The tick that is shown.
    public var tick: Tick
    public var isPlaying: Bool
    /// It is on its way to another moment.
    public var isSeeking: Bool
    fileprivate var ready: Set<Tick> = []

    /// A moment can be shown without stepping up to it.
    public func isReady(_ tick: Tick) -> Bool { ready.contains(tick) }
  }

  public let recording: RecordedSession
  /// The last tick that can be shown.
  public var last: Tick { Tick(recording.ticks - 1) }

  private struct Shared {
    var state = State(tick: Tick(0), isPlaying: false, isSeeking: true)
    /// Where it is wanted; nil once it is there.
    var wish: Tick? = Tick(0)
    var frame: Frame?
    var jumps = 0
    var failure: String?
    /// Moments to make ready while there is nothing else to do.
    var coming: [Tick] = []
  }

  /// Ticks from one kept state to the next, and how many are kept: the player goes back by at most a second.
  private static let keyInterval: UInt64 = 1000
  private static let keyCapacity = 96
  /// Ticks that are read from the log at once, and before a jump's start for what fades.
  private static let window: UInt64 = 2000
  /// Ticks before a jump's end of which the pulse is told, so that a monitor's curves stand at once: its whole sweep.
  private static let pulseMemory: UInt64 = 6200
  /// Ticks that it may lag behind the clock before it plays slower instead.
  private static let patience: UInt64 = 120

  private let shared = Mutex(Shared())
  private let stopping = Atomic<Bool>(false)
  private var thread: NativeThread?
  // The player's thread's own.
  private let stepper: TissueStepper
  private var maker: SnapshotMaker
  private var entries: [TickEntry] = []
  private var keys: [UInt64: [UInt8]] = [:]
  /// The tick that comes next, and what the one before gave.
  private var next = Tick(0)
  private var output = StepOutput(tick: Tick(0))
  private var pulse: [PulseMoment] = []

  public init(_ recording: RecordedSession, workers: Int = 1) throws {
    self.recording = recording
    stepper = TissueStepper(scene: recording.scene, workers: workers)
    maker = SnapshotMaker(stage: recording.stage, stepper: stepper)
    thread = try NativeThread(name: "replay", stackSize: 16 << 20) { [unowned self] in run() }
  }

  deinit { stop() }

  /// Ends the thread. Owner's thread only.
  public func stop() {
    stopping.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
  }

  // MARK: Any thread

  public var state: State { shared.withLock { $0.state } }
  /// Why it cannot go on; nil while it can.
  public var failure: String? { shared.withLock { $0.failure } }

  /// Shows the moment after `tick`, or the last one.
  public func seek(to tick: Tick) {
    shared.withLock { s in
      s.wish = min(tick, last)
      s.state.isSeeking = true
    }
  }

  /// Makes moments ready to be shown at once, while there is nothing else to do; the first ones first.
  public func prepare(_ ticks: [Tick]) { shared.withLock { $0.coming = ticks } }

  /// Goes on by a time, s; back where it is negative.
  public func skip(_ seconds: Double) {
    shared.withLock { s in
      let now = Double((s.wish ?? s.state.tick).rawValue)
      s.wish = min(last, Tick(UInt64(max(0, now + seconds * Double(Tick.perSecond)))))
      s.state.isSeeking = true
    }
  }

  /// Plays or stands still. At the end it stands still by itself, and playing begins anew.
  public func play(_ isPlaying: Bool) {
    shared.withLock { s in
      s.state.isPlaying = isPlaying
      if isPlaying, s.wish == nil, s.state.tick >= last {
        s.wish = Tick(0)
        s.state.isSeeking = true
      }
    }
  }

  /// The latest picture; nil before the first.
  public func frame() -> Frame? {
    shared.withLock { s in
      defer { s.frame?.pulse.removeAll(keepingCapacity: true) }
      return s.frame
    }
  }

  // MARK: The player's thread

  private var isStopping: Bool { stopping.load(ordering: .relaxed) }

  private func run() {
    var anchor: (time: UInt64, tick: Tick)?
    while !isStopping {
      let (wish, isPlaying) = shared.withLock { ($0.wish, $0.state.isPlaying) }
      do {
        if let wish {
          anchor = nil
          try go(to: wish)
        } else if isPlaying {
          let now = MonotonicClock.now()
          let from = anchor ?? (now, next)
          anchor = from
          let due = from.tick + (now - from.time) / 1_000_000
          try playOn(to: min(due, Tick(recording.ticks)))
          // Where the machine is too slow, time runs slower; ticks are never left out.
          if due > next + Self.patience { anchor = (MonotonicClock.now(), next) }
          MonotonicClock.sleep(for: 2_000_000)
        } else {
          anchor = nil
          if try !makeReady() { MonotonicClock.sleep(for: 10_000_000) }
        }
      } catch {
        shared.withLock { s in
          s.failure = "\(error)"
          s.wish = nil
          s.state.isPlaying = false
          s.state.isSeeking = false
        }
      }
    }
  }

  private func playOn(to due: Tick) throws {
    let goal = min(due, next + Self.patience)
    guard next < goal, goal - next >= ViewFeed.interval || goal == Tick(recording.ticks) else {
      if next == Tick(recording.ticks) { shared.withLock { $0.state.isPlaying = false } }
      return
    }
    while next < goal { try step() }
    publish(jumped: false)
  }

  /// Steps to the moment after `tick`, unless another is wanted on the way.
  private func go(to tick: Tick) throws {
    try rewind(for: tick)
    while next <= tick {
      for _ in 0..<50 where next <= tick { try step() }
      if isStopping || shared.withLock({ $0.wish }) != tick { return }
    }
    publish(jumped: true, to: tick)
  }

  /// Keeps the state before the next moment that is to be ready; false where there is none. Another wish comes first.
  private func makeReady() throws -> Bool {
    guard let tick = shared.withLock({ s in s.coming.isEmpty ? nil : s.coming.removeFirst() }) else { return false }
    guard tick < last, keys[tick.rawValue] == nil else { return true }
    try rewind(for: tick)
    while next < tick {
      try step()
      let isWanted = shared.withLock { s in
        let isFree = s.wish == nil && !s.state.isPlaying
        if !isFree { s.coming.insert(tick, at: 0) }
        return isFree
      }
      if isStopping || !isWanted { return true }
    }
    if next == tick { keep() }
    return true
  }

  /// Makes ready to step to the moment after `tick`: goes back, or forward over what need not be stepped.
  private func rewind(for tick: Tick) throws {
    let key = keys.keys.filter { $0 <= tick.rawValue }.max()
    let saved = recording.start(before: tick)
    let best = max(Tick(key ?? 0), saved?.first ?? Tick(0))
    if next <= tick, next >= best, next > Tick(0) { return }
    if let key, Tick(key) == best, let bytes = keys[key], key > 0 {
      try stepper.restore(bytes)
    } else if let saved, saved.first == best {
      try stepper.restore(saved.state)
    } else {
      stepper.reset()
    }
    next = best
    maker = SnapshotMaker(stage: recording.stage, stepper: stepper)
    // What fades is made again from what was recorded just before.
    let before = Tick(best.rawValue - min(best.rawValue, Self.window))
    maker.add(past: recording.events(before: before))
    for entry in recording.reader.ticks(before..<best) {
      if let output = entry.output { maker.add(output) }
    }
  }

  private func step() throws {
    if entries.last.map({ $0.tick < next }) ?? true || entries[0].tick > next {
      entries = recording.reader.ticks(next..<(next + Self.window))
    }
    let i = entries.first.flatMap { next >= $0.tick ? Int(next - $0.tick) : nil } ?? 0
    guard entries.indices.contains(i), entries[i].tick == next, let input = entries[i].input else {
      throw SessionError.missingTick(path: recording.path, tick: next.rawValue)
    }
    let pressure = output.pressure
    output = stepper.step(input)
    maker.add(output)
    if let told = PulseMoment(output, after: pressure) { pulse.append(told) }
    next = next + 1
    if next.rawValue % Self.keyInterval == 0, keys[next.rawValue] == nil { keep() }
  }

  /// The pulse up to a moment as it was recorded.
  private func recordedPulse(through tick: Tick) -> [PulseMoment] {
    let first = Tick(tick.rawValue - min(tick.rawValue, Self.pulseMemory))
    let outputs = recording.reader.ticks(first..<(tick + 1)).compactMap(\.output)
    return zip(outputs, outputs.dropFirst()).compactMap { PulseMoment($1, after: $0.pressure) }
  }

  /// Keeps the state before `next`; the furthest from here goes where there are too many.
  private func keep() {
    keys[next.rawValue] = stepper.save()
    defer { shared.withLock { $0.state.ready = Set(keys.keys.map { Tick($0) }) } }
    guard keys.count > Self.keyCapacity else { return }
    let here = Int64(next.rawValue)
    if let far = keys.keys.max(by: { abs(Int64($0) - here) < abs(Int64($1) - here) }) { keys[far] = nil }
  }

  private func publish(jumped: Bool, to tick: Tick? = nil) {
    let snapshot = maker.snapshot(after: output)
    if jumped { pulse = recordedPulse(through: output.tick) }
    shared.withLock { s in
      if jumped { s.jumps += 1 }
      let earlier = jumped ? [] : s.frame?.pulse ?? []
      s.frame = Frame(snapshot: snapshot, output: output, pulse: earlier + pulse, jumps: s.jumps)
      s.state.tick = output.tick
      if s.wish == tick, tick != nil {
        s.wish = nil
        s.state.isSeeking = false
      }
    }
    pulse.removeAll(keepingCapacity: true)
  }
}
