import CSIMD
import SimMath
import WideTissue

/// Pointers to the arrays of one model and one state for the length of a tick, and the kernels that work on them.
///
/// Every kernel takes a range of its own units (tetrahedra, vertices, batches, aggregates), so that workers can share
/// it; each output has one writer and sums run in an order fixed by the model, so that the bits do not depend on how
/// the ranges are cut.
struct TissueSolver {
  let vertexCount: Int
  let tetrahedronCount: Int
  let mass: UnsafeMutablePointer<Float>
  let isFree: UnsafeMutablePointer<UInt8>
  let isFreeBody: Bool
  let tetrahedra: UnsafeMutablePointer<Int32>
  let reference: UnsafeMutablePointer<Float>
  let referenceColumns: UnsafeMutablePointer<Float>
  let elements: UnsafeMutablePointer<Float>
  let coefficients: UnsafeMutablePointer<Float>
  /// The sweep's kernel, and the one with sixteen lanes where it is to be used.
  let kernel: TissueKernel
  let wideKernel: WideTissueKernel?
  let batches: UnsafeMutablePointer<Int32>
  let unitStart: UnsafeMutablePointer<Int32>
  let unitTurn: UnsafeMutablePointer<Int32>
  let pairStart: UnsafeMutablePointer<Int32>
  let pairs: UnsafeMutablePointer<Int32>
  let shearDiagonal: UnsafeMutablePointer<Float>
  let hasLaws: Bool
  let hasTimedLaws: Bool
  let roundTerms: UnsafeMutablePointer<UInt8>
  let lawPlace: UnsafeMutablePointer<Int32>
  let lawTerms: UnsafeMutablePointer<UInt8>
  let lawMuscle: UnsafeMutablePointer<Int32>
  let lawRows: UnsafeMutablePointer<Float>
  let lawFrames: UnsafeMutablePointer<Float>

  let positions: UnsafeMutablePointer<Float>
  let velocities: UnsafeMutablePointer<Float>
  let previous: UnsafeMutablePointer<Float>
  let target: UnsafeMutablePointer<Float>
  let load: UnsafeMutablePointer<Float>
  let residual: UnsafeMutablePointer<Float>
  let correction: UnsafeMutablePointer<Float>
  let tangents: UnsafeMutablePointer<Float>
  let elementForce: UnsafeMutablePointer<Float>
  let elementEnergy: UnsafeMutablePointer<Float>
  let elementWork: UnsafeMutablePointer<Float>
  let inverseBlocks: UnsafeMutablePointer<Float>
  let activation: UnsafeMutablePointer<Float>
  let startStrain: UnsafeMutablePointer<Float>
  let activeWork: UnsafeMutablePointer<Float>
  let hasShells: Bool
  let shells: ShellSolver
  let hasDamage: Bool
  let damageRows: UnsafeMutablePointer<Float>
  let damagePeak: UnsafeMutablePointer<Float>
  let damage: UnsafeMutablePointer<Float>
  let damageLoss: UnsafeMutablePointer<Float>
  let damageNews: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - tables: nil for those of the model.
  ///   - lanes: not more than the processor can do. Laws beyond neo-Hookean are swept with eight.
  init(
    _ model: TissueModel, _ state: borrowing TissueState, tables own: TissueTables? = nil, lanes: LaneWidth = .eight
  ) {
    let tables = own ?? TissueTables(model)
    kernel = TissueKernel(
      batches: tables.batches, roundStart: tables.roundStart, rounds: tables.rounds, reference: model.reference.base,
      elements: tables.elements, tangents: state.tangents.base)
    wideKernel =
      lanes == .sixteen && !model.hasLaws
      ? WideTissueKernel(
        batches: tables.batches, roundStart: tables.roundStart, rounds: tables.rounds, reference: model.reference.base,
        elements: tables.elements, tangents: state.tangents.base) : nil
    vertexCount = tables.vertexCount
    tetrahedronCount = tables.tetrahedronCount
    mass = tables.mass
    isFree = tables.isFree
    isFreeBody = model.isFreeBody
    tetrahedra = tables.tetrahedra
    reference = model.reference.base
    referenceColumns = model.referenceColumns.base
    elements = tables.elements
    coefficients = tables.coefficients
    batches = tables.batches
    unitStart = model.unitStart.base
    unitTurn = model.unitTurn.base
    pairStart = tables.pairStart
    pairs = tables.pairs
    shearDiagonal = tables.shearDiagonal
    hasLaws = model.hasLaws
    hasTimedLaws = model.hasTimedLaws
    roundTerms = tables.roundTerms
    lawPlace = tables.lawPlace
    lawTerms = tables.lawTerms
    lawMuscle = tables.lawMuscle
    lawRows = tables.lawRows
    lawFrames = tables.lawFrames
    positions = state.positions.base
    velocities = state.velocities.base
    previous = state.previous.base
    target = state.target.base
    load = state.load.base
    residual = state.residual.base
    correction = state.correction.base
    tangents = state.tangents.base
    elementForce = state.elementForce.base
    elementEnergy = state.elementEnergy.base
    elementWork = state.elementWork.base
    inverseBlocks = state.inverseBlocks.base
    activation = state.activation.base
    startStrain = state.startStrain.base
    activeWork = state.activeWork.base
    hasShells = model.shells.triangleCount > 0
    shells = ShellSolver(model.shells, state.shells, positions: state.positions.base)
    hasDamage = model.hasDamage
    damageRows = model.damage.rows.base
    damagePeak = state.damage.peak.base
    damage = state.damage.damage.base
    damageLoss = state.damage.loss.base
    damageNews = state.damage.news.base
  }

