import Anatomy
import CAllocationProbe
import Frames
import SimMath
import Simulation
import Validation

/// Models that the tests share.
enum Scene {
  static let mmHg = 133.322_387_415
  static let vessel = VesselTruth(
    outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1.9, siteZone: 0.035...0.055)

  static func truth(_ lesions: [LesionTruth] = []) -> SceneTruth {
    SceneTruth(
      scenario: "test", scenarioVersion: "1", patientSeed: 1, vessel: vessel, lesions: lesions, safeSiteExists: true,
      requiredMargin: 0.01)
  }

  static func lesion(_ kind: LesionKind) -> LesionTruth {
    LesionTruth(
      id: "L1", kind: kind, center: VesselCoordinate(angle: 0, axial: 0.03), circumferentialRadius: 0.008,
      axialRadius: 0.008, thickening: kind == .calcified ? 0.001 : 0.003, calcifiedFraction: kind == .soft ? 0 : 1,
      grade: 3)
  }

  static func aorta(
    _ lesions: [LesionTruth] = [], systolic: Double = 100, diastolic: Double = 60, friction: Double = 0.3,
    limits: DeviceLimits = .scripted, variability: Double = 0.03, wallViscosity: Double = 0
  ) throws -> SimulationModel {
    let parameters = AortaParameters(
      pulse: PulseParameters(
        systolic: systolic * mmHg, diastolic: diastolic * mmHg, heartRate: 1.2, variability: variability),
      wall: VesselTissue(youngsModulus: 1.2e6, poissonRatio: 0.45, density: 1060, viscosity: wallViscosity),
      softPlaque: VesselTissue(youngsModulus: 0.4e6, poissonRatio: 0.45, density: 1060),
      calcium: VesselTissue(youngsModulus: 20e6, poissonRatio: 0.3, density: 1400), probeRadius: 0.006, probeMass: 0.05,
      friction: friction, limits: limits)
    return try AortaBuilder.build(truth: truth(lesions), parameters: parameters)
  }

  /// A free block of 4 x 4 x 2 cells, 100 x 100 x 50 mm, without gravity.
  static func block(youngsModulus: Double, poissonRatio: Double, clamped: Bool = false) throws -> SimulationModel {
    let grid = QuadraticGrid(cells: (4, 4, 2))
    var built = grid.build { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.05 * w) }
    if clamped { for (i, p) in built.places.enumerated() where p.2 == 0 { built.mesh.fixed[i] = true } }
    let material = Material(youngsModulus: youngsModulus, poissonRatio: poissonRatio, density: 1060)
    return try SimulationModel(
      bodyOf: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12))
  }

  static let away = Pose(position: Vector3(0, 0.05, 0.03))

  /// A hand that presses, rolls to the side and lifts, over and over, for 2,000 ticks.
  static func palpation(_ tick: UInt64) -> Pose {
    let t = Double(tick) / 1000
    let press = 0.0035 * max(0, Trigonometry.sin(2 * Double.pi * t / 0.8))
    let roll = 0.004 * Trigonometry.sin(2 * Double.pi * t / 1.3)
    return Pose(position: Vector3(Vector3D(roll, 0.0228 - press, 0.03 + 0.5 * roll)))
  }
}

/// Steps a state with poses by tick.
func run(
  _ model: SimulationModel, _ state: inout SimulationState, ticks: Int, team: WorkerTeam = WorkerTeam(),
  pose: (UInt64) -> Pose, each: (StepOutput) -> Void = { _ in }
) {
  for _ in 0..<ticks {
    let tick = state.nextTick
    each(step(model, &state, InputFrame(tick: tick, pose: pose(tick.rawValue)), on: team))
  }
}

/// Allocations while a state is stepped with inputs, the first `warm` of them before counting, and saved now and then.
func allocations(
  _ model: SimulationModel, _ state: inout SimulationState, _ inputs: [InputFrame], warm: Int
) -> Int {
  let team = WorkerTeam()
  for k in 0..<warm { _ = step(model, &state, inputs[k], on: team) }
  let saved = UnsafeMutableRawBufferPointer.allocate(byteCount: state.savedCapacity, alignment: 16)
  defer { saved.deallocate() }
  allocation_probe_start()
  for k in warm..<inputs.count {
    _ = step(model, &state, inputs[k], on: team)
    if k % 300 == 0 { _ = state.save(into: saved) }
  }
  _ = state.save(into: saved)
  return Int(allocation_probe_stop())
}

/// Steps a state with the tool far away.
func run(
  _ model: SimulationModel, _ state: inout SimulationState, ticks: Int, team: WorkerTeam = WorkerTeam(),
  each: (StepOutput) -> Void = { _ in }
) {
  run(model, &state, ticks: ticks, team: team, pose: { _ in Scene.away }, each: each)
}
