public import Frames
public import Simulation

/// What a model of two vessels' ends to be sewn is made from besides the scene truth, in SI units.
public struct AnastomosisParameters: Sendable {
  public var wall: VesselTissue
  public var size: SutureSize
  public var material: SutureMaterial
  /// All that lies on the tray, and what the two hands hold at first, of it.
  public var instruments: [Instrument]
  public var inHand: [Tool]
  /// Blood that stands under the vessels, its ground measured from the table; nil for a dry field.
  public var blood: BloodField?
  public var limits: DeviceLimits
  public var secondLimits: DeviceLimits?
  /// Contact pressure per depth, Pa/m; friction between instrument and tissue.
  public var contactStiffness = 4e8
  public var friction = 0.3
  /// Cells of each vessel's mesh around and along.
  public var cells = (around: 12, along: 5)
  /// Segments of the thread, m. Usual: 1 mm, a third of what lies between two punctures.
  public var segment = 0.001

  public init(
    wall: VesselTissue, size: SutureSize, material: SutureMaterial, instruments: [Instrument], inHand: [Tool],
    limits: DeviceLimits, secondLimits: DeviceLimits? = nil, blood: BloodField? = nil
  ) {
    self.wall = wall
    self.size = size
    self.material = material
    self.instruments = instruments
    self.inHand = inHand
    self.limits = limits
    self.secondLimits = secondLimits
    self.blood = blood
  }
}
