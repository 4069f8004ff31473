public import Frames
import SimMath
public import Simulation

/// Builds the ascending aorta of a patient: a tube at its loaded size with lesions that bulge inwards, prestretched so
/// that the blood's mean pressure is carried at just that size.
///
/// The stress is chosen, not the unloaded shape: Lame's thick-walled field in the wall and the hydrostatic -p in what
/// bulges into the lumen are in equilibrium with the pressure for any distribution of stiffness, and each material point
/// gets the prestretch that gives it its stress. Plaque is thereby laid down in the loaded vessel, as in the body.
public enum AortaBuilder {
  /// - Throws: `TissueError` if the mesh cannot be built from these sizes.
  public static func build(truth: SceneTruth, parameters: AortaParameters) throws(TissueError) -> SimulationModel {
    try FloatingPointMode.withDeterministic { () throws(TissueError) in try buildHere(truth, parameters) }
  }

  private static func buildHere(_ truth: SceneTruth, _ p: AortaParameters) throws(TissueError) -> SimulationModel {
    let outer = truth.vessel.outerRadius
    let inner = outer - truth.vessel.wallThickness
    let length = truth.vessel.length
    let grid = QuadraticGrid(cells: (p.cellsAround, p.cellsAlong, 1), closed: true)
    var built = grid.build { u, v, w in
      let place = VesselCoordinate(angle: 2 * Double.pi * u, axial: length * v)
      let wall = outer - inner + bulge(truth, place)
      return place.point(radius: outer - wall * (1 - w))
    }
    for (i, place) in built.places.enumerated() where place.1 == 0 || place.1 == 2 * p.cellsAlong {
      built.mesh.fixed[i] = true
    }
    built.mesh.contactFaces = built.top
    built.mesh.cavityFaces = built.bottom.map(QuadraticGrid.reversed)

    let pressure = p.pulse.mean
    let lame = pressure * inner * inner / (outer * outer - inner * inner)
    var points: [MaterialPoint] = []
    for (e, tet) in built.mesh.tetrahedra.enumerated() {
      let x = tet.map { built.mesh.nodes[$0] }
      guard QuadraticTetrahedron.gradients(x) != nil else { throw .inverted(element: e) }
      for l in QuadraticTetrahedron.pointCoordinates {
        let n = QuadraticTetrahedron.shape(l)
        var at = Vector3D.zero
        for a in 0..<10 { at += n[a] * x[a] }
        let r = (at.x * at.x + at.y * at.y).squareRoot()
        let tissue = tissue(truth, VesselCoordinate(anatomy: Vector3(at)), radius: r, outer: outer, inner: inner)
        let made = tissue == .calcium ? p.calcium : tissue == .softPlaque ? p.softPlaque : p.wall
        // Principal stresses along radius, circumference and axis.
        var stress = Vector3D(-pressure, -pressure, -pressure)
        if r > inner {
          let k = outer * outer / (r * r)
          let (radial, hoop) = (lame * (1 - k), lame * (1 + k))
          stress = Vector3D(radial, hoop, 0.5 * (radial + hoop))
        }
        let stretch = made.material.stretches(forCauchyStress: stress).stretch
        let er = Vector3D(at.x / r, at.y / r, 0)
        let et = Vector3D(at.y / r, -at.x / r, 0)
        let ez = Vector3D(0, 0, 1)
        let g = stretch.x * Matrix3D.outer(er, er) + stretch.y * .outer(et, et) + stretch.z * .outer(ez, ez)
        var point = MaterialPoint(material: made.material, prestretch: g, tissue: tissue, puncture: made.puncture)
        point.law.viscosity = made.viscosity
        points.append(point)
      }
    }
    return try SimulationModel(
      mesh: built.mesh, points: points, coarse: p.coarse, contactStiffness: p.contactStiffness,
      friction: p.friction, pulse: p.pulse,
      tools: [
        .palpationProbe(radius: Float(p.probeRadius), mass: Float(p.probeMass)),
        .ultrasoundProbe(radius: 0.02, mass: Float(p.probeMass)),
      ] + p.instruments, limits: p.limits,
      inHand: p.secondLimits.map { _ in
        [.palpationProbe, p.instruments.contains { $0.tool == .forceps } ? .forceps : .palpationProbe]
      }, secondLimits: p.secondLimits)
  }

  /// How far lesions add to the wall inwards at a place, m: a smooth hump that ends flat on the edge of each ellipse.
  static func bulge(_ truth: SceneTruth, _ place: VesselCoordinate) -> Double {
    var most = 0.0
    for lesion in truth.lesions {
      let r = lesion.normalizedRadius(at: place, outerRadius: truth.vessel.outerRadius)
      if r < 1 { most = max(most, lesion.thickening * (1 - r * r) * (1 - r * r)) }
    }
    return most
  }

  /// What the wall is made of at a place and distance from the axis: calcium from 0.5 mm under the adventitia inwards,
  /// soft plaque in the bulge and the inner 0.8 mm of the wall.
  static func tissue(
    _ truth: SceneTruth, _ place: VesselCoordinate, radius: Double, outer: Double, inner: Double
  ) -> TissueClass {
    var found = TissueClass.wall
    for lesion in truth.lesions {
      let r = lesion.normalizedRadius(at: place, outerRadius: outer)
      guard r < 1 else { continue }
      if lesion.calcifiedFraction > 0, r < lesion.calcifiedFraction, radius < outer - 0.0005 { return .calcium }
      if lesion.kind != .calcified, radius < inner + 0.0008 { found = .softPlaque }
    }
    return found
  }
}
