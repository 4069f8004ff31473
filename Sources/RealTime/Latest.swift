import Synchronization

/// The latest value of a stream, handed from one writer thread to one reader thread.
///
/// Three slots and one atomic exchange: the writer always has a slot to write, the reader always has a whole value to
/// read, and neither ever waits. A value that the reader does not fetch in time is overwritten. Neither `publish` nor
/// `read` allocates, locks or calls the system.
///
/// Exactly one thread may publish and exactly one may read at a time.
public final class Latest<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Bits 0-1: the slot that neither side holds. Bit 2: it has a value that the reader has not seen.
  @usableFromInline static var fresh: UInt8 { 4 }
  @usableFromInline let slots: UnsafeMutableRawPointer
  @usableFromInline let stride: Int
  @usableFromInline let middle = Atomic<UInt8>(1)
  // The slots in hand, on cache lines of their own at the end of the storage.
  @usableFromInline let writerSlot: UnsafeMutablePointer<UInt8>
  @usableFromInline let readerSlot: UnsafeMutablePointer<UInt8>

  /// Before the first publication, `read` gives `initial`.
  public init(_ initial: Value) {
    stride = (MemoryLayout<Value>.size + CacheLine.size - 1) / CacheLine.size * CacheLine.size
    slots = .allocate(byteCount: 3 * stride + 2 * CacheLine.size, alignment: CacheLine.size)
    for i in 0..<3 { (slots + i * stride).bindMemory(to: Value.self, capacity: 1).initialize(to: initial) }
    writerSlot = (slots + 3 * stride).bindMemory(to: UInt8.self, capacity: 1)
    writerSlot.initialize(to: 0)
    readerSlot = (slots + 3 * stride + CacheLine.size).bindMemory(to: UInt8.self, capacity: 1)
    readerSlot.initialize(to: 2)
  }

  deinit { slots.deallocate() }

  /// Makes `value` the latest one. Writer thread only.
  @inlinable public func publish(_ value: Value) {
    let slot = writerSlot.pointee
    (slots + Int(slot) * stride).assumingMemoryBound(to: Value.self).pointee = value
    let old = middle.exchange(slot | Self.fresh, ordering: .acquiringAndReleasing)
    writerSlot.pointee = old & 3
  }

  /// The latest value, whether or not it was read before. Reader thread only.
  @inlinable public func read() -> Value {
    _ = fetch()
    return (slots + Int(readerSlot.pointee) * stride).assumingMemoryBound(to: Value.self).pointee
  }

  /// The latest value if there has been a publication since the last `read` or `take`, else nil. Reader thread only.
  @inlinable public func take() -> Value? {
    guard fetch() else { return nil }
    return (slots + Int(readerSlot.pointee) * stride).assumingMemoryBound(to: Value.self).pointee
  }

  /// Swaps the reader's slot for a fresh one, if there is one.
  @inlinable func fetch() -> Bool {
    guard middle.load(ordering: .relaxed) & Self.fresh != 0 else { return false }
    let old = middle.exchange(readerSlot.pointee, ordering: .acquiringAndReleasing)
    readerSlot.pointee = old & 3
    return true
  }
}
