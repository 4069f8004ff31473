import Frames
import Session
import SimMath
import Testing

@testable import Theatre

/// The expert's tool beside ours.
@Suite struct GhostTests {
  private func output(_ tick: UInt64, _ z: Float, _ tool: Tool = .palpationProbe) -> StepOutput {
    var output = StepOutput(tick: Tick(tick))
    output.tool = tool
    output.toolPose.position = Vector3(0, 0, z)
    return output
  }

  private func at(_ path: inout GhostPath, _ output: StepOutput) -> GhostTool? { path.ghost(beside: output) }

  /// The palpation probe goes along z at 1 mm every 8 ticks, touching all the way; then the other one stands still.
  private let track = ExpertTrack(
    samples: (0..<500).map { i in
      ExpertTrack.Sample(
        tool: i < 400 ? .palpationProbe : .ultrasoundProbe,
        pose: Pose(position: Vector3(0, 0, i < 400 ? Float(i) * 0.001 : 0.1)), isTouching: true)
    })

  @Test func itComesToUsAndGoesOnAtItsOwnPace() throws {
    var path = GhostPath(track)
    let first = try #require(at(&path, output(5000, 0.300)))
    // A second and a half before it is where we are.
    #expect(abs(first.pose.position.z - (0.300 - 1500 / 8 * 0.001)) < 0.001)
    let there = try #require(at(&path, output(6500, 0.200)))
    #expect(abs(there.pose.position.z - 0.300) < 0.001, "wherever we went meanwhile")
    // With the other tool it is met anew; without one it stays away.
    #expect(at(&path, output(6600, 0.2, .ultrasoundProbe))?.tool == .ultrasoundProbe)
    var empty = GhostPath(ExpertTrack(samples: []))
    #expect(at(&empty, output(0, 0)) == nil)
  }

  @Test func itIsAtAMomentWhenWeAre() throws {
    var path = GhostPath(track)
    path.meet(output(9000, 0.250), at: Tick(9000))
    let there = try #require(at(&path, output(9000, 0)))
    #expect(abs(there.pose.position.z - 0.250) < 0.001)
    let before = try #require(at(&path, output(8200, 0)))
    #expect(abs(before.pose.position.z - 0.150) < 0.001)
  }

  @Test func itIsRefusedWhereItWouldHelp() {
    let board = Board(expert: ExpertGuide(folder: "/nowhere", writer: "test"))
    board.toggleGhost()
    #expect(!board.glance.showsGhost)
    if case .unwanted = board.expert.state {} else { Issue.record("nothing was to be made") }
  }
}
