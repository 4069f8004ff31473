import CSIMD
import SimMath

extension FloatingPointMode {
  /// The bits of MXCSR that choose a mode; the others only tell what has happened.
  private static var modeBits: UInt32 { 0xFFC0 }

  /// Does work that may leave the thread in another mode, such as loading a library with fast-math constructors, and
  /// gives the thread its own back.
  ///
  /// - Returns: what the work gave, and whether it had left the mode changed.
  static func restoring<R>(_ work: () -> R) -> (result: R, changed: Bool) {
    let before = systole_get_mxcsr()
    let result = work()
    let after = systole_get_mxcsr()
    systole_set_mxcsr(before)
    return (result, (before ^ after) & modeBits != 0)
  }
}
