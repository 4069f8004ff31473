import CSIMD

/// What the processor must be able to do.
public enum Processor {
  /// It has AVX2 and FMA, and the system saves their registers.
  public static var isSupported: Bool {
    #if arch(x86_64)
    return systole_has_avx2_fma() != 0
    #else
    return false
    #endif
  }
}
