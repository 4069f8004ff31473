/// Storage of fixed size and 64-byte alignment, owned by one place and freed with it.
///
/// All storage of the simulation is made at load; nothing on the 1 kHz path grows. Indices are not checked in
/// optimised builds: the loops that use it take `base` once.
public struct FixedBuffer<Element: BitwiseCopyable>: ~Copyable {
  public let base: UnsafeMutablePointer<Element>
  public let count: Int

  /// - Parameters:
  ///   - count: number of elements, at least 0.
  ///   - value: what every element is at first.
  public init(count: Int, repeating value: Element) {
    precondition(count >= 0)
    base = Self.storage(count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  private static func storage(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(64, (count * MemoryLayout<Element>.stride + 63) & ~63)
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).bindMemory(to: Element.self, capacity: count)
  }

  /// Copies an array.
  init(_ array: [Element]) {
    base = Self.storage(array.count)
    for i in array.indices { (base + i).initialize(to: array[i]) }
    count = array.count
  }

  /// Copies an array.
  public init(_ array: [Element], padding: Element) {
    self.init(count: array.count, repeating: padding)
    for i in array.indices { base[i] = array[i] }
  }

  /// Copies an array and leaves room behind it.
  ///
  /// - Parameter count: at least that of the array.
  init(_ array: [Element], count: Int, padding: Element) {
    precondition(count >= array.count)
    self.init(count: count, repeating: padding)
    for i in array.indices { base[i] = array[i] }
  }

  /// Copies another buffer and leaves room behind it.
  ///
  /// - Parameter count: at least that of `other`.
  init(_ other: borrowing FixedBuffer<Element>, count: Int, padding: Element) {
    precondition(count >= other.count)
    self.init(count: count, repeating: padding)
    for i in 0..<other.count { base[i] = other.base[i] }
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  public subscript(i: Int) -> Element {
    @inline(__always) get {
      assert(i >= 0 && i < count)
      return base[i]
    }
    @inline(__always) nonmutating set {
      assert(i >= 0 && i < count)
      base[i] = newValue
    }
  }

  /// The elements, for reading.
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get { _overrideLifetime(Span(_unsafeStart: base, count: count), borrowing: self) }
  }
}

// Ownership is exclusive: whoever holds the buffer may hand it to another thread.
extension FixedBuffer: @unchecked Sendable {}
