import Frames
import SimMath
import Testing

@testable import Simulation

@Suite struct TissueTests {
  /// Without load a body stays where it is, to the last bits, whatever its shape.
  @Test func bodyAtRestStaysAtRest() throws {
    let model = try Scene.block(youngsModulus: 30e3, poissonRatio: 0.45)
    var state = SimulationState(model: model)
    run(model, &state, ticks: 500)
    var moved: Float = 0
    for v in 0..<model.tissue.vertexCount {
      let r = model.tissue.restPosition(v)
      let p = state.positions
      moved = max(moved, (Vector3(p[4 * v], p[4 * v + 1], p[4 * v + 2]) - r).length)
    }
    #expect(moved < 2e-8)
  }

  /// The stiffness that the coarse space is built from is the difference quotient of the forces the tick uses.
  @Test func tangentIsTheDerivativeOfTheForces() throws {
    let model = try Scene.aorta([Scene.lesion(.calcified)])
    let stiffness = TissueStiffness(mesh: model.mesh, points: model.points).matrix
    let state = TissueState(model: model.tissue)
    let solver = TissueSolver(model.tissue, state)
    let all = 0..<model.tissue.tetrahedronCount
    func force(on v: Int) -> Vector3D {
      solver.updateTangentsAndForces(all)
      var f = Vector3D.zero
      for k in Int(model.tissue.pairStart[v])..<Int(model.tissue.pairStart[v + 1]) {
        let e = solver.elementForce + 4 * Int(model.tissue.pairs[k])
        f += Vector3D(Double(e[0]), Double(e[1]), Double(e[2]))
      }
      return f
    }
    let v = 901
    for u in [v, Int(stiffness.columns[v][3]), Int(stiffness.columns[v][9])] {
      let h: Float = 2e-5
      for axis in 0..<3 {
        let keep = state.positions[4 * u + axis]
        state.positions[4 * u + axis] = keep + h
        let plus = force(on: v)
        state.positions[4 * u + axis] = keep - h
        let minus = force(on: v)
        state.positions[4 * u + axis] = keep
        let quotient = (1 / (2 * Double(h))) * (minus - plus)
        let column = stiffness.columns[v].firstIndex(of: Int32(u))!
        let block = stiffness.blocks[v][column]
        let exact = axis == 0 ? block.c0 : axis == 1 ? block.c1 : block.c2
        #expect((quotient - exact).length < 0.01 * max(exact.length, 100), "vertex \(u) axis \(axis)")
      }
    }
  }

  /// Undamped, started deformed and at rest: the energy never rises above its start.
  @Test(arguments: [(3e3, 0.30), (30e3, 0.45), (2e6, 0.49)])
  func energyNeverRisesAboveItsStart(youngsModulus: Double, poissonRatio: Double) throws {
    let model = try Scene.block(youngsModulus: youngsModulus, poissonRatio: poissonRatio, clamped: true)
    var state = SimulationState(model: model)
    for v in 0..<model.tissue.vertexCount where !model.mesh.fixed[v] {
      let r = model.tissue.restPosition(v)
      state.setPosition(r + Vector3(0.2 * r.z, 0, 0.1 * r.z), ofVertex: v)
    }
    var first: Float?
    var largest: Float = 0
    var last: Float = 0
    run(model, &state, ticks: 3000) { output in
      last = output.ledger.kinetic + output.ledger.elastic
      if first == nil { first = last + output.ledger.dissipated }
      largest = max(largest, last)
    }
    #expect(largest <= first! * 1.0001)
    #expect(last < 0.5 * first!)
  }

  /// A free body keeps its momentum.
  @Test func freeBodyKeepsItsMomentum() throws {
    let model = try Scene.block(youngsModulus: 30e3, poissonRatio: 0.45)
    var state = SimulationState(model: model)
    for v in 0..<model.tissue.vertexCount {
      state.setVelocity(Vector3(0.1 + (v % 7 == 0 ? 0.3 : 0), 0, 0), ofVertex: v)
    }
    func momentum(_ s: borrowing SimulationState) -> Double {
      var p = 0.0
      for v in 0..<model.tissue.vertexCount { p += Double(model.tissue.mass[v] * s.velocities[4 * v]) }
      return p
    }
    let before = momentum(state)
    run(model, &state, ticks: 200)
    #expect(abs(momentum(state) - before) < 1e-3 * abs(before))
  }

  @Test func prestretchCarriesTheStressItWasMadeFor() {
    for stress in [Vector3D(-1e4, 7e4, 3e4), Vector3D(0, 0, 0), Vector3D(-5e3, -5e3, -5e3)] {
      for e in [0.4e6, 1.2e6, 20e6] {
        let m = Material(youngsModulus: e, poissonRatio: 0.45, density: 1060)
        let (s, j) = m.stretches(forCauchyStress: stress)
        #expect(abs(s.x * s.y * s.z - j) < 1e-9)
        for (stretch, sigma) in [(s.x, stress.x), (s.y, stress.y), (s.z, stress.z)] {
          let got = m.mu * stretch * stretch / j + m.volumeModulus * (j - m.alpha)
          #expect(abs(got - sigma) < 1e-6 * e)
        }
      }
    }
  }

  @Test func badMeshesAreRefusedWithTheElement() throws {
    let model = try Scene.block(youngsModulus: 30e3, poissonRatio: 0.45)
    var mesh = model.mesh
    mesh.tetrahedra[17] = [0, 2, 1, 3, 6, 5, 4, 7, 9, 8].map { mesh.tetrahedra[17][$0] }
    #expect(throws: TissueError.inverted(element: 17)) {
      _ = try TissueModel(mesh: mesh, points: model.points, coarse: CoarseParameters(aggregates: 12))
    }
    mesh = model.mesh
    mesh.tetrahedra[3][4] = 1_000_000
    #expect(throws: TissueError.indexOutOfRange(element: 3)) {
      _ = try TissueModel(mesh: mesh, points: model.points, coarse: CoarseParameters(aggregates: 12))
    }
    var points = model.points
    points[9].law = TissueLaw(Material(youngsModulus: -1, poissonRatio: 0.45, density: 1060))
    #expect(throws: TissueError.self) {
      _ = try TissueModel(mesh: model.mesh, points: points, coarse: CoarseParameters(aggregates: 12))
    }
  }
}
