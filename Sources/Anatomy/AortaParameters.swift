public import Frames
public import Simulation

/// What a model of the ascending aorta is made from besides the scene truth, in SI units.
public struct AortaParameters: Sendable {
  public var pulse: PulseParameters
  public var wall: VesselTissue
  public var softPlaque: VesselTissue
  public var calcium: VesselTissue
  /// Radius of the palpation probe's round end (m), its mass (kg), and the coefficient of friction with tissue.
  public var probeRadius: Double
  public var probeMass: Double
  public var friction: Double
  /// Contact pressure per depth of the fingertip that the probe stands for, Pa/m.
  public var contactStiffness: Double
  public var limits: DeviceLimits
  /// Of the second hand's device; nil for a scene for one.
  public var secondLimits: DeviceLimits?
  /// On the tray beside the two probes; the second hand begins with the forceps among them.
  public var instruments: [Instrument] = []
  /// Seed of the simulation's own random numbers is the patient's; cells of the mesh around and along.
  public var cellsAround: Int
  public var cellsAlong: Int
  /// How fine the coarse correction is.
  public var coarse: CoarseParameters

  public init(
    pulse: PulseParameters, wall: VesselTissue, softPlaque: VesselTissue, calcium: VesselTissue,
    probeRadius: Double, probeMass: Double, friction: Double, limits: DeviceLimits, contactStiffness: Double = 4e8,
    cellsAround: Int = 16, cellsAlong: Int = 10, coarse: CoarseParameters = CoarseParameters(aggregates: 52)
  ) {
    self.pulse = pulse
    self.wall = wall
    self.softPlaque = softPlaque
    self.calcium = calcium
    self.probeRadius = probeRadius
    self.probeMass = probeMass
    self.friction = friction
    self.limits = limits
    self.contactStiffness = contactStiffness
    self.cellsAround = cellsAround
    self.cellsAlong = cellsAlong
    self.coarse = coarse
  }
}
