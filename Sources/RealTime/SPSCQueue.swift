import Synchronization

/// A bounded queue from one producer thread to one consumer thread, without locks.
///
/// `push` never waits: when the queue is full it refuses the value and counts it. Neither `push` nor `pop` allocates,
/// locks or calls the system. The indices of the two sides lie on cache lines of their own.
///
/// Exactly one thread may push and exactly one may pop at a time.
public final class SPSCQueue<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// How many elements fit, a power of two.
  public let capacity: Int
  @usableFromInline let mask: Int
  @usableFromInline let elements: UnsafeMutablePointer<Element>
  @usableFromInline let control: UnsafeMutableRawPointer
  // The consumer's side: next index to pop, and the last `tail` it saw.
  @usableFromInline let head: UnsafeMutablePointer<Atomic<Int>>
  @usableFromInline let tailSeen: UnsafeMutablePointer<Int>
  // The producer's side: next index to push, the last `head` it saw, and how many pushes were refused.
  @usableFromInline let tail: UnsafeMutablePointer<Atomic<Int>>
  @usableFromInline let headSeen: UnsafeMutablePointer<Int>
  @usableFromInline let refused: UnsafeMutablePointer<Atomic<Int>>

  /// - Parameter minimumCapacity: at least this many elements fit; 1 or more.
  public init(minimumCapacity: Int) {
    precondition(minimumCapacity > 0, "a queue needs room for one element")
    var n = 1
    while n < minimumCapacity { n *= 2 }
    capacity = n
    mask = n - 1
    elements = .allocate(capacity: n)
    control = .allocate(byteCount: 2 * CacheLine.size, alignment: CacheLine.size)
    let word = MemoryLayout<Int>.stride
    head = control.bindMemory(to: Atomic<Int>.self, capacity: 1)
    head.initialize(to: Atomic(0))
    tailSeen = (control + word).bindMemory(to: Int.self, capacity: 1)
    tailSeen.initialize(to: 0)
    let producer = control + CacheLine.size
    tail = producer.bindMemory(to: Atomic<Int>.self, capacity: 1)
    tail.initialize(to: Atomic(0))
    headSeen = (producer + word).bindMemory(to: Int.self, capacity: 1)
    headSeen.initialize(to: 0)
    refused = (producer + 2 * word).bindMemory(to: Atomic<Int>.self, capacity: 1)
    refused.initialize(to: Atomic(0))
  }

  deinit {
    elements.deallocate()
    control.deallocate()
  }

  /// Appends `element`; false (and counted in `overflowCount`) if there is no room. Producer thread only.
  @inlinable public func push(_ element: Element) -> Bool {
    let t = tail.pointee.load(ordering: .relaxed)
    if t &- headSeen.pointee == capacity {
      headSeen.pointee = head.pointee.load(ordering: .acquiring)
      if t &- headSeen.pointee == capacity {
        refused.pointee.add(1, ordering: .relaxed)
        return false
      }
    }
    (elements + (t & mask)).initialize(to: element)
    tail.pointee.store(t &+ 1, ordering: .releasing)
    return true
  }

  /// True if a `push` would find room. Producer thread only.
  @inlinable public var hasRoom: Bool {
    let t = tail.pointee.load(ordering: .relaxed)
    if t &- headSeen.pointee < capacity { return true }
    headSeen.pointee = head.pointee.load(ordering: .acquiring)
    return t &- headSeen.pointee < capacity
  }

  /// Removes and returns the oldest element, nil if there is none. Consumer thread only.
  @inlinable public func pop() -> Element? {
    let h = head.pointee.load(ordering: .relaxed)
    if h == tailSeen.pointee {
      tailSeen.pointee = tail.pointee.load(ordering: .acquiring)
      if h == tailSeen.pointee { return nil }
    }
    let element = (elements + (h & mask)).pointee
    head.pointee.store(h &+ 1, ordering: .releasing)
    return element
  }

  /// How many pushes were refused since the start. Any thread.
  @inlinable public var overflowCount: Int { refused.pointee.load(ordering: .relaxed) }
}
