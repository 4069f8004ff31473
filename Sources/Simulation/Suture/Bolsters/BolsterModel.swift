public import SimMath

/// The constant part of a stiff body through which a suture's thread runs and that lies on tissue: a pledget of felt, the tube of a
/// snare.
///
/// It bears on its bed with what the thread would otherwise bear down with at a hole. Own axes: the origin is the centre of mass, y
/// points out of the tissue, and the holes lie along x.
public struct BolsterModel: BitwiseCopyable, Equatable, Sendable {
  public enum Kind: UInt8, BitwiseCopyable, Sendable, Codable, CaseIterable {
    /// A pad of felt: the thread comes up through one hole, goes over it and down through the other.
    case pledget = 0
    /// A tube through which both ends of a purse string go up: pushed down on the tissue and clamped, it holds the string tight
    /// (Rumel's tourniquet).
    case snare = 1
  }

  public let kind: Kind
  /// Where it is at the start.
  public let frame: RigidFrame
  /// Along x, y and z, m: length, thickness and width of a pledget; a snare's outer diameter twice, and its length along y.
  public let size: Vector3D
  /// Of a pledget's holes, m; a snare's inner diameter.
  public let spacing: Double
  /// Which piece of the thread is in each mouth of its two holes at the start: length from the thread's first end at rest, m, in
  /// the order of ``mouth(_:)``.
  public let arcs: SIMD4<Double>
  /// kg.
  public let mass: Double
  /// Of each place of the bed, N/m.
  public let bedStiffness: Double

  private init(
    _ kind: Kind, _ frame: RigidFrame, size: Vector3D, spacing: Double, arcs: SIMD4<Double>, mass: Double, bedStiffness: Double
  ) {
    self.kind = kind
    self.frame = frame
    self.size = size
    self.spacing = spacing
    self.arcs = arcs
    self.mass = mass
    self.bedStiffness = bedStiffness
  }

  /// A pledget of polytetrafluoroethylene felt.
  ///
  /// - Parameters:
  ///   - place: middle of its underside at the start, m.
  ///   - normal: out of the tissue there.
  ///   - along: the way from its first hole to the second.
  ///   - arcs: pieces of the thread that are in the mouths at the start, m.
  ///   - size: length, thickness and width, m. Usual: 7 x 1.5 x 3 mm, a common size in catalogues.
  ///   - spacing: of the holes, m.
  public static func pledget(
    on place: Vector3D, normal: Vector3D, along: Vector3D, arcs: SIMD4<Double>,
    size: Vector3D = Vector3D(0.007, 0.001_5, 0.003), spacing: Double = 0.003
  ) -> BolsterModel {
    precondition(size.x > spacing && spacing > 0 && size.y > 0 && size.z > 0)
    let area = size.x * size.z
    return BolsterModel(
      .pledget, frame(on: place, normal, along, height: size.y), size: size, spacing: spacing,
      arcs: arcs, mass: feltDensity * area * size.y,
      bedStiffness: feltModulus * area / size.y / Double(pledgetBed.columns * pledgetBed.rows))
  }

  /// The tube of a snare.
  ///
  /// - Parameters:
  ///   - place: middle of its lower mouth at the start, m.
  ///   - normal: out of the tissue there, along which it stands.
  ///   - along: the way from the first strand to the second.
  ///   - arcs: pieces of the thread that are in the mouths at the start, m.
  ///   - length, outer, inner: of the tube, m. Usual outer: 4.7 mm (14 French).
  public static func snare(
    on place: Vector3D, normal: Vector3D, along: Vector3D, arcs: SIMD4<Double>, length: Double, outer: Double = 0.004_7,
    inner: Double = 0.003
  ) -> BolsterModel {
    precondition(outer > inner && inner > 0 && length > 0)
    let section = 0.25 * Double.pi * (outer * outer - inner * inner)
    return BolsterModel(
      .snare, frame(on: place, normal, along, height: length), size: Vector3D(outer, length, outer), spacing: inner,
      arcs: arcs, mass: tubeDensity * section * length, bedStiffness: tubeBedStiffness)
  }

