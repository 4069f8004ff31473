/// Bounds that the writer keeps and the reader insists on before it allocates anything.
enum LogLimits {
  /// Largest file that is read, bytes: about six hours. The reader holds the file in memory.
  static let file = 4 << 30
  /// Largest chunk after decompression, bytes. Usual: 0.25 MB a second; a state snapshot has a chunk of its own.
  static let chunk = 64 << 20
  /// A chunk over this size (bytes) may not expand by more than `expansion`, so that a small file cannot keep a
  /// reader busy for hours.
  static let freeExpansion = 1 << 20
  static let expansion = 1000
  /// Largest state snapshot, bytes.
  static let state = 32 << 20
  /// Ticks in a chunk: a kill loses at most this many.
  static let ticksPerChunk = 1000
  /// Ticks that the reader keeps back so that late messages of a tick still find it. Must exceed `ticksPerChunk`,
  /// since timing comes at the end of its chunk.
  static let reorderWindow = 2048
  /// Defects that are listed one by one.
  static let defects = 1000
  /// The scene truth's own version.
  static let truthSchema = 1
}
