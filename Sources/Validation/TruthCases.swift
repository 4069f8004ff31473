import SimMath
import Simulation

/// Elements and laws against answers for the body itself: closed forms and published benchmarks. Solved by the
/// reference solver with the product's element; a law that the tick learns can be held against the same cases.
public enum TruthCases {
  /// All cases; `series` adds finer meshes and extrapolation (minutes). `progress` is told the share that is done.
  public static func all(series: Bool, progress: (Double) -> Void) throws -> [ValidationCase] {
    var cases = stretchCases()
    cases.append(patchCase())
    cases.append(creepCase())
    cases += tubeCases(series: series)
    progress(0.2)
    for nu in ElementSeries.poissonRatios { cases += cantileverCases(poissonRatio: nu, series: series) }
    progress(0.3)
    cases.append(cookCase(series: series))
    cases.append(hertzCase(series: series))
    progress(0.5)
    cases += try landCases(series: series)
    return cases
  }

  // MARK: Stretch

  /// A law with what uniaxial and equibiaxial stretch of it make, Cauchy stress in Pa, if it were incompressible.
  struct StretchedLaw {
    var name: String
    var law: TissueLaw
    var uniaxial: (Double) -> Double
    /// Along the first of the two axes.
    var equibiaxial: (Double) -> Double
    var source: String
  }

  static var stretchedLaws: [StretchedLaw] {
    let mu = 1e3
    // Close to incompressible: what is left of the volume change is under a thousandth of the stress.
    let stiff = 1e8
    let lambda = stiff
    let nu = lambda / (2 * (lambda + mu))
    let neoHookean = Material(youngsModulus: 2 * mu * (1 + nu), poissonRatio: nu, density: 1000)
    let (c1, c2) = (300.0, 200.0)
    let (c, bf, bt, bfs) = (2e3, 8.0, 2.0, 4.0)
    let (a, b, af, bfibre, asheet, bsheet) = (59.0, 8.023, 18472.0, 16.026, 2481.0, 11.12)
    let tension = 5e3
    func q(_ e1: Double, _ e2: Double, _ e3: Double) -> Double { bf * e1 * e1 + bt * (e2 * e2 + e3 * e3) }
    func guccioneUniaxial(_ l: Double) -> Double {
      let (e, s) = ((l * l - 1) / 2, (1 / l - 1) / 2)
      return c * Trigonometry.exp(q(e, s, s)) * (l * l * bf * e - bt * s / l)
    }
    func guccioneEquibiaxial(_ l: Double) -> Double {
      let n = 1 / (l * l * l * l)
      let (e, s) = ((l * l - 1) / 2, (n - 1) / 2)
      return c * Trigonometry.exp(q(e, e, s)) * (l * l * bf * e - bt * s * n)
    }
    func fibre(_ l: Double) -> Double {
      let k = l * l - 1
      return 2 * af * l * l * k * Trigonometry.exp(bfibre * k * k)
    }
    let guccione = TissueLaw.Passive.guccione(Guccione(c: c, bf: bf, bt: bt, bfs: bfs, volumeModulus: stiff))
    return [
      StretchedLaw(
        name: "neo-hookean", law: TissueLaw(neoHookean), uniaxial: { mu * ($0 * $0 - 1 / $0) },
        equibiaxial: { mu * ($0 * $0 - 1 / ($0 * $0 * $0 * $0)) }, source: "mu (l^2 - 1/l), mu (l^2 - l^-4)"),
      StretchedLaw(
        name: "mooney-rivlin", law: TissueLaw(.mooneyRivlin(MooneyRivlin(c1: c1, c2: c2, volumeModulus: stiff))),
        uniaxial: { 2 * ($0 * $0 - 1 / $0) * (c1 + c2 / $0) },
        equibiaxial: { 2 * ($0 * $0 - 1 / ($0 * $0 * $0 * $0)) * (c1 + c2 * $0 * $0) },
        source: "2 (l^2 - 1/l)(c1 + c2/l), 2 (l^2 - l^-4)(c1 + c2 l^2)"),
      StretchedLaw(
        name: "guccione", law: TissueLaw(guccione), uniaxial: guccioneUniaxial, equibiaxial: guccioneEquibiaxial,
        source: "Guccione et al. 1991, J = 1, along the fibre"),
      StretchedLaw(
        name: "holzapfel-ogden",
        law: TissueLaw(
          .holzapfelOgden(
            HolzapfelOgden(
              ground: .init(a, b), first: .init(af, bfibre), second: .init(asheet, bsheet),
              coupling: .init(216, 11.436),
              volumeModulus: stiff))),
        uniaxial: { a * Trigonometry.exp(b * ($0 * $0 + 2 / $0 - 3)) * ($0 * $0 - 1 / $0) + fibre($0) },
        equibiaxial: { l in
          let n = 1 / (l * l * l * l)
          return a * Trigonometry.exp(b * (2 * l * l + n - 3)) * (l * l - n) + fibre(l)
        }, source: "Holzapfel and Ogden 2009, J = 1, along the fibre"),
      StretchedLaw(
        name: "active-guccione",
        law: TissueLaw(guccione, active: ActiveFibre(tension: 2 * tension, activation: 0.5)),
        uniaxial: { guccioneUniaxial($0) + tension * $0 * $0 },
        equibiaxial: { guccioneEquibiaxial($0) + tension * $0 * $0 }, source: "Guccione's stress + T l^2"),
    ]
  }

