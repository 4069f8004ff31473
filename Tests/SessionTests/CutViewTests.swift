import Anatomy
import Frames
import Scenarios
@testable import Session
import SimMath
@testable import Simulation
import Testing

/// What a view gets of tissue that is cut while it looks.
@Suite struct CutViewTests {
  private static func model() throws -> SimulationModel {
    var built = QuadraticGrid(cells: (4, 4, 2)).build { u, v, w in Vector3D(0.04 * u, 0.04 * v, 0.02 * w) }
    built.mesh.contactFaces = built.top
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060)
    return try SimulationModel(
      mesh: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8, friction: 0,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0),
      tools: [.palpationProbe(radius: 0.006, mass: 0.05)], limits: .scripted, cuts: CutCapacity(elements: 150))
  }

  private static func cut(_ state: inout SimulationState, _ model: SimulationModel, y: Float) {
    for z in stride(from: Float(0.022), to: -0.002, by: -0.001) {
      func at(_ z: Float) -> (Vector3, Vector3) { (Vector3(-0.01, y, z), Vector3(0.05, y, z)) }
      state.cut(model, BladeSweep(before: at(z), after: at(z - 0.001)))
    }
  }

  @Test func aLiveSceneShowsCutsBetweenTwoSurfaces() throws {
    let model = try Self.model()
    var state = SimulationState(model: model)
    let positionCount = state.positions.count
    let feed = ViewFeed(count: positionCount + state.cutCopyCount, tissue: TissueView(model, firstCutWord: positionCount))
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let rest: [Float] = model.mesh.nodes.flatMap { p -> [Float] in [Float(p.x), Float(p.y), Float(p.z), 0] }
    let faces: [Int32] = model.mesh.contactFaces.flatMap { face -> [Int32] in face.map { Int32($0) } }
    let stage = Stage(
      surface: TissueSurface(rest: rest, faces: faces),
      vessel: scenario.vessel, probeRadius: 0.006, imageWidth: 0.03, imageDepth: 0.05, seed: 1)
    let scene = LiveScene(LiveSession(scenario: scenario, stage: stage, limit: 1000, feed: feed))
    func publish(_ tick: UInt64) {
      feed.publish(StepOutput(tick: Tick(tick)), at: tick * 1_000_000) { numbers in
        let positions = state.positions
        for i in 0..<positionCount { numbers[i] = i % 4 == 3 ? 0 : positions[i] }
        state.copyCut(into: UnsafeMutableBufferPointer(rebasing: numbers[positionCount...]))
      }
    }
    publish(4)
    let before = try #require(scene.frame(at: 4_000_000)).snapshot
    #expect(before.cut == nil && before.vertices.count == rest.count)
    // It moves 2 mm and is cut between two surfaces.
    Self.cut(&state, model, y: 0.018)
    for v in 0..<state.vertexCount { state.setPosition(state.position(ofVertex: v) + Vector3(0, 0, 0.002), ofVertex: v) }
    publish(12)
    // Half way: whole faces and doubles alike have moved by half of it.
    let half = try #require(scene.frame(at: 16_000_000)).snapshot
    let cut = try #require(half.cut)
    #expect(half.vertices.count == 4 * state.vertexCount && cut.origins.count == state.vertexCount - model.mesh.nodes.count)
    for v in 0..<state.vertexCount {
      let o = v < rest.count / 4 ? v : Int(cut.origins[v - rest.count / 4])
      for c in 0..<3 {
        let way: Float = half.vertices[4 * v + c] - rest[4 * o + c]
        #expect(abs(way - (c == 2 ? 0.001 : 0)) < 1e-6)
      }
    }
    #expect(half.bruises.count == state.vertexCount)
    // The same surface as one that is made from the state; later cuts make another.
    var words = [Float](repeating: 0, count: state.cutCopyCount)
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    let maker = try #require(CutSurfaceMaker(model))
    #expect(words.withUnsafeBufferPointer { CutCopy($0).flatMap { maker.surface($0) } } == cut)
    publish(20)
    #expect(try #require(scene.frame(at: 24_000_000)).snapshot.cut == cut)
    Self.cut(&state, model, y: 0.031)
    publish(28)
    let more = try #require(scene.frame(at: 36_000_000)).snapshot
    #expect(more.cut?.revision != cut.revision && more.vertices.count > half.vertices.count)
  }
}
