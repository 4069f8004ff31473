import CSIMD

/// How many numbers the tissue's sweep works on at once. The bits are the same for either.
public enum LaneWidth: Int, Sendable, CaseIterable {
  /// AVX2, which every machine that runs Systole has.
  case eight = 8
  /// AVX-512.
  case sixteen = 16

  /// The most that this processor can do.
  public static let widest: LaneWidth = systole_has_avx512() != 0 ? .sixteen : .eight

  /// Those that this processor can do.
  public static var supported: [LaneWidth] { allCases.filter { $0.rawValue <= widest.rawValue } }
}