  private static func frame(on place: Vector3D, _ normal: Vector3D, _ along: Vector3D, height: Double) -> RigidFrame {
    let y = normal.normalized
    let x = along - along.dot(y) * y
    return RigidFrame(origin: place + (0.5 * height) * y, x: x, y: y)
  }

  // MARK: Materials

  /// kg/m3. Assumption: solid polytetrafluoroethylene has 2,200, and felt is mostly air.
  private static var feltDensity: Double { 650 }
  /// Of felt against being pressed, Pa. Assumption.
  private static var feltModulus: Double { 2e6 }
  /// kg/m3, of soft polyvinyl chloride.
  private static var tubeDensity: Double { 1200 }
  /// Of a place of a tube's rim, N/m: a tube doesn't give way to tissue.
  private static var tubeBedStiffness: Double { 2000 }
  /// Coulomb friction on wet tissue. Assumption: 0.3, as of instruments.
  static var friction: Double { 0.3 }
  /// Between a mouth and the thread: spring, N/m; Coulomb friction; what it holds by itself, N. Assumptions, as of a channel in
  /// tissue.
  static var mouthStiffness: Double { SutureModel.graspStiffness }
  static var mouthFriction: Double { 0.1 }
  var mouthGrip: Double { kind == .pledget ? 0.01 : 0 }

  // MARK: Shape

  private static var pledgetBed: (columns: Int, rows: Int) { (5, 3) }
  /// Places of a bed at most.
  static var bedCapacity: Int { 16 }
  var bedCount: Int { kind == .pledget ? Self.pledgetBed.columns * Self.pledgetBed.rows : 12 }
  /// Mouths of its holes: two of each.
  public static var mouthCount: Int { 4 }

  /// A place by which it touches tissue, own axes, m: the middles of equal parts of a pledget's underside, a tube's rim.
  func bed(_ k: Int) -> Vector3D {
    guard kind == .pledget else {
      let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(k) / Double(bedCount))
      let radius = 0.25 * (size.x + spacing)
      return Vector3D(radius * c, -0.5 * size.y, radius * s)
    }
    let (columns, rows) = Self.pledgetBed
    let (i, j) = (k % columns, k / columns)
    return Vector3D(
      size.x * ((Double(i) + 0.5) / Double(columns) - 0.5), -0.5 * size.y, size.z * ((Double(j) + 0.5) / Double(rows) - 0.5))
  }

  /// Where thread goes in and out, own axes, m: the lower mouth and the upper one of the first hole along x, then those of the
  /// second. The strands in a tube lie half way between its axis and its wall.
  func mouth(_ k: Int) -> Vector3D {
    let aside = (kind == .pledget ? 0.5 : 0.25) * spacing
    return Vector3D(k < 2 ? -aside : aside, (Double(k & 1) - 0.5) * size.y, 0)
  }
  /// Mouths that a clamp closes: a tube's upper one.
  func isClamped(_ mouth: Int) -> Bool { kind == .snare && mouth & 1 == 1 }

  /// Principal moments about x, y and z, kg m2.
  var inertia: Vector3D {
    let (x, y, z) = (size.x * size.x, size.y * size.y, size.z * size.z)
    guard kind == .snare else { return (mass / 12) * Vector3D(y + z, x + z, x + y) }
    let radii = 0.25 * (x + spacing * spacing)
    let across = mass * (3 * radii + y) / 12
    return Vector3D(across, 0.5 * mass * radii, across)
  }

  func combine(into h: inout StateHash) {
    h.combine(UInt64(kind.rawValue))
    for p in [frame.origin, frame.x, frame.y, size] { h.combine(p) }
    for x in [spacing, mass, bedStiffness, arcs.x, arcs.y, arcs.z, arcs.w] { h.combine(x.bitPattern) }
  }
}