  /// A cube of shaken ten-node elements, held on three sides and pulled on one or two: Cauchy stress along x, Pa.
  static func stretch(_ law: TissueLaw, by l: Double, equibiaxial: Bool) -> Double {
    let side = 0.01
    var random = Random(seed: 21)
    let linear = SolidMesh(cells: (2, 2, 2), kind: .linear) { u, v, w in
      let shake = [u, v, w].allSatisfy { $0 > 0.01 && $0 < 0.99 } ? 0.1 : 0
      func move(_ x: Double) -> Double { side * (x + shake * random.uniform(-1, 1)) }
      return Vector3D(move(u), move(v), move(w))
    }
    var mesh = linear.quadratic { 0.5 * (linear.nodes[$0] + linear.nodes[$1]) }
    let far = side - 1e-9
    mesh.hold(.x) { $0.x < 1e-9 || $0.x > far }
    mesh.hold(.y) { $0.y < 1e-9 || (equibiaxial && $0.y > far) }
    mesh.hold(.z) { $0.z < 1e-9 }
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    // Started off the answer: four tenths of the contraction across are missing.
    let across = equibiaxial ? 1 / (l * l) : 1 / l.squareRoot()
    let guess = 1 - 0.6 * (1 - across)
    let start = mesh.nodes.map { Vector3D(l * $0.x, (equibiaxial ? l : guess) * $0.y, guess * $0.z) }
    let solved = solver.solve(.init(loads: start.map { _ in .zero }), from: start)
    let forces = solver.innerForces(solved.positions)
    let pull = mesh.nodes(where: { $0.x > far }).reduce(0.0) { $0 + forces[$1].x }
    return l * pull / (side * side)
  }

  static func stretchCases() -> [ValidationCase] {
    stretchedLaws.flatMap { s -> [ValidationCase] in
      [
        .relative(
          id: "stretch.uniaxial.\(s.name)", ours: stretch(s.law, by: 1.2, equibiaxial: false),
          reference: s.uniaxial(1.2), unit: "Pa", bound: 1e-3, source: s.source),
        .relative(
          id: "stretch.equibiaxial.\(s.name)", ours: stretch(s.law, by: 1.1, equibiaxial: true),
          reference: s.equibiaxial(1.1), unit: "Pa", bound: 1e-3, source: s.source),
      ]
    }
  }

  /// Largest distance of a node from a uniform deformation that its surroundings are held in, relative to the cube.
  static func patchCase() -> ValidationCase {
    var random = Random(seed: 11)
    let linear = SolidMesh(cells: (2, 2, 2), kind: .linear) { u, v, w in
      let shake = [u, v, w].allSatisfy { $0 > 0.01 && $0 < 0.99 } ? 0.1 : 0
      func move(_ x: Double) -> Double { x + shake * random.uniform(-1, 1) }
      return Vector3D(move(u), move(v), move(w))
    }
    var mesh = linear.quadratic { 0.5 * (linear.nodes[$0] + linear.nodes[$1]) }
    mesh.hold(.all) { p in [p.x, p.y, p.z].contains { $0 < 1e-9 || $0 > 1 - 1e-9 } }
    let f = Matrix3D(columns: Vector3D(1.1, 0.05, 0), Vector3D(0.02, 0.95, 0.1), Vector3D(0, -0.03, 1.02))
    var start = mesh.nodes.map { f * $0 }
    for v in start.indices where mesh.held[v].isEmpty { start[v] += Vector3D(0.01, -0.01, 0.005) }
    let solved = ElementSeries.solver(mesh, .quadratic, 0.45).solve(.init(loads: start.map { _ in .zero }), from: start)
    let off = start.indices.reduce(0.0) { max($0, (solved.positions[$1] - f * mesh.nodes[$1]).length) }
    return .absolute(id: "patch", ours: off, reference: 0, unit: "1", bound: 1e-8, source: "a uniform strain is kept")
  }

