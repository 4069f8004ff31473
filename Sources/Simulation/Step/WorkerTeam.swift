import CSIMD
import Glibc
import SimMath
import Synchronization

/// Threads that share a tick. The work is cut in fixed parts and summed in a fixed order, so that the bits are the same
/// for any number of workers.
///
/// Owned by the thread that steps; workers spin between the phases of a tick and sleep between ticks.
public final class WorkerTeam: @unchecked Sendable {
  /// The stepping thread and its helpers together, at least 1.
  public let workers: Int
  /// How wide each of them works.
  public let lanes: LaneWidth

  private let arrived = Atomic<Int>(0)
  private let phase = Atomic<UInt>(0)
  private let finished = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let wake: UnsafeMutablePointer<sem_t>
  private var threads: [pthread_t] = []
  private var context: UnsafeMutableRawPointer?
  private var body: (@convention(c) (UnsafeMutableRawPointer, Int, UnsafeRawPointer) -> Void)?

  /// - Parameters:
  ///   - workers: 1 to 16; 1 makes no threads.
  ///   - lanes: what the processor cannot do is made less.
  public init(workers: Int = 1, lanes: LaneWidth = .widest) {
    self.workers = max(1, min(16, workers))
    self.lanes = lanes.rawValue <= LaneWidth.widest.rawValue ? lanes : .widest
    wake = .allocate(capacity: 16)
    for i in 0..<16 { sem_init(wake + i, 0, 0) }
    for i in 1..<max(1, self.workers) {
      var thread = pthread_t()
      let box = Unmanaged.passRetained(Start(team: self, index: i)).toOpaque()
      pthread_create(
        &thread, nil,
        { raw in
          let start = Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue()
          let index = start.index
          // Only the pointer is kept: the team joins its threads before it goes.
          let team = Unmanaged.passUnretained(start.team)
          withExtendedLifetime(start) {}
          team._withUnsafeGuaranteedRef { $0.work(index) }
          return nil
        }, box)
      threads.append(thread)
    }
  }

  /// Ends the threads. Must be called before the last reference goes if `workers` is more than 1.
  public func stop() {
    guard !stopping.exchange(true, ordering: .acquiringAndReleasing) else { return }
    for i in 1..<max(1, workers) { sem_post(wake + i) }
    for t in threads { pthread_join(t, nil) }
    threads = []
  }

  deinit {
    stop()
    for i in 0..<16 { sem_destroy(wake + i) }
    wake.deallocate()
  }

  /// What a new thread is handed.
  private final class Start: @unchecked Sendable {
    let team: WorkerTeam
    let index: Int
    init(team: WorkerTeam, index: Int) {
      self.team = team
      self.index = index
    }
  }

  private func work(_ index: Int) {
    while true {
      sem_wait(wake + index)
      if stopping.load(ordering: .acquiring) { return }
      FloatingPointMode.withDeterministic { body!(context!, index, Unmanaged.passUnretained(self).toOpaque()) }
      finished.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Runs `body(context, worker, team)` on every worker and waits for all.
  func run(
    _ context: UnsafeMutableRawPointer,
    _ body: @convention(c) (UnsafeMutableRawPointer, Int, UnsafeRawPointer) -> Void
  ) {
    let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    guard workers > 1 else {
      body(context, 0, me)
      return
    }
    self.context = context
    self.body = body
    finished.store(0, ordering: .releasing)
    for i in 1..<workers { sem_post(wake + i) }
    body(context, 0, me)
    var spins = 0
    while finished.load(ordering: .acquiring) < workers - 1 { Self.pause(&spins) }
  }

  /// Waits until every worker has come here.
  @inline(__always) func barrier() {
    guard workers > 1 else { return }
    let now = phase.load(ordering: .acquiring)
    if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == workers {
      arrived.store(0, ordering: .releasing)
      phase.store(now &+ 1, ordering: .releasing)
    } else {
      var spins = 0
      while phase.load(ordering: .acquiring) == now { Self.pause(&spins) }
    }
  }

  /// Spins politely, and gives the processor away when it takes long: there may be fewer processors than workers.
  @inline(__always) private static func pause(_ spins: inout Int) {
    spins += 1
    if spins < 4000 { systole_pause() } else { sched_yield() }
  }
}
