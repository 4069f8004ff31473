/// Hashes of the simulation state by subsystem. Each covers one hundredth of its arrays a tick; every hundredth tick (99,
/// 199, ...) completes a report over the hundred ticks up to and with it.
@frozen public struct HashReport: Equatable, Hashable, Sendable, Codable {
  public var positions: UInt64
  public var velocities: UInt64
  public var contacts: UInt64
  public var random: UInt64

  @inlinable public init(positions: UInt64, velocities: UInt64, contacts: UInt64, random: UInt64) {
    self.positions = positions
    self.velocities = velocities
    self.contacts = contacts
    self.random = random
  }

  @inlinable public static var zero: HashReport { HashReport(positions: 0, velocities: 0, contacts: 0, random: 0) }
  /// Ticks from one complete report to the next.
  @inlinable public static var period: UInt64 { 100 }
}
