import Anatomy
import SimMath
import Testing
import Validation

@testable import Simulation

/// Heat by itself, against closed forms and its own ledger.
@Suite struct HeatTests {
  @Test func aBumpSpreadsAsTheHeatKernelSays() throws {
    let fine = try HeatCases.spread(cell: 0.001)
    let coarse = try HeatCases.spread(cell: 0.002)
    #expect(abs(fine.ours / fine.reference - 1) < 0.005, "\(fine)")
    // The error falls with the square of the distance between vertices.
    #expect(abs(fine.ours - fine.reference) < 0.35 * abs(coarse.ours - coarse.reference), "\(fine) \(coarse)")
    #expect(abs(fine.heat - 1) < 1e-12, "\(fine)")
    // It would show conduction that is 2% off.
    #expect(fine.reference < 0.7 * 20)
  }

  @Test func aSteadySourceIsPennesSolution() throws {
    for t in try HeatCases.source([0.001, 0.0015, 0.002, 0.003]) {
      #expect(abs(t.ours / t.reference - 1) < 0.04, "\(t)")
    }
  }

  /// Seconds at a held temperature until Omega is 1. By hand: skin at 60 degrees C, ln A = 226.785 and E / RT = 226.718.
  @Test(arguments: [(60, ArrheniusLaw.skin, 0.935), (75, .artery, 5.83), (85, .artery, 0.0921)])
  func damageTakesTheTimeOfTheLaw(celsius: Double, law: ArrheniusLaw, byHand: Double) throws {
    let t = try HeatCases.coagulation(at: celsius, law)
    #expect(abs(t.ours - t.reference) <= 0.017, "\(t)")
    #expect(abs(t.reference / byHand - 1) < 0.002, "\(t)")
    // A rate and the temperature that it is found at are each other's inverse.
    #expect(abs(law.temperature(rate: law.rate(celsius)) - celsius) < 1e-9 && law.temperature(rate: 1e-6) < 50)
  }

  @Test func whatIsPutInIsStoredOrTakenByBlood() throws {
    let (ours, reference) = try HeatCases.balance()
    #expect(abs(reference - 4) < 1e-9 && abs(ours / reference - 1) < 1e-10, "\(ours) \(reference)")
  }

  /// Perfusion alone: an evenly warm body cools with the time constant rho c / (w rho_b c_b), until it is coagulated.
  @Test func bloodCools() throws {
    let mesh = HeatCases.cube()
    func cool(_ damage: Double) throws -> Double {
      var state = HeatState(try HeatModel(mesh: mesh, .soft))
      for v in mesh.nodes.indices {
        state.setTemperature(41, ofVertex: v)
        state.damage[v] = damage
      }
      for _ in 0..<20_000 { state.advance() }
      return state.temperature(ofVertex: 5) - 37
    }
    let heat = TissueHeat.soft
    let constant = heat.density * heat.capacity / (heat.perfusion * heat.bloodCapacity)
    #expect(abs(try cool(0) / (4 * Trigonometry.exp(-20 / constant)) - 1) < 1e-3)
    #expect(abs(try cool(1) - 4) < 1e-9)
  }

  /// Temperature stays where water boils until the water is gone; the heat of that is its mass times the latent heat.
  @Test func waterBoilsAwayAtItsTemperature() throws {
    let mesh = HeatCases.cube()
    // Nothing flows between vertices whose turns come one after the other.
    let model = try HeatModel(mesh: mesh, TissueHeat(conductivity: 1e-9, perfusion: 0))
    var state = HeatState(model)
    func heat(_ joulesPerVolume: Double, ticks: Int) {
      for _ in 0..<ticks {
        for v in mesh.nodes.indices { state.add(joulesPerVolume * model.volume[v] / Double(ticks), toVertex: v) }
        state.advance()
      }
      for _ in 0..<16 { state.advance() }
    }
    let toBoil = model.tissue.density * model.tissue.capacity * 63
    heat(toBoil, ticks: 100)
    #expect(abs(state.temperature(ofVertex: 3) - 100) < 1e-6 && state.boiled(ofVertex: 3) < 1e-6)
    heat(0.5 * model.tissue.latent, ticks: 100)
    #expect(state.temperature(ofVertex: 3) == 100 && abs(state.boiled(ofVertex: 3) - 0.5) < 1e-6)
    heat(0.5 * model.tissue.latent + model.tissue.density * model.tissue.capacity * 20, ticks: 100)
    #expect(abs(state.temperature(ofVertex: 3) - 120) < 1e-6 && state.boiled(ofVertex: 3) == 1)
  }

  /// Elements too small for the step shorten it, and are refused where a tick is too long.
  @Test func aStepIsShortEnoughOrRefused() throws {
    func model(_ edge: Double) throws -> HeatModel {
      try HeatModel(mesh: QuadraticGrid(cells: (4, 4, 4)).build { u, v, w in edge * Vector3D(u, v, w) }.mesh, .soft)
    }
    #expect(try model(0.004).ticks == 8)
    let fine = try model(0.000_5)
    #expect(fine.ticks < 8)
    // The worst that a grid can be asked: neighbours hot and cold in turn.
    var state = HeatState(fine)
    var random = Random(seed: 3, stream: 1)
    for v in 0..<fine.vertexCount { state.setTemperature(random.index(below: 2) == 0 ? 37 : 57, ofVertex: v) }
    for _ in 0..<4000 { state.advance() }
    for v in 0..<fine.vertexCount { #expect((37...57).contains(state.temperature(ofVertex: v))) }
    let error = try #require(throws: TissueError.self) { try model(0.000_1) }
    #expect("\(error)".contains("too small for steps of 1 ms"))
    var bad = TissueHeat.soft
    bad.conductivity = -.infinity
    #expect(throws: TissueError.self) { try HeatModel(mesh: HeatCases.cube(), bad) }
  }
}
