public import CSIMD

/// The floating-point mode in which everything that must give the same bits is computed: round to nearest, denormals
/// flushed to zero, exceptions masked.
///
/// A library with fast-math constructors, or a driver, may leave a thread in another mode; this sets it for a piece of
/// work and gives the thread its own back.
public enum FloatingPointMode {
  @usableFromInline static var deterministic: UInt32 { 0x9FC0 }

  @inlinable @inline(__always) public static func withDeterministic<R: ~Copyable, E: Error>(
    _ body: () throws(E) -> R
  ) throws(E) -> R {
    let mode = systole_get_mxcsr()
    systole_set_mxcsr(deterministic)
    defer { systole_set_mxcsr(mode) }
    return try body()
  }
}
