import Frames
import SimMath
import Testing

@testable import Simulation

/// Samples that are told apart from those in contact without asking for their distance.
@Suite struct ContactClearanceTests {
  /// A forceps that is thrust at a leaf, turned and closed: at the end of each tick, with tool and tissue moved as far as they
  /// ever are, what is held to be clear is outside by the primitive's own distance, and what is not is asked.
  @Test func clearSamplesAreOutside() throws {
    let model = try InstrumentScene.leaf([InstrumentScene.instrument(.forceps)])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var (clear, asked, touching) = (0, 0, 0)
    for k in 0..<600 {
      let t = Float(k)
      let pose = Pose(
        position: Vector3(0.000_4 * Float(Trigonometry.sin(0.03 * Double(t))), 0.009, 0.000_01 * t),
        orientation: Quaternion(axis: Vector3(0.3, 1, 0.2), angle: 0.3 * Float(Trigonometry.sin(0.02 * Double(t)))))
      let input = InputFrame(
        tick: state.nextTick, pose: pose, grip: 0.5 + 0.5 * Float(Trigonometry.sin(0.05 * Double(t))), flags: [.connected])
      _ = step(model, &state, input, on: team)
      let solver = state.contactSolver(model)
      for i in 0..<state.contact.count {
        let who = ContactOwner(rawValue: solver.owner[i])
        let distance = solver.first.primitives[who.primitive].distance(solver.first.local(solver.samplePosition(i), who.part))
        if solver.isClear(i, of: solver.first) {
          clear += 1
          #expect(distance > 0)
        } else {
          asked += 1
          if distance < 0 { touching += 1 }
        }
        #expect((solver.evaluate(i) != nil) == (distance < 0))
      }
    }
    // It is worth its while: most of those near the tool do not touch it.
    #expect(touching > 1000 && clear > 3 * (asked - touching), "\(clear) clear, \(asked) asked, \(touching) touching")
  }
}