  /// Strain after five steps of 10 ms of a Kelvin-Voigt solid held across and loaded along: implicit Euler of
  /// (lambda + 2 mu) e + eta e' = s.
  static func creepCase() -> ValidationCase {
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.3, density: 1000)
    let law = TissueLaw(.neoHookean(NeoHookean(material)), viscosity: KelvinVoigt(viscosity: 2e3))
    var mesh = SolidMesh(cells: (1, 1, 1), kind: .quadratic) { 0.01 * Vector3D($0, $1, $2) }
    mesh.hold([.y, .z]) { _ in true }
    mesh.hold(.x) { $0.x < 1e-9 }
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    let stress = 10.0
    var problem = ReferenceSolver.Problem(
      loads: solver.loads(on: mesh.boundary { $0.x > 0.01 - 1e-9 }) { _ in Vector3D(stress, 0, 0) })
    problem.step = 0.01
    var x = mesh.nodes
    var strain = 0.0
    let modulus = material.lambda + 2 * material.mu
    for _ in 0..<5 {
      problem.previous = x
      x = solver.solve(problem, from: x).positions
      strain = (stress + 2e3 / problem.step * strain) / (modulus + 2e3 / problem.step)
    }
    let end = mesh.nearest(Vector3D(0.01, 0, 0))
    return .relative(
      id: "viscosity.creep", ours: x[end].x / 0.01 - 1, reference: strain, unit: "1", bound: 2e-3,
      source: "implicit Euler of a Kelvin-Voigt bar")
  }

  // MARK: Tube, cantilever, Cook

  /// Inner radius at rest 14 mm, wall 2 mm, inflated by a fifth: pressure against the closed form for an incompressible
  /// neo-Hookean tube in plane strain, p = mu [ln l - 1/(2 l^2)] from the outer to the inner stretch.
  static func inflation(cells n: Int) -> (radius: Double, reference: Double) {
    let (a, b) = (0.014, 0.016)
    let material = Material(youngsModulus: 400e3, poissonRatio: 0.4995, density: 1000)
    let want = 1.2 * a
    func part(_ l: Double) -> Double {
      // ln l by the series of artanh.
      let z = (l - 1) / (l + 1)
      var (sum, power) = (0.0, z)
      for k in 0..<20 {
        sum += 2 * power / Double(2 * k + 1)
        power *= z * z
      }
      return sum - 1 / (2 * l * l)
    }
    let outer = (b * b + want * want - a * a).squareRoot()
    let pressure = material.mu * (part(want / a) - part(outer / b))
    var mesh = SolidMesh(cells: (12 * n, 1, n), kind: .quadratic) { u, v, w in
      let t = Trigonometry.sincos(0.5 * .pi * (1 - u))
      let r = a + (b - a) * w
      return Vector3D(r * t.cos, r * t.sin, 0.002 / Double(n) * v)
    }
    mesh.hold(.x) { $0.x < 1e-9 }
    mesh.hold(.y) { $0.y < 1e-9 }
    mesh.hold(.z) { _ in true }
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in TissueLaw(material) }
    let inner = { (p: Vector3D) in (p.x * p.x + p.y * p.y).squareRoot() < a + 1e-9 }
    let solved = LandProblems.inflate(solver, mesh.boundary(where: inner), pressure: pressure, steps: 4)
    let list = mesh.nodes(where: inner)
    let mean = list.reduce(0.0) { s, v in
      let p = solved.positions[v]
      return s + (p.x * p.x + p.y * p.y).squareRoot()
    }
    return (mean / Double(list.count) - a, want - a)
  }

  static func tubeCases(series: Bool) -> [ValidationCase] {
    var cases: [ValidationCase] = []
    for nu in ElementSeries.poissonRatios {
      let r = ElementSeries.solve(.tube, poissonRatio: nu, kind: .quadratic, cells: 1)
      cases.append(
        .relative(
          id: "tube.small.nu\(Int((1000 * nu).rounded()))", ours: r.value, reference: r.reference, unit: "m",
          bound: 0.005, source: "Lame, thick wall, plane strain"))
    }
    let runs = (series ? [1, 2, 4] : [1]).map { inflation(cells: $0) }
    cases.append(
      .relative(
        id: "tube.inflated", ours: runs[0].radius, reference: runs[0].reference, unit: "m", bound: 0.01,
        converged: series ? TissueCases.richardson(runs[0].radius, runs[1].radius, runs[2].radius) : nil,
        source: "incompressible neo-Hookean tube, p = mu [ln l - 1/(2 l^2)]"))
    return cases
  }

  static func cantileverCases(poissonRatio nu: Double, series: Bool) -> [ValidationCase] {
    let runs = (series ? [1, 2, 4] : [2]).map {
      ElementSeries.solve(.cantilever, poissonRatio: nu, kind: .quadratic, cells: $0)
    }
    let last = runs[runs.count - 1]
    return [
      .relative(
        id: "cantilever.nu\(Int((1000 * nu).rounded()))", ours: last.value, reference: last.reference, unit: "m",
        bound: 0.03,
        converged: series ? TissueCases.richardson(runs[0].value, runs[1].value, runs[2].value) : nil,
        source: "P L^3/3EI + P L/kGA, k by Cowper 1966")
    ]
  }

  /// Cook's panel with E 70 MPa, nu 1/3 and 6.25 MPa along its right edge, in plane strain and the linear range (the
  /// answer at a small load, scaled): rise of its upper corner.
  static func cookCase(series: Bool) -> ValidationCase {
    let values = (series ? [4, 8, 16] : [8]).map {
      ElementSeries.cook(1.0 / 3, .quadratic, $0).value * (6.25 / 70) / ElementSeries.cookTraction
    }
    return .relative(
      id: "cook", ours: values[values.count - 1], reference: 0.03225, unit: "m", bound: 0.02,
      converged: series ? TissueCases.richardson(values[0], values[1], values[2]) : nil,
      source: "published, 32.2-32.3 mm")
  }

  // MARK: Hertz

  /// Force (N) of a rigid sphere of 5 mm pressed `depth` (m) into a body thirty contact radii wide and deep that stands
  /// on a rigid floor, a quarter of it with `n` cells along each side.
  static func hertz(depth: Double, cells n: Int) -> (force: Double, reference: Double) {
    let (e, nu, radius) = (10e3, 0.45, 0.005)
    let reach = (radius * depth).squareRoot()
    let far = 30 * reach
    // Cells grow outward in a geometric series, by e^4 in all.
    let growth = Trigonometry.exp(4 / Double(n))
    func corner(_ k: Int) -> Double {
      var (sum, width) = (0.0, 1.0)
      for _ in 0..<k {
        sum += width
        width *= growth
      }
      return sum
    }
    let whole = corner(n)
    func grade(_ u: Double) -> Double {
      let k = min(n - 1, Int(u * Double(n) + 1e-9))
      let (a, b) = (corner(k), corner(k + 1))
      return far * (a + (u * Double(n) - Double(k)) * (b - a)) / whole
    }
    var mesh = SolidMesh(cells: (n, n, n), kind: .quadratic) { Vector3D(grade($0), grade($1), -grade(1 - $2)) }
    mesh.hold(.x) { $0.x < 1e-12 }
    mesh.hold(.y) { $0.y < 1e-12 }
    mesh.hold(.all) { $0.z < -far * (1 - 1e-9) }
    let law = TissueLaw(Material(youngsModulus: e, poissonRatio: nu, density: 1000))
    let top = mesh.boundary { $0.z > -1e-12 && $0.x < 8 * reach && $0.y < 8 * reach }
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic, contactFaces: top) { _, _ in law }
    let hand = Vector3D(0, 0, radius - depth)
    let sphere = ReferenceSolver.Sphere(radius: radius, spring: 1e9, pressureStiffness: 1e10, hand: hand)
    let solved = solver.solve(
      .init(loads: mesh.nodes.map { _ in .zero }, sphere: sphere), from: mesh.nodes, sphere: hand, tolerance: 1e-8,
      limit: 30)
    let force = 4 * 1e9 * (solved.sphere.z - hand.z)
    // The first two terms for a layer bonded to its floor.
    let floor = 2 / Double.pi * (1.2876 - 1.4678 * nu + 1.3442 * nu * nu) / (1 - nu) * reach / far
    let half = 4.0 / 3 * e / (1 - nu * nu) * radius.squareRoot() * depth * depth.squareRoot()
    return (force, half * (1 + floor + floor * floor))
  }

  static func hertzCase(series: Bool) -> ValidationCase {
    let runs = (series ? [4, 6, 9] : [6]).map { hertz(depth: 1e-4, cells: $0) }
    let last = runs[runs.count - 1]
    return .relative(
      id: "hertz", ours: last.force, reference: last.reference, unit: "N", bound: 0.05,
      converged: series ? TissueCases.richardson(runs[0].force, runs[1].force, runs[2].force) : nil,
      source: "4/3 E/(1 - nu^2) sqrt(R) d^1.5, floor by Dimitriadis et al. 2002")
  }

  // MARK: Land

  static func landCases(series: Bool) throws -> [ValidationCase] {
    let beams = (series ? [1, 2, 4] : [2]).map { LandProblems.beam(cells: $0) }
    let hearts = (series ? [1, 2, 3] : [1]).map { LandProblems.ventricle(layers: $0) }
    let beam = beams[beams.count - 1]
    let heart = hearts[hearts.count - 1]
    /// The two finest meshes extrapolated with the second order, which both series keep to.
    func limit(_ runs: [LandResult], _ value: (LandResult) -> Double) -> Double? {
      guard runs.count > 1 else { return nil }
      let (a, b) = (runs[runs.count - 2], runs[runs.count - 1])
      let ratio = Double(b.cells * b.cells) / Double(a.cells * a.cells)
      return value(b) + (value(b) - value(a)) / (ratio - 1)
    }
    let paper = "Land et al. 2015"
    let tickBeam = try LandProblems.beamByTick(cells: 2)
    let tickHeart = try LandProblems.ventricleByTick(layers: 1)
    return [
      .sameMesh(
        id: "land.1.tip-height.tick", ours: 1e3 * tickBeam.inner,
        reference: 1e3 * LandProblems.beam(cells: 2, kind: .quadratic).inner, unit: "mm", bound: 0.005,
        source: "Newton's method on the same mesh (Validation/ReferenceSolver)"),
      .absolute(
        id: "land.2.apex-inside.tick", ours: 1e3 * tickHeart.inner, reference: LandProblem.ventricle.inner, unit: "mm",
        bound: 0.3, source: "\(paper), problem 2"),
      .absolute(
        id: "land.2.apex-outside.tick", ours: 1e3 * tickHeart.outer, reference: LandProblem.ventricle.outer, unit: "mm",
        bound: 0.3, source: "\(paper), problem 2"),
      .relative(
        id: "land.1.tip-height", ours: 1e3 * beam.inner, reference: LandProblem.beam.inner, unit: "mm", bound: 0.01,
        converged: limit(beams) { 1e3 * $0.inner }, source: "\(paper), problem 1"),
      .relative(
        id: "land.1.axis-height", ours: 1e3 * beam.outer, reference: LandProblem.beam.outer, unit: "mm", bound: 0.01,
        converged: limit(beams) { 1e3 * $0.outer }, source: "an independent code of high order, problem 1"),
      .absolute(
        id: "land.2.apex-inside", ours: 1e3 * heart.inner, reference: LandProblem.ventricle.inner, unit: "mm",
        bound: 0.3, converged: limit(hearts) { 1e3 * $0.inner }, source: "\(paper), problem 2"),
      .absolute(
        id: "land.2.apex-outside", ours: 1e3 * heart.outer, reference: LandProblem.ventricle.outer, unit: "mm",
        bound: 0.3, converged: limit(hearts) { 1e3 * $0.outer }, source: "\(paper), problem 2"),
      .relative(
        id: "land.2.volume", ours: 1e6 * heart.volume, reference: 10.873, unit: "mL", bound: 0.02,
        converged: limit(hearts) { 1e6 * $0.volume }, source: "an independent code of high order, problem 2"),
    ]
  }
}
