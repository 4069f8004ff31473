public import Frames
public import Simulation

/// What a model of a stitch to be tied is made from besides the scene truth, in SI units.
public struct KnotParameters: Sendable {
  public var wall: VesselTissue
  /// What each of the stitch's holes holds by itself, N, and the pull that tears it out.
  public var threadGrip: Double
  public var tearForce: Double
  public var size: SutureSize
  public var material: SutureMaterial
  /// All that lies on the tray, and what the two hands hold at first, of it.
  public var instruments: [Instrument]
  public var inHand: [Tool]
  public var limits: DeviceLimits
  public var secondLimits: DeviceLimits?
  /// Contact pressure per depth, Pa/m; friction between instrument and tissue.
  public var contactStiffness = 4e8
  public var friction = 0.3
  /// Cells of the mesh around, along, and through the wall.
  public var cells = (around: 8, along: 8, through: 2)
  /// Segments of the thread, m. Usual: 0.3 mm, 2.4 diameters of a 5-0 thread, with which a throw lies smoothly.
  public var segment = 0.000_3

  public init(
    wall: VesselTissue, threadGrip: Double, tearForce: Double, size: SutureSize, material: SutureMaterial,
    instruments: [Instrument], inHand: [Tool], limits: DeviceLimits, secondLimits: DeviceLimits? = nil
  ) {
    self.wall = wall
    self.threadGrip = threadGrip
    self.tearForce = tearForce
    self.size = size
    self.material = material
    self.instruments = instruments
    self.inHand = inHand
    self.limits = limits
    self.secondLimits = secondLimits
  }
}
