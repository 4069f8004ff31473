/// `Latest` for many numbers whose count is known only when the buffer is made, such as the positions of a mesh, with a
/// label of fixed size.
///
/// Exactly one thread may publish and exactly one may take at a time. Neither allocates, locks or calls the system.
public final class LatestBuffer<Label: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let exchange = SlotExchange()
  private let numbers: [UnsafeMutableBufferPointer<Float>]
  private let labels: UnsafeMutablePointer<Label>

  /// - Parameters:
  ///   - count: numbers in each publication.
  ///   - label: held by the slots until the first publication.
  public init(count: Int, label: Label) {
    numbers = (0..<3).map { _ in
      let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: count)
      buffer.initialize(repeating: 0)
      return buffer
    }
    labels = .allocate(capacity: 3)
    labels.initialize(repeating: label, count: 3)
  }

  deinit {
    for buffer in numbers { buffer.deallocate() }
    labels.deallocate()
  }

  /// Lets `fill` write the numbers and say their label, then makes them the latest ones. Writer thread only.
  public func publish(fill: (UnsafeMutableBufferPointer<Float>) -> Label) {
    let slot = exchange.writable
    labels[slot] = fill(numbers[slot])
    exchange.publish()
  }

  /// Lets `fill` write all numbers, then makes them the latest ones. Writer thread only.
  public func publish(_ label: Label, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
    publish {
      fill($0)
      return label
    }
  }

  /// Hands the latest numbers to `body` if there has been a publication since the last call, else gives nil. They stay
  /// unchanged until the next call. Reader thread only.
  public func take<Result>(_ body: (Label, UnsafeBufferPointer<Float>) -> Result) -> Result? {
    guard exchange.fetch() else { return nil }
    let slot = exchange.readable
    return body(labels[slot], UnsafeBufferPointer(numbers[slot]))
  }
}
