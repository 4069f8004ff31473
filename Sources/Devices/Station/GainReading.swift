public import Foundation

/// What a check of a device's gain on the station's spring gave: the spring's stiffness as the device sees it.
public struct GainReading: Equatable, Sendable {
  /// When it was taken.
  public var date: Date
  /// The device that it was taken on.
  public var model: String
  public var serial: String
  /// Rise of the force sent over the way that the spring gave, N/m.
  public var stiffness: Double
  /// Largest minus smallest stiffness of the single cycles, as a share of their mean.
  public var spread: Double
  /// What the device says it applied, as a share of what it was sent; nil where it does not say.
  public var readBack: Double?

  public init(
    date: Date, model: String, serial: String, stiffness: Double, spread: Double, readBack: Double? = nil
  ) {
    self.date = date
    self.model = model
    self.serial = serial
    self.stiffness = stiffness
    self.spread = spread
    self.readBack = readBack
  }

  /// Change of the device's gain since a baseline on the same spring, as a share: a weaker motor moves the spring less, so
  /// that it looks stiffer.
  public func drift(since baseline: GainReading) -> Double { baseline.stiffness / stiffness - 1 }
}
