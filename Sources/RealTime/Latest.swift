/// The latest value of a stream, handed from one writer thread to one reader thread.
///
/// Three slots and one atomic exchange: the writer always has a slot to write, the reader always has a whole value to
/// read, and neither ever waits. A value that the reader does not fetch in time is overwritten. Neither `publish` nor
/// `read` allocates, locks or calls the system.
///
/// Exactly one thread may publish and exactly one may read at a time.
public final class Latest<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline let exchange = SlotExchange()
  @usableFromInline let slots: UnsafeMutableRawPointer
  @usableFromInline let stride: Int

  /// Before the first publication, `read` gives `initial`.
  public init(_ initial: Value) {
    stride = (MemoryLayout<Value>.size + CacheLine.size - 1) / CacheLine.size * CacheLine.size
    slots = .allocate(byteCount: 3 * stride, alignment: CacheLine.size)
    for i in 0..<3 { (slots + i * stride).bindMemory(to: Value.self, capacity: 1).initialize(to: initial) }
  }

  deinit { slots.deallocate() }

  @inlinable func slot(_ i: Int) -> UnsafeMutablePointer<Value> {
    (slots + i * stride).assumingMemoryBound(to: Value.self)
  }

  /// Makes `value` the latest one. Writer thread only.
  @inlinable public func publish(_ value: Value) {
    slot(exchange.writable).pointee = value
    exchange.publish()
  }

  /// The latest value, whether or not it was read before. Reader thread only.
  @inlinable public func read() -> Value {
    _ = exchange.fetch()
    return slot(exchange.readable).pointee
  }

  /// The latest value if there has been a publication since the last `read` or `take`, else nil. Reader thread only.
  @inlinable public func take() -> Value? { exchange.fetch() ? slot(exchange.readable).pointee : nil }
}