  /// 1 / dt2, 1/s2.
  @inline(__always) static var inverseSquareStep: Float { 1e6 }
  @inline(__always) static var step: Float { Float(0.001) }

  @inline(__always) func position(_ v: Int) -> Vector3 {
    Vector3(positions[4 * v], positions[4 * v + 1], positions[4 * v + 2])
  }

  // MARK: Start and end of a tick

  /// Remembers the positions, sets the inertial targets with gravity (m/s2), and starts from the previous position plus
  /// velocity times dt, without gravity: a body at rest is then a fixed point whatever the number of sweeps.
  ///
  /// - Parameter carry: share of the velocity in the start, 0 or 1; see `SimulationState.carry`.
  func start(_ range: Range<Int>, gravity: Vector3, carry: Float) {
    let dt = Self.step
    let fall = (dt * dt) * gravity
    for v in range {
      let p = positions + 4 * v
      let u = velocities + 4 * v
      let y = target + 4 * v
      let o = previous + 4 * v
      let free: Float = isFree[v] == 0 ? 0 : 1
      for c in 0..<3 {
        o[c] = p[c]
        y[c] = p[c] + dt * u[c]
        p[c] = p[c] + (carry * dt) * u[c]
      }
      y[0] += free * fall.x
      y[1] += free * fall.y
      y[2] += free * fall.z
    }
  }

  /// New velocities from the change of position.
  func finish(_ range: Range<Int>) {
    for v in range {
      for c in 0..<3 { velocities[4 * v + c] = (positions[4 * v + c] - previous[4 * v + c]) * 1000 }
    }
  }

  /// Inertia, held loads and shells after the coarse correction times that correction, J.
  func inertiaAlongCorrection(_ range: Range<Int>) -> Double {
    var sum = 0.0
    for v in range {
      let m = mass[v] * Self.inverseSquareStep
      for c in 0..<3 {
        let f = load[4 * v + c] - m * (positions[4 * v + c] - target[4 * v + c])
        sum += Double(f * correction[4 * v + c])
      }
      if hasShells { sum += shells.work(v, along: correction) }
    }
    return sum
  }

  /// Adds `share` of the coarse correction beyond the translation `mean` (m) to the positions.
  func move(_ range: Range<Int>, by share: Float, keeping mean: Vector3 = .zero) {
    for v in range {
      positions[4 * v] += share * (correction[4 * v] - mean.x)
      positions[4 * v + 1] += share * (correction[4 * v + 1] - mean.y)
      positions[4 * v + 2] += share * (correction[4 * v + 2] - mean.z)
    }
  }

  /// The mean of the coarse correction by mass, m; the translation that the left-over forces ask of a free body, m, on which
  /// no part of the tissue works, so that inertia alone answers; and these forces together, N. In a fixed order over all
  /// vertices, so that every worker finds the same.
  func translation() -> (mean: Vector3D, exact: Vector3D, force: Vector3D) {
    var total = 0.0
    var mean = Vector3D.zero
    var force = Vector3D.zero
    for v in 0..<vertexCount {
      let m = Double(mass[v])
      total += m
      mean += m * Vector3D(Double(correction[4 * v]), Double(correction[4 * v + 1]), Double(correction[4 * v + 2]))
      force += Vector3D(Double(residual[4 * v]), Double(residual[4 * v + 1]), Double(residual[4 * v + 2]))
    }
    return ((1 / total) * mean, (1e-6 / total) * force, force)
  }

  /// Adds a translation (m) to the coarse correction.
  func shiftCorrection(_ range: Range<Int>, by shift: Vector3) {
    for v in range {
      correction[4 * v] += shift.x
      correction[4 * v + 1] += shift.y
      correction[4 * v + 2] += shift.z
    }
  }

  /// Left-over forces times the coarse correction, J.
  func alongCorrection(_ range: Range<Int>) -> Double {
    var sum = 0.0
    for v in range {
      for c in 0..<3 { sum += Double(residual[4 * v + c] * correction[4 * v + c]) }
    }
    return sum
  }

  /// The force left over on each vertex: elements, inertia and held loads. Zero on fixed vertices.
  func gatherResidual(_ range: Range<Int>) {
    for v in range {
      var r = Vector3.zero
      if isFree[v] != 0 {
        let m = mass[v] * Self.inverseSquareStep
        r = Vector3(
          load[4 * v] - m * (positions[4 * v] - target[4 * v]),
          load[4 * v + 1] - m * (positions[4 * v + 1] - target[4 * v + 1]),
          load[4 * v + 2] - m * (positions[4 * v + 2] - target[4 * v + 2]))
        for k in Int(pairStart[v])..<Int(pairStart[v + 1]) {
          let f = elementForce + 4 * Int(pairs[k])
          r.x += f[0]
          r.y += f[1]
          r.z += f[2]
        }
        if hasShells { r -= shells.gradient(v) }
      }
      residual[4 * v] = r.x
      residual[4 * v + 1] = r.y
      residual[4 * v + 2] = r.z
    }
  }
}

extension TissueSolver {
  /// Kinetic energy (J) of the vertices, and the work (J) of held loads and gravity on them in this tick.
  func energySums(_ range: Range<Int>, gravity: Vector3) -> (kinetic: Double, work: Double) {
    var kinetic = 0.0
    var work = 0.0
    for v in range where isFree[v] != 0 {
      let u = Vector3(velocities[4 * v], velocities[4 * v + 1], velocities[4 * v + 2])
      kinetic += 0.5 * Double(mass[v] * u.lengthSquared)
      let f = Vector3(load[4 * v], load[4 * v + 1], load[4 * v + 2]) + mass[v] * gravity
      work += Double(f.dot(0.001 * u))
    }
    return (kinetic, work)
  }
}
