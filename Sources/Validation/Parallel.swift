import RealTime
import Synchronization

/// The same work on many items, some at a time.
enum Parallel {
  /// - Parameters:
  ///   - threads: items that are worked on at once; the answer does not depend on it.
  ///   - goOn: takes the share that is done, on the caller's thread; false leaves the rest undone.
  /// - Returns: one answer for each item, in their order; nil if it was ended early.
  /// - Throws: what the first item that failed threw, or `RealTimeError`.
  static func map<Item: Sendable, Answer: Sendable>(
    _ items: [Item], threads: Int, goOn: (Double) -> Bool, _ body: @escaping @Sendable (Item) throws -> Answer
  ) throws -> [Answer]? {
    let work = Work<Answer>(count: items.count)
    let team = try (0..<max(1, min(threads, items.count))).map { _ in
      try NativeThread(name: "validation", stackSize: 8 << 20) {
        while let k = work.take() { work.put(Result { try body(items[k]) }, at: k) }
        work.leave()
      }
    }
    while work.finished < team.count {
      MonotonicClock.sleep(for: 20_000_000)
      if !goOn(work.share) { work.stop() }
    }
    for thread in team { thread.join() }
    return try work.answers()
  }

  private final class Work<Answer: Sendable>: Sendable {
    private let count: Int
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let left = Atomic<Int>(0)
    private let results: Mutex<[Result<Answer, any Error>?]>

    init(count: Int) {
      self.count = count
      results = Mutex(Array(repeating: nil, count: count))
    }

    func take() -> Int? {
      let k = next.add(1, ordering: .relaxed).oldValue
      return k < count ? k : nil
    }

    func put(_ result: Result<Answer, any Error>, at k: Int) {
      results.withLock { $0[k] = result }
      done.add(1, ordering: .relaxed)
    }

    func leave() { left.add(1, ordering: .releasing) }
    func stop() { next.store(count, ordering: .relaxed) }
    var finished: Int { left.load(ordering: .acquiring) }
    var share: Double { Double(done.load(ordering: .relaxed)) / Double(max(1, count)) }

    func answers() throws -> [Answer]? {
      let list = results.withLock { $0 }
      guard list.allSatisfy({ $0 != nil }) else { return nil }
      return try list.map { try $0!.get() }
    }
  }
}
