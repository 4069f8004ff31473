public import Frames
import SimMath
public import Simulation

/// Builds a vessel on a mandrel with one stitch in its wall, whose two ends stand free to be tied.
///
/// Of the vessel there is the front, as far around as it can be reached; its inside is held by the mandrel.
public enum KnotBuilder {
  /// - Throws: `TissueError` if the mesh cannot be built from these sizes.
  public static func build(
    vessel: VesselTruth, truth: KnotTruth, parameters p: KnotParameters
  ) throws(TissueError) -> SimulationModel {
    try FloatingPointMode.withDeterministic { () throws(TissueError) in
      let mesh = mesh(vessel, p)
      return try SimulationModel(
        mesh: mesh, points: p.wall.points(of: mesh),
        coarse: CoarseParameters(aggregates: 20), contactStiffness: p.contactStiffness, friction: p.friction,
        pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: p.instruments,
        limits: p.limits, inHand: p.inHand, secondLimits: p.secondLimits, sutures: [try suture(mesh, vessel, truth, p)])
    }
  }

  private static func mesh(_ vessel: VesselTruth, _ p: KnotParameters) -> TissueMesh {
    var built = QuadraticGrid(cells: (p.cells.around, p.cells.along, p.cells.through)).build { u, v, w in
      VesselCoordinate(angle: vessel.accessibleAngle * (2 * u - 1), axial: vessel.length * v)
        .point(radius: vessel.outerRadius - vessel.wallThickness * (1 - w))
    }
    for (i, place) in built.places.enumerated() where place.2 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    return built.mesh
  }

  private static func suture(
    _ mesh: TissueMesh, _ vessel: VesselTruth, _ truth: KnotTruth, _ p: KnotParameters
  ) throws(TissueError) -> SutureModel {
    let holes = truth.holes(in: vessel)
    let line = [truth.strand(before: 0, on: vessel)] + holes + [holes[1] + truth.tailLength * KnotTruth.tailWay]
    var arcs = [0.0]
    for i in 1..<line.count { arcs.append(arcs[i - 1] + (line[i] - line[i - 1]).length) }
    var punctures: [SuturePuncture] = []
    for i in 1...2 {
      guard let place = TissuePlace(line[i], in: mesh, margin: 0.2) else {
        throw .suture(reason: "a hole of the stitch lies outside the wall; use a smaller bite or a thicker wall")
      }
      punctures.append(SuturePuncture(place, arc: arcs[i], grip: p.threadGrip, tearForce: p.tearForce))
    }
    return SutureModel(
      material: ThreadMaterial(p.size, p.material), segments: Int((arcs[3] / p.segment).rounded()), length: arcs[3], line: line,
      punctures: punctures, gravity: Vector3D(0, -9.81, 0), meetsInstruments: true, meetsTissue: true)
  }
}
