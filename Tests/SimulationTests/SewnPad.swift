import Anatomy
import Frames
import SimMath
import Validation

@testable import Simulation

/// A pad of 40 x 40 x 10 mm that stands on its lower side, upper side at y = 0, that is sewn and can be cut, and a blade in a
/// hand.
struct SewnPad {
  let model: SimulationModel

  /// A stitch in a thread of its own, which goes in and comes out at these places of the upper side, m. Its first end is knotted
  /// to the pad, the other is free, 8 mm above where it comes out.
  struct Stitch {
    var from: Vector3D
    var to: Vector3D
    var tearForce: Double?

    init(_ from: Vector3D, _ to: Vector3D, tearForce: Double? = nil) {
      self.from = from
      self.to = to
      self.tearForce = tearForce
    }
  }

  /// - Parameters:
  ///   - spare: holes that a needle on each thread can make; none for threads without needles.
  ///   - cuts: nil for a pad that stays whole.
  init(
    _ stitches: [Stitch], cells: (Int, Int, Int) = (6, 8, 2), spare: Int = 0, cuts: Int? = 200,
    tools: [Instrument] = [BladeScene.blade], inHand: [Tool] = [.scalpel], isHeld: Bool = true, meetsInstruments: Bool = false
  ) throws {
    try self.init(cells: cells, cuts: cuts, tools: tools, inHand: inHand, isHeld: isHeld) { mesh in
      stitches.map { Self.suture($0, mesh, spare: spare, meetsInstruments) }
    }
  }

