/// What two threads may write without slowing each other down.
@usableFromInline enum CacheLine {
  /// Bytes; twice the usual 64, because processors fetch lines in pairs.
  @usableFromInline static var size: Int { 128 }
}
