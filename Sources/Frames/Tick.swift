/// A moment of the simulation: the number of 1 ms steps since the session began. The only clock there is.
@frozen public struct Tick: RawRepresentable, Comparable, Hashable, Sendable, Codable {
  public var rawValue: UInt64

  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  @inlinable public init(_ value: UInt64) { rawValue = value }

  /// The length of a step in s. Never stretched.
  @inlinable public static var duration: Float { 0.001 }
  /// Steps in a second of simulated time.
  @inlinable public static var perSecond: UInt64 { 1000 }

  /// Simulated time since the session began, s.
  @inlinable public var seconds: Double { Double(rawValue) / 1000 }

  @inlinable public static func < (a: Tick, b: Tick) -> Bool { a.rawValue < b.rawValue }
  @inlinable public static func + (a: Tick, n: UInt64) -> Tick { Tick(a.rawValue + n) }
  /// Steps from `b` to `a`; `b` must not be later.
  @inlinable public static func - (a: Tick, b: Tick) -> UInt64 { a.rawValue - b.rawValue }
}
