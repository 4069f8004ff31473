import Glibc
import Synchronization

/// A thread that copies memory without rest, so that caches and memory are busy: a load to measure deadlines under.
public final class MemoryStream: @unchecked Sendable {
  /// Copied from and to, bytes each: larger than the last cache of most machines.
  public static let size = 64 << 20

  private let stopRequested = Atomic<Bool>(false)
  private let copiedBlocks = Atomic<UInt64>(0)
  private var thread: NativeThread?
  /// Bytes of one copy between two looks at the stop flag.
  private static let block = 1 << 20

  public init() throws(RealTimeError) {
    thread = try NativeThread(name: "stream") { [self] in copy() }
  }

  /// Bytes copied so far. Any thread.
  public var copied: UInt64 { copiedBlocks.load(ordering: .relaxed) * UInt64(Self.block) }

  /// Ends the thread. Owner's thread only.
  public func stop() {
    stopRequested.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
  }

  private func copy() {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 2 * Self.size, alignment: CacheLine.size)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 1, count: 2 * Self.size)
    var place = 0
    while !stopRequested.load(ordering: .acquiring) {
      memcpy(memory + Self.size + place, memory + place, Self.block)
      copiedBlocks.add(1, ordering: .relaxed)
      place = (place + Self.block) % Self.size
    }
  }
}
