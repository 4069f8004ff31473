import Frames
import SimMath
import Simulation
import Testing

@Suite struct AortaTests {
  /// Mean diameter of the middle of the vessel, m.
  private func diameter(_ model: SimulationModel, _ state: borrowing SimulationState) -> Double {
    var sum = 0.0
    var count = 0.0
    let p = state.positions
    for v in 0..<model.tissue.vertexCount {
      let r = model.tissue.restPosition(v)
      guard abs(r.z - 0.03) < 1e-4, (r.x * r.x + r.y * r.y).squareRoot() > 0.0159 else { continue }
      sum += Double((p[4 * v] * p[4 * v] + p[4 * v + 1] * p[4 * v + 1]).squareRoot())
      count += 1
    }
    return 2 * sum / count
  }

  @Test func pulsatesBetweenTwoAndSixPercentWithoutDrift() throws {
    let model = try Scene.aorta()
    var state = SimulationState(model: model, seed: 5)
    let team = WorkerTeam()
    var beats: [(low: Double, high: Double)] = []
    for _ in 0..<12 {
      var low = 1.0
      var high = 0.0
      for _ in 0..<90 {
        run(model, &state, ticks: 10, team: team)
        let d = diameter(model, state)
        low = min(low, d)
        high = max(high, d)
      }
      beats.append((low, high))
    }
    for b in beats.dropFirst() {
      let swing = (b.high - b.low) / 0.032
      #expect(swing > 0.02 && swing < 0.06)
      // 32 mm at mean pressure, no drift over the beats.
      #expect(abs(0.5 * (b.high + b.low) - 0.032) < 0.0002)
      #expect(abs(b.high - beats[1].high) < 2e-5)
    }
  }

  /// The swing of the diameter from the lowest to the highest of one beat (m), its mean (m), and the ticks from the lowest
  /// pressure to the lowest diameter, from the second beat on.
  private func swing(viscosity: Double) throws -> (swing: Double, mean: Double, lag: Int) {
    let model = try Scene.aorta(variability: 0, wallViscosity: viscosity)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let beat = 833
    var samples: [(diameter: Double, pressure: Double)] = []
    for tick in 0..<2 * beat {
      var pressure = 0.0
      run(model, &state, ticks: 1, team: team) { pressure = Double($0.pressure) }
      if tick >= beat { samples.append((diameter(model, state), pressure)) }
    }
    let diameters = samples.map(\.diameter)
    let lowest = samples.indices.min { samples[$0].diameter < samples[$1].diameter }!
    let foot = samples.indices.min { samples[$0].pressure < samples[$1].pressure }!
    return (
      diameters.max()! - diameters.min()!, diameters.reduce(0, +) / Double(diameters.count),
      ((lowest - foot) % beat + beat) % beat
    )
  }

  /// A wall with 25 times the viscosity of dogs' aortas follows the pulse less far and later, about the same mean.
  @Test func aViscousWallSwingsLessAndLater() throws {
    let elastic = try swing(viscosity: 0)
    let viscous = try swing(viscosity: 25 * KelvinVoigt.aorta.viscosity)
    #expect(viscous.swing / elastic.swing > 0.4 && viscous.swing / elastic.swing < 0.95, "\(viscous) \(elastic)")
    #expect(viscous.lag > elastic.lag + 10 && viscous.lag < 300, "\(viscous) \(elastic)")
    #expect(abs(viscous.mean / elastic.mean - 1) < 0.005, "\(viscous) \(elastic)")
  }

  @Test func standsTwoHundredMillimetresOfMercury() throws {
    let model = try Scene.aorta([Scene.lesion(.soft)], systolic: 200, diastolic: 200)
    var state = SimulationState(model: model)
    var last = StepOutput(tick: Tick(0))
    run(model, &state, ticks: 3000) { last = $0 }
    let d = diameter(model, state)
    #expect(d > 0.031 && d < 0.037)
    #expect(last.ledger.kinetic < 1e-8)
    #expect(!last.status.contains(.quarantined))
  }

  /// Force at 2.5 mm of hand depth over the middle of the front, averaged over two beats.
  private func feltForce(_ lesions: [LesionTruth]) throws -> Double {
    let model = try Scene.aorta(lesions)
    var state = SimulationState(model: model, seed: 2)
    var sum = 0.0
    var count = 0.0
    run(
      model, &state, ticks: 3000,
      pose: { k in
        Pose(position: Vector3(0, 0.0235 - 0.0040 * Float(min(k, 600)) / 600, 0.03))
      }
    ) { output in
      guard output.tick.rawValue > 1300 else { return }
      sum += Double(output.forceSent.length)
      count += 1
    }
    return sum / count
  }

  /// What the procedure rests on: calcium can be felt (more than the just-noticeable 23%), soft plaque cannot (less than
  /// 15%).
  @Test func calciumIsFeltAndSoftPlaqueIsNot() throws {
    let healthy = try feltForce([])
    let calcium = try feltForce([Scene.lesion(.calcified)])
    let soft = try feltForce([Scene.lesion(.soft)])
    #expect(healthy > 0.3 && healthy < 3)
    #expect(calcium / healthy > 1.23, "calcium \(calcium) N, healthy \(healthy) N")
    #expect(abs(soft / healthy - 1) < 0.15, "soft \(soft) N, healthy \(healthy) N")
  }

  /// The slice shows the wall's true thickness, calcium and the place of a plaque.
  @Test func ultrasoundShowsWallAndLesions() throws {
    for (lesions, echo, thickness) in [
      ([LesionTruth](), Echo.wall, 0.002), ([Scene.lesion(.calcified)], .calcium, 0.003),
      ([Scene.lesion(.soft)], .softPlaque, 0.005),
    ] {
      let model = try Scene.aorta(lesions)
      let state = SimulationState(model: model)
      let probe = UltrasoundProbe(model: model, width: 0.03)
      // Face on the front of the vessel, image plane across it.
      let image = probe.image(
        positions: state.positions, pose: Pose(position: Vector3(0, 0.0162, 0.03)), tick: Tick(1))
      let middle = image.lines[32]
      #expect(middle.echo == echo)
      #expect(abs(Double(middle.wallThickness) - thickness) < 0.0004, "\(middle)")
      #expect((middle.calciumDepth > 0) == (echo == .calcium))
      // The far ends of a flat face lose a round vessel: no contact there.
      #expect(image.lines[0].echo == .noContact && image.lines[63].echo == .noContact)
      #expect(image.coupling > 0.4 && image.coupling < 0.95)
      // In air everything is black.
      let air = probe.image(positions: state.positions, pose: Pose(position: Vector3(0, 0.03, 0.03)), tick: Tick(1))
      #expect(air.coupling == 0)
    }
  }
}
