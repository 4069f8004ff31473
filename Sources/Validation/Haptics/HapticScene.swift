import Anatomy
public import Frames
public import SimMath
public import Simulation

/// What the closed-loop bench presses on.
public enum HapticScene: String, CaseIterable, Sendable, Codable {
  /// A plate that nothing moves: the stiffest thing that the tick can show.
  case wall
  /// The assessment's aorta at its mean pressure.
  case aorta
  /// The same over a calcified plaque.
  case calcium
  /// A block of resting heart muscle.
  case myocardium
  /// The aorta with its pulse.
  case pulse

  /// Built for a device, with where the tool first touches it.
  public struct Built: Sendable {
    public let model: SimulationModel
    /// Centre of the tool's round end at first touch, m, and the way out of the tissue.
    public let touch: Vector3D
    public let normal: Vector3D
  }

  static let mmHg = 133.322_387_415

  /// - Throws: `TissueError` if the body cannot be built.
  public func build(limits: DeviceLimits) throws(TissueError) -> Built {
    switch self {
    case .wall:
      return try block(
        size: Vector3D(0.06, 0.06, 0.01), cells: (4, 4, 1), limits: limits,
        material: Material(youngsModulus: 1e6, poissonRatio: 0.45, density: 1060),
        // Only nodes that no contact reaches may move.
        fixed: { $0.2 > 0 })
    case .myocardium:
      // 30 kPa: an assumption, between resting muscle across and along its fibres at small strain.
      return try block(
        size: Vector3D(0.08, 0.08, 0.02), cells: (6, 6, 2), limits: limits,
        material: Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060), fixed: { $0.2 == 0 })
    case .aorta, .calcium, .pulse:
      var p = TissueCases.parameters(cells: (10, 8), friction: 0.2)
      p.limits = limits
      if self == .pulse {
        p.pulse = PulseParameters(
          systolic: 100 * Self.mmHg, diastolic: 60 * Self.mmHg, heartRate: 70.0 / 60, variability: 0.02)
      }
      var truth = TissueCases.truth
      if self == .calcium {
        truth.lesions = [
          LesionTruth(
            id: "L1", kind: .calcified, center: VesselCoordinate(angle: 0, axial: 0.03), circumferentialRadius: 0.008,
            axialRadius: 0.008, thickening: 0.001, calcifiedFraction: 1, grade: 3)
        ]
      }
      let model = try AortaBuilder.build(truth: truth, parameters: p)
      return Built(
        model: model, touch: Vector3D(0, truth.vessel.outerRadius + p.probeRadius, 0.03), normal: Vector3D(0, 1, 0))
    }
  }

  private func block(
    size: Vector3D, cells: (Int, Int, Int), limits: DeviceLimits, material: Material,
    fixed: ((Int, Int, Int)) -> Bool
  ) throws(TissueError) -> Built {
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(size.x * (u - 0.5), size.y * (v - 0.5), size.z * (w - 1))
    }
    for (i, place) in built.places.enumerated() where fixed(place) { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    let radius = 0.006
    let model = try SimulationModel(
      mesh: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8, friction: 0.2,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0),
      tools: [.palpationProbe(radius: Float(radius), mass: 0.05), .ultrasoundProbe(radius: 0.02, mass: 0.05)],
      limits: limits)
    return Built(model: model, touch: Vector3D(0, 0, radius), normal: Vector3D(0, 0, 1))
  }
}
