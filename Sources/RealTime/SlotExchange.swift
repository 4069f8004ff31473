import Synchronization

/// Who holds which of three slots: the heart of `Latest` and `LatestBuffer`.
///
/// The writer and the reader each hold one slot of their own; the third lies in the middle and changes hands by one
/// atomic exchange, so that neither side ever waits or sees a slot that the other one is using.
@usableFromInline final class SlotExchange: @unchecked Sendable {
  // Bits 0-1: the slot in the middle. Bit 2: it has a value that the reader has not seen.
  @usableFromInline static var fresh: UInt8 { 4 }
  @usableFromInline let middle = Atomic<UInt8>(1)
  // The slots in hand, on cache lines of their own.
  @usableFromInline let writer: UnsafeMutablePointer<UInt8>
  @usableFromInline let reader: UnsafeMutablePointer<UInt8>
  private let storage: UnsafeMutableRawPointer

  init() {
    storage = .allocate(byteCount: 2 * CacheLine.size, alignment: CacheLine.size)
    writer = storage.bindMemory(to: UInt8.self, capacity: 1)
    writer.initialize(to: 0)
    reader = (storage + CacheLine.size).bindMemory(to: UInt8.self, capacity: 1)
    reader.initialize(to: 2)
  }

  deinit { storage.deallocate() }

  /// The slot that the writer may fill. Writer thread only.
  @inlinable var writable: Int { Int(writer.pointee) }

  /// Hands the filled slot over and takes another. Writer thread only.
  @inlinable func publish() {
    writer.pointee = middle.exchange(writer.pointee | Self.fresh, ordering: .acquiringAndReleasing) & 3
  }

  /// The slot that the reader may read. Reader thread only.
  @inlinable var readable: Int { Int(reader.pointee) }

  /// Swaps the reader's slot for a fresh one; false if there is none. Reader thread only.
  @inlinable func fetch() -> Bool {
    guard middle.load(ordering: .relaxed) & Self.fresh != 0 else { return false }
    reader.pointee = middle.exchange(reader.pointee, ordering: .acquiringAndReleasing) & 3
    return true
  }
}