  /// - Parameter sutures: into the pad's mesh.
  init(
    cells: (Int, Int, Int) = (6, 8, 2), youngsModulus: Double = 1e5, cuts: Int? = nil, tools: [Instrument] = [BladeScene.blade],
    inHand: [Tool] = [.scalpel], isHeld: Bool = true, sutures: (TissueMesh) -> [SutureModel]
  ) throws {
    var built = QuadraticGrid(cells: cells).build { u, v, w in
      Vector3D(0.04 * (u - 0.5), 0.01 * (w - 1), -0.04 * (v - 0.5))
    }
    if isHeld { for (i, place) in built.places.enumerated() where place.2 == 0 { built.mesh.fixed[i] = true } }
    built.mesh.contactFaces = built.top
    var point = MaterialPoint(material: Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060))
    point.toughness = 400
    model = try SimulationModel(
      mesh: built.mesh, points: [MaterialPoint](repeating: point, count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 20), contactStiffness: 4e8, friction: 0.2,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: tools, limits: .scripted,
      inHand: inHand, sutures: sutures(built.mesh), cuts: cuts.map { CutCapacity(elements: $0) })
  }

  private static func suture(_ stitch: Stitch, _ mesh: TissueMesh, spare: Int, _ meetsInstruments: Bool) -> SutureModel {
    let up = Vector3D(0, 0.008, 0)
    let side = 0.25 * (stitch.to - stitch.from)
    let needle = spare > 0 ? NeedleModel(for: .size5_0) : nil
    // With a needle the thread's first end is in the air too.
    let start = stitch.from - side + up
    let line = [start, stitch.from, stitch.to, stitch.to + side + up]
    var arcs = [0.0]
    for i in 1..<4 { arcs.append(arcs[i - 1] + (line[i] - line[i - 1]).length) }
    func puncture(_ k: Int, grip: Double) -> SuturePuncture {
      SuturePuncture(TissuePlace(line[k], in: mesh, margin: 0.1)!, arc: arcs[k], grip: grip, tearForce: stitch.tearForce)
    }
    let frame = needle.map { needle in
      let x = Vector3D(1, 0, 0)
      let own = RigidFrame(origin: .zero, x: x, y: Vector3D(0, 1, 0))
      return RigidFrame(origin: start - own.world(needle.shape.point(at: 0)), x: x, y: Vector3D(0, 1, 0))
    }
    return SutureModel(
      material: ThreadMaterial(.size5_0, .polypropylene), segments: Int(arcs[3] / 0.000_5), length: arcs[3], line: line,
      punctures: [puncture(1, grip: .infinity), puncture(2, grip: 0.02)], needle: needle,
      needleFrame: frame ?? RigidFrame(origin: .zero), spare: spare, meetsInstruments: meetsInstruments)
  }

  /// Holds a thread's last vertex where it is and as far above as this, m, as a hand that the scene does not have.
  static func pull(_ state: inout SimulationState, _ s: Int, up: Double) {
    let last = state.sutures.base[s].thread.vertexCount - 1
    let length = state.sutures.base[s].model.thread.segmentLength
    state.sutures.base[s].thread[guide: 1] = ThreadGuide(
      at: (Double(last) - 0.5) * length, position: state.sutures.base[s].thread.position(last) + Vector3D(0, up, 0))
  }

  /// Takes a blade down through the pad along a plane of constant x, from above to its lower side.
  static func cut(_ state: inout SimulationState, _ model: SimulationModel, x: Float) {
    func at(_ y: Float) -> (Vector3, Vector3) { (Vector3(x, y, -0.03), Vector3(x, y, 0.03)) }
    var y: Float = 0.004
    while y > -0.014 {
      state.cut(model, BladeSweep(before: at(y), after: at(y - 0.001)))
      y -= 0.001
    }
  }

  /// Where a puncture is, m, and the ten vertices that carry it.
  static func hole(_ state: borrowing SimulationState, _ s: Int, _ k: Int) -> (place: Vector3D, vertices: [Int]) {
    let own = state.sutures.base + s
    let tie = own.pointee.tie(k, state.cut.isOn ? state.cut.tetrahedra.base : own.pointee.neighbours.tetrahedra.base)
    return (Vector3D(tie.place(state.tissue.positions.base)), (0..<10).map { Int(tie.vertex[$0]) })
  }

  /// Value of the cut's function at a puncture: positive where its slot has material; nil in a whole one.
  static func level(_ state: borrowing SimulationState, _ model: SimulationModel, _ place: TissuePlace) -> Float? {
    guard let level = state.paths(model)?.levels(Int(place.element)) else { return nil }
    return place.value(level)
  }

  /// Whether everything that a state holds is a number and is within what was reserved, as a sentence of what is not.
  static func fault(_ state: borrowing SimulationState, _ model: SimulationModel) -> String? {
    guard state.elementCount <= model.tissue.tetrahedronCount, state.vertexCount <= model.tissue.vertexCount else {
      return "\(state.elementCount) slots, \(state.vertexCount) vertices"
    }
    let added = (0..<state.cut.other.count).filter { state.cut.other[$0] >= 0 }
    guard added.count == state.elementCount - state.cut.other.count,
      added.allSatisfy({ Int(state.cut.whole[Int(state.cut.other[$0])]) == $0 && state.cut.isCut($0) })
    else { return "slots of \(added.count) cut tetrahedra are not told" }
    for i in 0..<(4 * state.vertexCount) where !state.positions[i].isFinite || !state.velocities[i].isFinite {
      return "vertex \(i / 4)"
    }
    for s in 0..<state.sutureCount {
      let own = state.sutures.base + s
      let thread = own.pointee.model.thread
      for i in 0..<(3 * thread.vertexCount) where !own.pointee.thread.x[i].isFinite || !own.pointee.thread.v[i].isFinite {
        return "thread \(s), vertex \(i / 3)"
      }
      for k in 0..<own.pointee.thread.guides.count where own.pointee.thread.guides[k].isActive {
        let g = own.pointee.thread.guides[k]
        guard g.arc >= 0, g.arc <= thread.segmentLength * Double(thread.segmentCount), g.position.x.isFinite, g.force.x.isFinite
        else { return "thread \(s), guide \(k)" }
      }
      for k in 0..<own.pointee.punctureCount where own.pointee.isThreaded(k) {
        if let fault = fault(state, model, own.pointee.punctures[k]) { return "thread \(s), puncture \(k): \(fault)" }
      }
      guard own.pointee.needle.exists else { continue }
      let f = own.pointee.needle.frame
      guard (f.origin + f.x + f.y + own.pointee.needle.velocity + own.pointee.needle.angularVelocity).lengthSquared.isFinite
      else { return "needle \(s)" }
      for k in 0..<own.pointee.needle.nodes.count where own.pointee.needle.nodes[k].status != .free {
        if let fault = fault(state, model, own.pointee.needle.nodes[k].place) { return "needle \(s), node \(k): \(fault)" }
      }
    }
    return nil
  }

  private static func fault(
    _ state: borrowing SimulationState, _ model: SimulationModel, _ place: TissuePlace
  ) -> String? {
    guard Int(place.element) < state.elementCount else { return "slot \(place.element)" }
    let sum = (place.share[0] + place.share[1]) + (place.share[2] + place.share[3])
    guard abs(sum - 1) < 1e-3 else { return "shares \(place.share[0]) \(place.share[1]) \(place.share[2]) \(place.share[3])" }
    guard let levels = state.paths(model)?.levels(Int(place.element)) else { return nil }
    let largest = (0..<4).map { abs(levels[$0]) }.max()!
    return place.value(levels) > -1e-3 * largest ? nil : "\(place.value(levels)) on the other side of a cut"
  }
}
