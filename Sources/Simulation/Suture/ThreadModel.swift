public import SimMath

/// The constant part of a suture thread: V = segments + 1 vertices a segment apart, numbered from one end.
///
/// Immutable; any number of threads and states may use one model.
public final class ThreadModel: Sendable {
  public let material: ThreadMaterial
  public let segmentCount: Int
  /// Length of every segment at rest, m.
  public let segmentLength: Double
  public let gravity: Vector3D
  /// Lengths of thread between two places that may touch each other are at least this many segments.
  public let contactSeparation: Int
  /// Newton steps that a tick takes at most. Usual: 6; fewer leave fast motion behind the hand for a tick.
  public let iterations: Int
  /// Whether its vertices can lie on the surface of tissue.
  public let meetsTissue: Bool
  /// Places for guides and obstacles, contacts of the thread with itself and with obstacles, and pairs of segments that
  /// could touch in a step.
  public let guideCapacity: Int
  public let obstacleCapacity: Int
  public let contactCapacity: Int
  public let candidateCapacity: Int
  /// 3 x 3 blocks that the factor of a tick's matrix has room for.
  public let blockCapacity: Int

  /// - Parameters:
  ///   - segments: at least 4. A knot needs segments of at most 1.5 diameters.
  ///   - length: of the whole thread at rest, m.
  ///   - gravity: m/s2.
  ///   - meetsTissue: whether vertices have places on tissue, which their owner finds.
  public init(
    material: ThreadMaterial, segments: Int, length: Double, gravity: Vector3D = Vector3D(0, 0, -9.81),
    iterations: Int = 6, guides: Int = 16, obstacles: Int = 8, meetsTissue: Bool = false
  ) {
    precondition(segments >= 4 && length > 0 && iterations >= 1)
    self.material = material
    segmentCount = segments
    segmentLength = length / Double(segments)
    self.gravity = gravity
    self.iterations = iterations
    self.meetsTissue = meetsTissue
    // Nearer neighbours cannot touch unless the thread is bent more sharply than a circle of its own radius.
    contactSeparation = 2 + Int(2.5 * 0.5 * material.diameter / segmentLength)
    guideCapacity = guides
    obstacleCapacity = obstacles
    contactCapacity = 4 * segments + 64
    candidateCapacity = 16 * segments + 256
    blockCapacity = 40 * (segments + 1) + 4000
  }

  public var vertexCount: Int { segmentCount + 1 }

  /// Mass of a vertex, kg.
  @inline(__always) func mass(_ vertex: Int) -> Double {
    let m = material.lineDensity * segmentLength
    return vertex == 0 || vertex == segmentCount ? 0.5 * m : m
  }

  /// Spring between a vertex and the tissue that it lies on, N/m. Usual: 2,000, as of a puncture, so that the tissue and not this
  /// spring gives way.
  public static var tissueStiffness: Double { 2000 }
  /// Coulomb friction of a thread on wet tissue. Assumption: 0.1, as of a thread in its channel.
  public static var tissueFriction: Double { 0.1 }

  /// Distance of two centrelines at which they begin to press each other, m: a skin of a twentieth over the diameter.
  @inline(__always) var reach: Double { 1.05 * material.diameter }
  /// Over this gap a contact's stiffness rises to its full value, m.
  @inline(__always) var skin: Double { 0.05 * material.diameter }
}
