public import Frames
import SimMath
public import Simulation

/// Builds two ends of vessel that face each other in an approximator, with a threaded needle beside them: a running suture
/// around them makes them one.
///
/// Each end is held at its far side, as by the approximator's clamp, and is free beyond. The thread is tied to the proximal
/// vessel beside the place of the first stitch; its needle lies above that place.
public enum AnastomosisBuilder {
  /// How far the thread's first knot is from the first stitch, as a share of the distance between stitches.
  private static let knotOffset = 0.5
  /// Height of the needle over the vessel at the start, m.
  private static let standoff = 0.015
  /// The table under the vessels, m below their axis.
  private static let table = 0.012

  /// - Throws: `TissueError` if the mesh cannot be built from these sizes.
  public static func build(
    vessel: VesselTruth, truth: AnastomosisTruth, parameters: AnastomosisParameters
  ) throws(TissueError) -> SimulationModel {
    try FloatingPointMode.withDeterministic { () throws(TissueError) in
      let mesh = mesh(vessel, truth, parameters)
      var blood = parameters.blood
      blood?.floor -= table
      return try SimulationModel(
        mesh: mesh, points: parameters.wall.points(of: mesh),
        coarse: CoarseParameters(aggregates: 24), contactStiffness: parameters.contactStiffness,
        friction: parameters.friction,
        pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: parameters.instruments,
        limits: parameters.limits, inHand: parameters.inHand, secondLimits: parameters.secondLimits,
        sutures: [try suture(mesh, vessel, truth, parameters)], blood: blood)
    }
  }

  /// Both vessels, the proximal one first.
  private static func mesh(_ vessel: VesselTruth, _ truth: AnastomosisTruth, _ p: AnastomosisParameters) -> TissueMesh {
    var whole = end(vessel, from: 0, to: truth.seam - 0.5 * truth.gap, p, fixed: 0)
    let other = end(vessel, from: truth.seam + 0.5 * truth.gap, to: vessel.length, p, fixed: 2 * p.cells.along)
    whole.sew(other)
    return whole
  }

  private static func end(
    _ vessel: VesselTruth, from start: Double, to end: Double, _ p: AnastomosisParameters, fixed row: Int
  ) -> TissueMesh {
    var built = QuadraticGrid(cells: (p.cells.around, p.cells.along, 1), closed: true).build { u, v, w in
      VesselCoordinate(angle: 2 * Double.pi * u, axial: start + (end - start) * v)
        .point(radius: vessel.outerRadius - vessel.wallThickness * (1 - w))
    }
    for (i, place) in built.places.enumerated() where place.1 == row { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    return built.mesh
  }

  /// The needle over the place of the first stitch: its circle about the middle of the cleft, its tip down at the proximal
  /// vessel.
  private static func needleFrame(_ vessel: VesselTruth, _ truth: AnastomosisTruth) -> RigidFrame {
    let out = VesselCoordinate(angle: truth.angle(ofStitch: 0), axial: 0).point(radius: 1)
    let along = Vector3D(0, 0, 1)
    let middle = (vessel.outerRadius + standoff) * out + truth.seam * along
    // From the swage, which points away from the vessels, the wire goes towards the proximal one and down.
    return RigidFrame(origin: middle, x: out + 0.2 * along, y: -along)
  }

  private static func suture(
    _ mesh: TissueMesh, _ vessel: VesselTruth, _ truth: AnastomosisTruth, _ p: AnastomosisParameters
  ) throws(TissueError) -> SutureModel {
    let needle = NeedleModel(
      shape: SutureNeedle(
        arcLength: truth.needleLength, circle: truth.needleLength / (2 * Double.pi * truth.needleRadius),
        wireDiameter: truth.needleDiameter))
    let frame = needleFrame(vessel, truth)
    let angle = truth.angle(ofStitch: 0) - knotOffset * truth.angle(ofStitch: 1)
    let knot = VesselCoordinate(angle: angle, axial: truth.seam - 0.5 * truth.gap - truth.biteDistance)
      .point(radius: vessel.outerRadius - 0.2 * vessel.wallThickness)
    let swage = frame.world(needle.shape.point(at: 0))
    let line = loop(from: swage, to: knot, length: truth.threadLength)
    var length = 0.0
    for i in 1..<line.count { length += (line[i] - line[i - 1]).length }
    let segments = Int((length / p.segment).rounded())
    guard let place = TissuePlace(knot, in: mesh, margin: 0.2) else {
      throw .suture(reason: "the knot of its beginning lies outside the wall")
    }
    return SutureModel(
      material: ThreadMaterial(p.size, p.material), segments: segments, length: length, line: line,
      punctures: [SuturePuncture(place, arc: length * (1 - 0.5 / Double(segments)), grip: .infinity)],
      obstacles: [
        .halfSpace(through: Vector3D(0, -table, 0), normal: Vector3D(0, 1, 0), friction: 0.3)
      ], gravity: Vector3D(0, -9.81, 0), needle: needle, needleFrame: frame, needleRests: true,
      // Each stitch goes through two walls and leaves a hole on both sides of each.
      spare: 4 * truth.stitches, meetsTissue: true)
  }

  /// A line of a given length between two places: out to the side, round a half circle, and back.
  private static func loop(from a: Vector3D, to b: Vector3D, length: Double) -> [Vector3D] {
    let chord = b - a
    let side = Vector3D(1, 0, 0)
    let radius = 0.5 * chord.length
    let straight = max(0, 0.5 * (length - Double.pi * radius))
    let middle = a + 0.5 * chord + straight * side
    let round = (1..<12).map { k in
      let (s, c) = Trigonometry.sincos(Double.pi * Double(k) / 12)
      return middle - (c * 0.5) * chord + (s * radius) * side
    }
    return [a, a + straight * side] + round + [b + straight * side, b]
  }
}
