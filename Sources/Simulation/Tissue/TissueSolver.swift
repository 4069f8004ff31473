import CSIMD
import SimMath

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
  let gradients: UnsafeMutablePointer<Float>
  let coefficients: UnsafeMutablePointer<Float>
  let batches: UnsafeMutablePointer<Int32>
  let pairStart: UnsafeMutablePointer<Int32>
  let pairs: UnsafeMutablePointer<Int32>
  let coupleStart: UnsafeMutablePointer<Int32>
  let couples: UnsafeMutablePointer<Int32>
  let couplePoints: UnsafeMutablePointer<Float>
  let shearDiagonal: UnsafeMutablePointer<Float>
  let hasLaws: Bool
  let hasTimedLaws: Bool
  let coupleTerms: UnsafeMutablePointer<UInt8>
  let lawPlace: UnsafeMutablePointer<Int32>
  let lawTerms: UnsafeMutablePointer<UInt8>
  let lawMuscle: UnsafeMutablePointer<Int32>
  let lawRows: UnsafeMutablePointer<Float>

  let positions: UnsafeMutablePointer<Float>
  let velocities: UnsafeMutablePointer<Float>
  let previous: UnsafeMutablePointer<Float>
  let target: UnsafeMutablePointer<Float>
  let load: UnsafeMutablePointer<Float>
  let residual: UnsafeMutablePointer<Float>
  let correction: UnsafeMutablePointer<Float>
  let deformation: UnsafeMutablePointer<Float>
  let elementForce: UnsafeMutablePointer<Float>
  let elementEnergy: UnsafeMutablePointer<Float>
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

  init(_ model: TissueModel, _ state: borrowing TissueState) {
    vertexCount = model.vertexCount
    tetrahedronCount = model.tetrahedronCount
    mass = model.mass.base
    isFree = model.isFree.base
    isFreeBody = model.isFreeBody
    tetrahedra = model.tetrahedra.base
    gradients = model.gradients.base
    coefficients = model.coefficients.base
    batches = model.batches.base
    pairStart = model.pairStart.base
    pairs = model.pairs.base
    coupleStart = model.coupleStart.base
    couples = model.couples.base
    couplePoints = model.couplePoints.base
    shearDiagonal = model.shearDiagonal.base
    hasLaws = model.hasLaws
    hasTimedLaws = model.hasTimedLaws
    coupleTerms = model.coupleTerms.base
    lawPlace = model.lawPlace.base
    lawTerms = model.lawTerms.base
    lawMuscle = model.lawMuscle.base
    lawRows = model.lawRows.base
    positions = state.positions.base
    velocities = state.velocities.base
    previous = state.previous.base
    target = state.target.base
    load = state.load.base
    residual = state.residual.base
    correction = state.correction.base
    deformation = state.deformation.base
    elementForce = state.elementForce.base
    elementEnergy = state.elementEnergy.base
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
  func start(_ range: Range<Int>, gravity: Vector3) {
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
        p[c] = p[c] + dt * u[c]
      }
      y[0] = p[0] + free * fall.x
      y[1] = p[1] + free * fall.y
      y[2] = p[2] + free * fall.z
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

  // MARK: Deformation and element forces

  /// Deformation gradients of two tetrahedra at a time from the positions.
  func updateDeformation(_ range: Range<Int>) {
    var t = range.lowerBound
    while t < range.upperBound {
      let s = t + 1 < range.upperBound ? t + 1 : t
      let f = gatherDeformation(t, s)
      storeDeformation(f, t, s)
      t += 2
    }
  }

  /// As `updateDeformation`, and the forces of the elements on their nodes.
  func updateDeformationAndForces(_ range: Range<Int>) {
    var t = range.lowerBound
    while t < range.upperBound {
      let s = t + 1 < range.upperBound ? t + 1 : t
      let f = gatherDeformation(t, s)
      storeDeformation(f, t, s)
      storeForces(f, t, s)
      t += 2
    }
  }

  /// Forces of the elements from the deformation gradients that the sweeps kept up to date.
  func updateForces(_ range: Range<Int>) {
    var t = range.lowerBound
    while t < range.upperBound {
      let s = t + 1 < range.upperBound ? t + 1 : t
      storeForces(loadDeformation(deformation + 36 * t, deformation + 36 * s), t, s)
      t += 2
    }
  }

  /// Deformation gradients from the positions, and by `elementEnergy` the work P : dF, J, that each element's stress after
  /// the change does along it.
  func updateDeformationAndWork(_ range: Range<Int>) {
    var t = range.lowerBound
    while t < range.upperBound {
      let s = t + 1 < range.upperBound ? t + 1 : t
      let f = gatherDeformation(t, s)
      let old = loadDeformation(deformation + 36 * t, deformation + 36 * s)
      let p = stress(f, t, s)
      let x = fma(p.f0x, f.f0x - old.f0x, fma(p.f1x, f.f1x - old.f1x, p.f2x * (f.f2x - old.f2x)))
      let y = fma(p.f0y, f.f0y - old.f0y, fma(p.f1y, f.f1y - old.f1y, p.f2y * (f.f2y - old.f2y)))
      let z = fma(p.f0z, f.f0z - old.f0z, fma(p.f1z, f.f1z - old.f1z, p.f2z * (f.f2z - old.f2z)))
      let work = (x + y) + z
      let sums = f8_sum_halves(work.v, work.v, work.v)
      elementEnergy[t] = sums[0]
      elementEnergy[s] = sums[4]
      storeDeformation(f, t, s)
      t += 2
    }
  }

  /// Deformation gradients from the positions and the energy of each element.
  func updateDeformationAndEnergy(_ range: Range<Int>) {
    var t = range.lowerBound
    while t < range.upperBound {
      let s = t + 1 < range.upperBound ? t + 1 : t
      let f = gatherDeformation(t, s)
      let k = coefficients + 8 * t
      let l = coefficients + 8 * s
      let j = f.determinant
      let shear = f.normSquared
      // Above the stress-free state: mu/2 (tr F'F - 3) + l/2 (J - 1)^2 - mu (J - 1), as l (alpha - 1) = mu.
      let w0 = Lanes(at: k, l)
      let w1 = Lanes(at: k + 4, l + 4)
      let stretch = j - Lanes(1)
      var e = Lanes(0.5) * (w0 * (shear - Lanes(3)) + w1 * (stretch * stretch)) - w0 * stretch
      if hasLaws {
        let laws = laws(t, s)
        if !laws.terms.isEmpty {
          let more = energy(laws, f, volumeRatio: j)
          e = e + more.stored
          let active = laws.terms.contains(.damage) ? fnma(laws.damage, more.active, more.active) : more.active
          let work = f8_sum_halves(active.v, active.v, active.v)
          // Place 0 belongs to all tetrahedra without such a law.
          if lawPlace[t] != 0 { activeWork[Int(lawPlace[t])] = work[0] }
          if lawPlace[s] != 0 { activeWork[Int(lawPlace[s])] = work[4] }
        }
      }
      let sums = f8_sum_halves(e.v, e.v, e.v)
      elementEnergy[t] = sums[0]
      elementEnergy[s] = sums[4]
      if hasDamage {
        elementEnergy[t] = suffer(t, energy: sums[0])
        if s != t { elementEnergy[s] = suffer(s, energy: sums[4]) }
      }
      t += 2
    }
  }

  /// Nine lanes: the columns f0, f1, f2 of the deformation gradient at the four points of two tetrahedra.
  struct Deformation {
    var f0x, f0y, f0z, f1x, f1y, f1z, f2x, f2y, f2z: Lanes

    /// J F^-T, the derivative of J by F.
    @inline(__always) var cofactor: Deformation {
      Deformation(
        f0x: fms(f1y, f2z, f1z * f2y), f0y: fms(f1z, f2x, f1x * f2z), f0z: fms(f1x, f2y, f1y * f2x),
        f1x: fms(f2y, f0z, f2z * f0y), f1y: fms(f2z, f0x, f2x * f0z), f1z: fms(f2x, f0y, f2y * f0x),
        f2x: fms(f0y, f1z, f0z * f1y), f2y: fms(f0z, f1x, f0x * f1z), f2z: fms(f0x, f1y, f0y * f1x))
    }
    @inline(__always) var determinant: Lanes { determinant(cofactor) }
    /// J with the cofactor at hand.
    @inline(__always) func determinant(_ c: Deformation) -> Lanes { fma(f0x, c.f0x, fma(f0y, c.f0y, f0z * c.f0z)) }
    @inline(__always) var normSquared: Lanes {
      let a = fma(f0x, f0x, fma(f0y, f0y, f0z * f0z))
      let b = fma(f1x, f1x, fma(f1y, f1y, f1z * f1z))
      let c = fma(f2x, f2x, fma(f2y, f2y, f2z * f2z))
      return (a + b) + c
    }
  }

  @inline(__always) func loadDeformation(
    _ p: UnsafeMutablePointer<Float>, _ q: UnsafeMutablePointer<Float>
  ) -> Deformation {
    Deformation(
      f0x: Lanes(at: p, q), f0y: Lanes(at: p + 4, q + 4), f0z: Lanes(at: p + 8, q + 8),
      f1x: Lanes(at: p + 12, q + 12), f1y: Lanes(at: p + 16, q + 16), f1z: Lanes(at: p + 20, q + 20),
      f2x: Lanes(at: p + 24, q + 24), f2y: Lanes(at: p + 28, q + 28), f2z: Lanes(at: p + 32, q + 32))
  }

  @inline(__always) private func storeDeformation(_ f: Deformation, _ t: Int, _ s: Int) {
    let p = deformation + 36 * t
    let q = deformation + 36 * s
    f.f0x.store(at: p, q)
    f.f0y.store(at: p + 4, q + 4)
    f.f0z.store(at: p + 8, q + 8)
    f.f1x.store(at: p + 12, q + 12)
    f.f1y.store(at: p + 16, q + 16)
    f.f1z.store(at: p + 20, q + 20)
    f.f2x.store(at: p + 24, q + 24)
    f.f2y.store(at: p + 28, q + 28)
    f.f2z.store(at: p + 32, q + 32)
  }

  /// F = sum over the nodes of x b', for the four points of tetrahedra t and s.
  @inline(__always) func gatherDeformation(_ t: Int, _ s: Int) -> Deformation {
    var f = Deformation(
      f0x: .zero, f0y: .zero, f0z: .zero, f1x: .zero, f1y: .zero, f1z: .zero, f2x: .zero, f2y: .zero, f2z: .zero)
    // Relative to the first node: the gradients of a point sum to zero, and small differences keep their digits.
    let ot = positions + 4 * Int(tetrahedra[10 * t])
    let os = positions + 4 * Int(tetrahedra[10 * s])
    let ox = Lanes(splat: ot, os)
    let oy = Lanes(splat: ot + 1, os + 1)
    let oz = Lanes(splat: ot + 2, os + 2)
    for a in 1..<10 {
      let pt = positions + 4 * Int(tetrahedra[10 * t + a])
      let ps = positions + 4 * Int(tetrahedra[10 * s + a])
      let x = Lanes(splat: pt, ps) - ox
      let y = Lanes(splat: pt + 1, ps + 1) - oy
      let z = Lanes(splat: pt + 2, ps + 2) - oz
      let bt = gradients + 12 * (10 * t + a)
      let bs = gradients + 12 * (10 * s + a)
      let b0 = Lanes(at: bt, bs)
      let b1 = Lanes(at: bt + 4, bs + 4)
      let b2 = Lanes(at: bt + 8, bs + 8)
      f.f0x = fma(x, b0, f.f0x)
      f.f0y = fma(y, b0, f.f0y)
      f.f0z = fma(z, b0, f.f0z)
      f.f1x = fma(x, b1, f.f1x)
      f.f1y = fma(y, b1, f.f1y)
      f.f1z = fma(z, b1, f.f1z)
      f.f2x = fma(x, b2, f.f2x)
      f.f2y = fma(y, b2, f.f2y)
      f.f2z = fma(z, b2, f.f2z)
    }
    return f
  }

  /// First Piola-Kirchhoff stress times volume, by columns: mu F + (l (J - 1) - mu) cof F, and what other laws add.
  @inline(__always) private func stress(_ f: Deformation, _ t: Int, _ s: Int) -> Deformation {
    let k = coefficients + 8 * t
    let l = coefficients + 8 * s
    let c = f.cofactor
    let mu = Lanes(at: k, l)
    let p = fms(Lanes(at: k + 4, l + 4), f.determinant(c) - Lanes(1), mu)
    var stress = Deformation(
      f0x: fma(p, c.f0x, mu * f.f0x), f0y: fma(p, c.f0y, mu * f.f0y), f0z: fma(p, c.f0z, mu * f.f0z),
      f1x: fma(p, c.f1x, mu * f.f1x), f1y: fma(p, c.f1y, mu * f.f1y), f1z: fma(p, c.f1z, mu * f.f1z),
      f2x: fma(p, c.f2x, mu * f.f2x), f2y: fma(p, c.f2y, mu * f.f2y), f2z: fma(p, c.f2z, mu * f.f2z))
    if hasLaws {
      let laws = laws(t, s)
      if !laws.terms.isEmpty { addLaws(laws, f, c, to: &stress) }
    }
    return stress
  }

  /// Minus the first Piola-Kirchhoff stress times the gradients, summed over the four points.
  @inline(__always) private func storeForces(_ f: Deformation, _ t: Int, _ s: Int) {
    let p = stress(f, t, s)
    for a in 0..<10 {
      let bt = gradients + 12 * (10 * t + a)
      let bs = gradients + 12 * (10 * s + a)
      let b0 = Lanes(at: bt, bs)
      let b1 = Lanes(at: bt + 4, bs + 4)
      let b2 = Lanes(at: bt + 8, bs + 8)
      let gx = fma(p.f0x, b0, fma(p.f1x, b1, p.f2x * b2))
      let gy = fma(p.f0y, b0, fma(p.f1y, b1, p.f2y * b2))
      let gz = fma(p.f0z, b0, fma(p.f1z, b1, p.f2z * b2))
      let sums = Lanes(f8_neg(f8_sum_halves(gx.v, gy.v, gz.v)))
      sums.store(at: elementForce + 4 * (10 * t + a), elementForce + 4 * (10 * s + a))
    }
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
