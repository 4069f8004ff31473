public import Frames

/// What a person at the table can see before touching anything, and what the procedure asks for: all that a scripted
/// trainee starts from. It holds no lesion.
public struct DeviceContext: Equatable, Sendable {
  /// The vessel from outside: radius (m), length (m) and reach (rad). The wall's thickness is not read: it cannot be
  /// seen from outside.
  public var vessel: VesselTruth
  /// Part of the axis where a cannula may go, m from the proximal end.
  public var siteZone: ClosedRange<Double>
  /// Least distance of a site from the edge of any lesion that the procedure asks for, m.
  public var requiredMargin: Double
  /// Radius of the palpation probe's round end, m.
  public var probeTipRadius: Double
  /// Simulated time after which the session ends by itself, s.
  public var timeLimit: Double
  /// Which person: equal seeds act equally. Independent of the patient's seed unless the caller couples them.
  public var seed: UInt64
  /// What is to be sewn; nil where nothing is.
  public var anastomosis: AnastomosisTruth?
  /// What is to be tied; nil where nothing is.
  public var knot: KnotTruth?

  public init(
    vessel: VesselTruth, siteZone: ClosedRange<Double>, requiredMargin: Double, probeTipRadius: Double,
    timeLimit: Double, seed: UInt64, anastomosis: AnastomosisTruth? = nil, knot: KnotTruth? = nil
  ) {
    self.vessel = vessel
    self.siteZone = siteZone
    self.requiredMargin = requiredMargin
    self.probeTipRadius = probeTipRadius
    self.timeLimit = timeLimit
    self.seed = seed
    self.anastomosis = anastomosis
    self.knot = knot
  }
}
