/// All that a view needs to know of a scene before its first snapshot. It holds no lesion: nobody can draw the answer.
public struct Stage: Equatable, Sendable {
  public var surface: TissueSurface
  /// The vessel from outside: radius, length and zones. Its lesions are not here.
  public var vessel: VesselTruth
  /// Radius of the palpation probe's round end, m.
  public var probeRadius: Float
  /// Width of the ultrasound probe's face and depth of its picture, m.
  public var imageWidth: Float
  public var imageDepth: Float
  /// Varies what has no bearing on the procedure: vessels in the adventitia, lobes of fat, folds of drapes.
  public var seed: UInt64
  /// The instruments of surgery that can be in a hand. One that is not here is not drawn.
  public var instruments: [InstrumentForm]
  /// Threads and their needles.
  public var sutures: [SutureForm]
  /// Blood stands in the field and is simulated.
  public var hasPool: Bool
  /// Tissue can be burnt, and bleeds where it is told to.
  public var hasHarm: Bool
  /// What is around the tissue.
  public var surroundings: Surroundings

  public enum Surroundings: Sendable {
    /// An opened chest, with the heart.
    case chest
    /// A workbench: vessels in an approximator over a cloth.
    case approximator
    /// The same, with a vessel over a mandrel.
    case mandrel
  }

  public init(
    surface: TissueSurface, vessel: VesselTruth, probeRadius: Float, imageWidth: Float, imageDepth: Float, seed: UInt64,
    instruments: [InstrumentForm] = [], sutures: [SutureForm] = [], hasPool: Bool = false,
    hasHarm: Bool = false, surroundings: Surroundings = .chest
  ) {
    self.surface = surface
    self.vessel = vessel
    self.probeRadius = probeRadius
    self.imageWidth = imageWidth
    self.imageDepth = imageDepth
    self.seed = seed
    self.instruments = instruments
    self.sutures = sutures
    self.hasPool = hasPool
    self.hasHarm = hasHarm
    self.surroundings = surroundings
  }

  /// Numbers of a moment are those of the vertices, then those of each suture, then those of standing blood, then so many: how
  /// burnt each vertex is and how much blood covers it.
  var harmCount: Int { hasHarm ? 2 * surface.vertexCount : 0 }
}
