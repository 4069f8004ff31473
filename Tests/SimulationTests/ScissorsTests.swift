import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// One hand draws an end of a thread that is sewn into a pad; the other closes an instrument on the strand between.
@Suite(.serialized) struct ScissorsTests {
  /// Height at which the other hand works, and when it closes: 0.9 s to 1.2 s.
  private static let height = 0.006
  private static let closing: (from: UInt64, to: UInt64) = (900, 1200)

  private static func model(_ tool: Tool) throws -> SimulationModel {
    let tools = try [Tool.forceps, tool].map { try InstrumentScene.instrument($0) }
    let pad = PracticePad()
    return try pad.model(suture: pad.suture(stitches: 1), tools: tools, inHand: [.forceps, tool])
  }

  /// - Parameter side: how far the middle between the jaws is beside the strand, m.
  private static func input(_ k: UInt64, side: Double) -> InputFrame {
    var input = PracticePad.pulling(Tick(k), pull: 0.004)
    let grip = Float(min(1, max(0, (Double(k) - Double(closing.from)) / Double(closing.to - closing.from))))
    // The shaft lies along -x over the pad; jaws open level, across the strand, which is 3 mm from their tips. The thread's
    // other end is beyond these.
    let level = Quaternion(columns: Vector3D(0, 0, -1), Vector3D(-1, 0, 0), Vector3D(0, 1, 0))
    input.second = HandInput(
      pose: Pose(position: Vector3(Vector3D(-0.001, height, side)), orientation: level), grip: grip)
    return input
  }

  private struct Run {
    var cuts: [(tick: UInt64, event: Event)] = []
    /// Largest tension of the thread, and the pull of the thread on the first hand, N; [tick].
    var tension: [Double] = []
    var pull: [Double] = []
    /// Least dissipation of a tick, J.
    var worst: Float = 0
    var broken: [Int] = []
    /// At the end: tension near the first broken segment, N, and how far its ends are apart, m.
    var left = 0.0
    var apart = 0.0
    var pushed = 0
  }

  private static func run(_ model: SimulationModel, side: Double, ticks: UInt64 = 1500) -> Run {
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var result = Run()
    for k in 0..<ticks {
      let output = step(model, &state, input(k, side: side), on: team)
      for i in 0..<Int(output.eventCount) where output.events[i].kind == .threadCut {
        result.cuts.append((k, output.events[i]))
      }
      result.worst = min(result.worst, output.ledger.dissipated)
      state.withSuture(0) { s in
        result.tension.append(s.output.largestTension)
        result.pull.append(s.force(onHand: 0).length)
        if s.isHeld(byHand: 1) { result.pushed += 1 }
      }
    }
    state.withSuture(0) { s in
      result.broken = (0..<s.model.thread.segmentCount).filter { s.thread.isBroken($0) }
      guard let b = result.broken.first else { return }
      result.left = max(abs(s.thread.tensions[b - 3]), abs(s.thread.tensions[b + 3]))
      result.apart = (s.thread.position(b + 1) - s.thread.position(b)).length
    }
    return result
  }

  /// A strand in the middle is cut as the edges meet; one beside it is pushed there by the blade that comes first.
  @Test(arguments: [0.0, 0.002]) func bladesCutAStrandBetweenThem(side: Double) throws {
    let model = try Self.model(.scissors)
    let run = Self.run(model, side: side)
    let cut = try #require(run.cuts.first)
    #expect(run.cuts.count == 1 && run.broken.count == 1, "\(run.cuts) \(run.broken)")
    #expect(cut.event.hand == 1 && cut.event.tool == .scissors && cut.event.argument == 0)
    // The edges meet at the strand where the jaws are still open by 0.06 rad: at 0.76 of the grip.
    #expect((1115...1145).contains(cut.tick), "\(cut.tick)")
    if side == 0 { #expect(run.pushed < 20, "\(run.pushed)") } else { #expect(run.pushed > 40, "\(run.pushed)") }
    // Drawn tight before; the pieces spring apart, nothing is left in them, and the hand holds a free end.
    let before = run.pull[Int(cut.tick) - 1]
    #expect(before > 0.07 && run.tension[Int(cut.tick) - 1] > 0.07, "\(before)")
    #expect(run.left < 0.02 * before, "\(run.left)")
    #expect(run.apart > 0.001, "\(run.apart)")
    #expect(run.pull.suffix(100).max()! < 0.02 * before, "\(run.pull.suffix(100).max()!)")
    #expect(run.worst > -5e-5, "the pass made \(run.worst) J in a tick")
  }

  @Test func aMissAndANeedleHolderDoNotCut() throws {
    let beside = Self.run(try Self.model(.scissors), side: 0.010)
    #expect(beside.cuts.isEmpty && beside.broken.isEmpty && beside.pushed == 0)
    #expect(beside.pull.last! > 0.07)
    let held = Self.run(try Self.model(.needleHolder), side: 0)
    #expect(held.cuts.isEmpty && held.broken.isEmpty && held.pushed > 100)
  }

  /// Restored while a blade pushes the strand.
  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let model = try Self.model(.scissors)
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 1250, workers: workers, restoreAt: restoreAt) { Self.input($0, side: 0.002) }
    }
    let one = try play(workers: 1)
    let restored = try play(workers: 2, restoreAt: 1095) == one
    #expect(restored)
    let events = one.outputs.flatMap { output in (0..<Int(output.eventCount)).map { output.events[$0].kind } }
    #expect(events.contains(.threadCut))
  }
}
