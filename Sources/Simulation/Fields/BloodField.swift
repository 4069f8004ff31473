public import SimMath

/// Blood that runs together in the lowest place of the field: a basin whose area grows evenly with height, what bleeds into
/// it, and its edge. World y is up.
public struct BloodField: Equatable, Sendable {
  /// Height of the basin's ground, m.
  public var floor: Double
  /// Area of the ground, m2, greater than 0, and by how much it grows for each metre of height, m, at least 0.
  public var area: Double
  public var growth: Double
  /// Height of the edge over the ground, m, greater than 0: what rises over it is gone.
  public var depth: Double
  /// What bleeds into it, m3/s, at least 0.
  public var bleeding: Double
  /// Small vessels that bleed into it as well, until they are coagulated.
  public var sources: [BleedingSource]
  /// What stands in it at the start, m3, at least 0.
  public var volume: Double
  /// 0 venous and dark to 1 arterial and bright.
  public var brightness: Double

  public init(
    floor: Double, area: Double, growth: Double = 0, depth: Double, bleeding: Double, sources: [BleedingSource] = [],
    volume: Double = 0, brightness: Double = 0.2
  ) {
    precondition(
      floor.isFinite && area > 0 && growth >= 0 && depth > 0 && bleeding >= 0 && volume >= 0
        && (0...1).contains(brightness))
    self.floor = floor
    self.area = area
    self.growth = growth
    self.depth = depth
    self.bleeding = bleeding
    self.sources = sources
    self.volume = volume
    self.brightness = brightness
  }

  /// What the basin holds up to a height over its ground, m3: the integral of `area` + `growth` h.
  public func volume(upTo h: Double) -> Double { (area + 0.5 * growth * h) * h }

  /// Height of the surface for a volume in the basin, m, world frame: the root of the above without cancellation.
  public func level(of volume: Double) -> Double {
    floor + 2 * volume / (area + (area * area + 2 * growth * volume).squareRoot())
  }

  /// What is in the basin after a tick, m3.
  ///
  /// - Parameters:
  ///   - inflow: what bleeds into it, m3/s.
  ///   - outflow: what suckers take, m3/s.
  func next(_ volume: Double, inflow: Double, outflow: Double) -> Double {
    min(self.volume(upTo: depth), max(0, volume + 0.001 * (inflow - outflow)))
  }

  /// How far a ball stands in it, 0 to 1: its share under the surface by height.
  func cover(_ middle: Vector3, radius: Float, volume: Double) -> Double {
    guard volume > 0 else { return 0 }
    return min(1, max(0, 0.5 + 0.5 * (level(of: volume) - Double(middle.y)) / Double(radius)))
  }

  public func combine(into h: inout StateHash) {
    for x in [floor, area, growth, depth, bleeding, volume, brightness] { h.combine(x.bitPattern) }
    for s in sources { for x in [s.site.x, s.site.y, s.site.z, s.flow] { h.combine(x.bitPattern) } }
  }
}
