import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// A thread and the instruments that it lies against.
struct ThreadInstrumentTests {
  /// Where the sucker crosses the left strand, from beside it and pushed into it, m.
  private static let (beside, pushed, height) = (-0.012, 0.001, 0.007)

  private static func model() throws -> SimulationModel {
    let pad = PracticePad()
    return try pad.model(
      suture: pad.suture(stitches: 1, meetsInstruments: true),
      tools: [InstrumentScene.instrument(.forceps), InstrumentScene.instrument(.sucker)], inHand: [.forceps, .sucker])
  }

  /// The left hand draws its end of the thread up; the right hand lays a sucker across the strand and pushes it aside, from tick
  /// 1000 to 1500, holds it there, and from 2200 takes it back.
  private static func input(_ k: UInt64) -> InputFrame {
    var input = PracticePad.pulling(Tick(k), pull: 0.002)
    func share(_ from: UInt64) -> Double { min(1, max(0, (Double(k) - Double(from)) / 500)) }
    let x = Self.beside + (share(1000) - share(2200)) * (Self.pushed - Self.beside)
    // Its shaft lies along z.
    let lying = Quaternion(axis: Vector3(1, 0, 0), angle: 1.570_796_4)
    input.second = HandInput(pose: Pose(position: Vector3(Float(x), Float(Self.height), -0.03), orientation: lying), grip: 0)
    return input
  }

  /// Pushed aside, a taut thread goes round the shaft and pulls at it with what holes and jaws hold it with; the hand feels
  /// that, and is let go.
  @Test func aTautThreadIsPushedAside() throws {
    let model = try Self.model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let radius = try #require(try InstrumentScene.instrument(.sucker).shape.first { $0.kind == .capsule }?.radius)
    var before = Vector3D.zero
    var felt: Float = 0
    var axis = 0.0
    var (worst, sum) = (Float(0), Float(0))
    for k in 0..<2200 as Range<UInt64> {
      let output = step(model, &state, Self.input(k), on: team)
      if k == 999 { before = state.withSuture(0) { $0.force(onInstrument: 1) } }
      felt = output.hands[1].forceWanted.x
      axis = Double(output.hands[1].toolPose.position.x)
      worst = min(worst, output.ledger.dissipated)
      sum += output.ledger.dissipated
    }
    #expect(before == .zero)
    // The strand snaps through the holes as it is pushed: single ticks that are not solved to their end make some energy, all
    // of them together none.
    #expect(worst > -4e-4 && sum > 0, "the pass made \(worst) J in a tick, and lost \(sum) J in all")
    let (push, hand, holes) = state.withSuture(0) { s in
      (
        s.force(onInstrument: 1), s.force(onHand: 0) + s.force(onInstrument: 0),
        (0..<4).reduce(Vector3D.zero) { $0 + s.force(onPuncture: $1) }
      )
    }
    #expect(push.x < -0.1, "\(push)")
    #expect((push + hand + holes).length < 0.1 * push.length, "\(push) \(hand) \(holes)")
    #expect(abs(Double(felt) - push.x) < 0.15 * push.length, "\(felt) \(push)")
    // Round it, not through it.
    var nearest = Double.infinity
    let ahead = state.withSuture(0) { s in
      var isAhead = false
      for i in 0..<s.model.thread.segmentCount {
        let p = s.thread.position(i)
        let off = Vector3D(p.x - axis, p.y - Self.height, 0).length
        nearest = min(nearest, off)
        if off < Double(radius) + 0.000_3 && p.x > axis + 0.002 { isAhead = true }
      }
      return isAhead
    }
    #expect(nearest > Double(radius) && ahead, "\(nearest)")
    for k in 2200..<3200 as Range<UInt64> { _ = step(model, &state, Self.input(k), on: team) }
    let after = state.withSuture(0) { $0.force(onInstrument: 1) }
    #expect(after == .zero)
  }

  /// What is saved with a thread against an instrument goes on to the same bits.
  @Test func aThreadAgainstAnInstrumentIsRestored() throws {
    let model = try Self.model()
    let team = WorkerTeam()
    var one = SimulationState(model: model)
    for k in 0..<1600 as Range<UInt64> { _ = step(model, &one, Self.input(k), on: team) }
    let touches = one.withSuture(0) { $0.force(onInstrument: 1).length > 0 }
    #expect(touches)
    var two = try SimulationState(model: model, restoring: one.save())
    for k in 1600..<1700 as Range<UInt64> {
      let (a, b) = (step(model, &one, Self.input(k), on: team), step(model, &two, Self.input(k), on: team))
      #expect(a.digest == b.digest)
    }
    #expect(one.save() == two.save())
  }
}
