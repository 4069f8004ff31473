import Devices
import Frames
import SimMath
import Testing

@Suite struct WorkspaceMappingTests {
  private func isNear(_ a: Vector3, _ b: Vector3) -> Bool { (a - b).length < 1e-5 }

  /// The surgeon looks from +x: what is to the right of the hand is towards -z of the patient, nearer is +x, up is +y.
  @Test func theHandMovesTheToolAsThePictureShowsIt() {
    let mapping = WorkspaceMapping(center: Vector3(0.01, 0, 0), origin: Vector3(0, 0.03, 0.04))
    func move(_ v: Vector3) -> Vector3 {
      mapping.tool(Pose(position: Vector3(0.01, 0, 0) + v)).position - mapping.origin
    }
    #expect(isNear(move(Vector3(0.02, 0, 0)), Vector3(0, 0, -0.02)))
    #expect(isNear(move(Vector3(0, 0.02, 0)), Vector3(0, 0.02, 0)))
    #expect(isNear(move(Vector3(0, 0, 0.02)), Vector3(0.02, 0, 0)))
    #expect(mapping.isAssessable)
    #expect(mapping.tool(.identity).orientation.angle < 1e-3)
  }

  /// What the hand does against the force is what the tool does against it: the mapping makes no energy.
  @Test func forceAndMovementBelongTogether() {
    var random = Random(seed: 4)
    func unit() -> Float { Float(Int32(bitPattern: random.next32())) / Float(Int32.max) }
    for _ in 0..<1000 {
      let turn = Quaternion(axis: Vector3(unit(), unit(), 1.5), angle: 3 * unit())
      let mapping = WorkspaceMapping(rotation: turn, center: Vector3(unit(), unit(), unit()))
      let a = Pose(position: Vector3(unit(), unit(), unit()))
      let b = Pose(position: Vector3(unit(), unit(), unit()))
      let force = Vector3(unit(), unit(), unit())
      let atTool = force.dot(mapping.tool(b).position - mapping.tool(a).position)
      let atHand = mapping.hand(force).dot(b.position - a.position)
      #expect(abs(atTool - atHand) < 1e-5)
    }
  }

  @Test func anOpenClutchMovesTheHandAlone() {
    var mapping = WorkspaceMapping(scale: 0.5, allowsClutch: true)
    let a = Pose(position: Vector3(0.03, 0.01, -0.02))
    let b = Pose(position: Vector3(-0.03, 0.02, 0.04))
    let before = mapping.tool(a).position
    mapping.slip(from: a.position, to: b.position)
    #expect(isNear(mapping.tool(b).position, before))
    #expect(!mapping.isAssessable)
  }
}
