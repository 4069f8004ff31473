import Anatomy
import Frames
import Rendering
import SimMath
@testable import Simulation

/// A slab of tissue in the vessel's place, cut along its length and held open by loads on both lips.
struct OpenWound {
  let stage: Stage
  let model: SimulationModel
  /// Of the slab as it was loaded, and cut and open.
  let whole: Snapshot
  let open: Snapshot
  /// Where the middle of the gap is, m, and how far the lips are apart there, m.
  private(set) var middle = Vector3.zero
  private(set) var gap: Float = 0

  /// The plane of the cut, m, and its depth below the surface.
  static let x: Float = 0.0013
  static let depth: Float = 0.0068

  init() throws {
    let top = Theatre.stage.vessel.outerRadius
    var built = QuadraticGrid(cells: (8, 10, 2)).build { u, v, w in
      let x = 0.040 * (u - 0.5)
      return Vector3D(x, top - 0.010 * (1 - w) - x * x / 0.09, 0.060 - 0.060 * v)
    }
    for (i, place) in built.places.enumerated() where place.2 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    let material = Material(youngsModulus: 12e3, poissonRatio: 0.45, density: 1060)
    model = try SimulationModel(
      mesh: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 20), contactStiffness: 4e8, friction: 0.2,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0),
      tools: [.palpationProbe(radius: 0.006, mass: 0.05)], limits: .scripted, cuts: CutCapacity(elements: 300))
    var stage = Theatre.stage
    stage.surface = TissueSurface(
      rest: built.mesh.nodes.flatMap { p -> [Float] in [Float(p.x), Float(p.y), Float(p.z), 0] },
      faces: built.mesh.contactFaces.flatMap { face -> [Int32] in face.map { Int32($0) } })
    self.stage = stage
    whole = Self.snapshot(stage.surface.rest)

    var state = SimulationState(model: model)
    func edge(_ down: Float) -> (Vector3, Vector3) {
      (Vector3(Self.x, Float(top) + 0.002 - down, 0.013), Vector3(Self.x, Float(top) + 0.002 - down, 0.047))
    }
    for k in 0..<44 where 0.0002 * Float(k + 1) < Self.depth + 0.002 {
      state.cut(model, BladeSweep(before: edge(0.0002 * Float(k)), after: edge(0.0002 * Float(k + 1))))
    }
    Self.pull(&state, model)
    let team = WorkerTeam()
    for _ in 0..<500 {
      _ = step(model, &state, InputFrame(tick: state.nextTick, pose: Pose(position: Vector3(0, 0.5, 0.03)), flags: [.connected]), on: team)
    }
    var words = [Float](repeating: 0, count: state.cutCopyCount)
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    let copy = words.withUnsafeBufferPointer { CutCopy($0) }!
    let positions = state.positions
    var snapshot = Self.snapshot((0..<4 * copy.vertexCount).map { $0 % 4 == 3 ? 0 : positions[$0] })
    snapshot.cut = CutSurfaceMaker(model)!.surface(copy)
    open = snapshot

    // The lips: points of the walls on the surface, at the middle of the length.
    let cut = snapshot.cut!
    let places = cut.wallPositions(snapshot.vertices)
    let loaded = cut.wallPositions(loaded)
    let lips = places.indices.filter { i -> Bool in
      let p = loaded[i]
      return abs(p.z - 0.03) < 0.004 && p.y > Float(top) - 0.0003 && abs(p.x - Self.x) < 0.001
    }
    let left = lips.map { places[$0] }.min { $0.x < $1.x }!
    let right = lips.map { places[$0] }.max { $0.x < $1.x }!
    gap = right.x - left.x
    middle = Vector3(0.5 * (left.x + right.x), 0.5 * (left.y + right.y), 0.5 * (left.z + right.z))
  }

  /// Positions as loaded of all vertices of the open slab, [N][4] m.
  var loaded: [Float] {
    var rest = stage.surface.rest
    for o in open.cut!.origins { rest += stage.surface.rest[4 * Int(o)..<4 * Int(o) + 4] }
    return rest
  }

  private static func snapshot(_ vertices: [Float]) -> Snapshot {
    Snapshot(
      tick: Tick(0), toolPose: Pose(position: Vector3(0, 0.5, 0.03)), image: UltrasoundImage(tick: Tick(0), width: 0),
      vertices: vertices)
  }

  private static func square(_ x: Float) -> Float { x * x }

  /// Loads what is near the cut away from it, on the side that its material is on.
  private static func pull(_ state: inout SimulationState, _ model: SimulationModel) {
    // Corners with material at them alone: what lies beyond the cut only moves along.
    var hasMaterial = [Bool](repeating: false, count: state.vertexCount)
    for t in 0..<state.elementCount {
      for k in 0..<4 where !state.cut.isCut(t) || state.cut.level[4 * t + k] > 0 {
        hasMaterial[Int(state.cut.tetrahedra[10 * t + k])] = true
      }
    }
    for v in hasMaterial.indices where hasMaterial[v] {
      let p = model.mesh.nodes[Int(state.cut.origin[v])]
      let near = max(0, 1 - abs(Float(p.x) - x) / 0.009) * max(0, 1 - square((Float(p.z) - 0.03) / 0.018))
      state.setLoad(Vector3((Float(p.x) < x ? -0.045 : 0.045) * near, 0, 0), onVertex: v)
    }
  }
}
